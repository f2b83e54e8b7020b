"""What a request says, read by its operation: path, query and body, rows and scope, each in its module.

What a client wrote is fitted to its schema and never completed: defaults and references belong to ``request``. What depends on
the operation alone is worked out once, and stored with the operation.
"""
