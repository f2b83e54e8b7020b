"""The tools that deal in money: budget, contracts, changes, invoices, payments.

As every tool: no imports of other tools, all records through the ``Context``; sums and their rules are in ``domain``.
"""
