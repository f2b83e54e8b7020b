"""What a schema cannot say: one module per Procore tool, over the decorators of ``request.declare``.

A tool imports no other tool; what two of them share is in ``domain``. It reads and writes through the request's ``Context``.
"""

import importlib
import pkgutil


def load() -> None:
    """Imports every tool's module, which registers what it declares."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
