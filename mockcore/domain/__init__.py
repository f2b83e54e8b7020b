"""What several tools share, by the names of the trade: amounts, contracts, invoices, budgets, the Work Breakdown Structure.

Declares nothing and imports no tool: what it reads and writes, it does through the request's ``Context``.
"""
