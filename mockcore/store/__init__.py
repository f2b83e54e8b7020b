"""What is remembered: records of every resource, and what belongs to them, in one SQLite database."""
