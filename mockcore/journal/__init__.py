"""What was asked and answered: facts of all, bodies of the latest; searched, verified, exported, and what broke the contract.

Works on finished exchanges and the document, and shows no secrets. It touches no records, and nothing stored depends on it.
"""
