"""What was asked and answered: bounded, shown without secrets, searched, verified, exported, and what broke the contract.

Works on finished exchanges and the document; it never touches records, and nothing that is stored depends on it.
"""
