"""What each rule of the document does: list, show, create, update, delete, many at once, and answers computed from records.

A verb is the same for every resource: what is special about one is declared by its tool.
"""
