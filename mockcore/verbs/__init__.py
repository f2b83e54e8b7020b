"""What each rule does: reads and writes of records, and answers computed from them."""
