"""mockcore: a local server that behaves like the Procore REST API."""

__version__ = "0.1.0"
