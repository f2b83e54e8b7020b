"""What is remembered: records of every resource, and what belongs to them. ``records`` is the sole writer.

Knows nothing of the document, of requests or of tools; ``storage`` is the door behind which ``store.sqlite`` keeps it.
"""
