"""Who may call: apps, their credentials and tokens."""
