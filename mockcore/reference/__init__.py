"""The document: what it says of every operation, resource and value, compiled once; input and answers follow it.

Pure: no record, no clock, no setting of a server. Neither imports ``store`` nor is imported by it.
"""
