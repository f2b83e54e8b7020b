"""The document: what it says of every operation, resource and value. Imports nothing of the store."""
