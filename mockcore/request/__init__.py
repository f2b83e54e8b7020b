"""What a rule may use of a request: who asks, for what, with which input, and how a tool's module declares its own.

Below both verbs and tools, and imports neither; reaches records through ``store`` and their shape through ``reference``.
"""
