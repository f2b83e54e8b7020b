"""What was asked and answered: kept in bounds, shown without secrets, searched, verified and exported."""
