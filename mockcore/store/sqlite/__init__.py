"""Records in SQLite: tables, statements, transactions, counters, and what several workers share. The only place that knows SQL.

``store.opening`` alone imports it: all others use a ``Storage``, and a ``Sidecar``.
"""
