"""mockcore: a local server that behaves like the Procore REST API.

``with mockcore.running(seed="demo") as server:`` starts one inside this process.
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in ("Running", "running"):
        import importlib  # noqa: PLC0415 - the command line must not pay for what only tests use

        value: object = getattr(importlib.import_module("mockcore.testing.running"), name)
        return value
    raise AttributeError(f"module 'mockcore' has no attribute {name!r}")
