"""Whether another server answers as mockcore does: the same requests, the answers compared by their form, not their values.

Talks to servers over HTTP only; knows nothing of the engine, so that both sides are met alike.
"""
