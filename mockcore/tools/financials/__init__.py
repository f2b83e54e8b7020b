"""The tools that deal in money: budget, contracts, changes, invoices."""
