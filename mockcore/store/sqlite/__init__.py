"""Records in SQLite: tables, statements, transactions, counters, and what several workers share. The only place that knows SQL.

What is outside opens a database here, and uses it as a ``Storage``.
"""

from collections.abc import Callable

from mockcore.store.sqlite.database import Database
from mockcore.store.storage import Image, Storage


def open_storage(path: str | None, content: Callable[[], Image], *, shared: bool = False) -> Storage:
    """The storage at a path, ``shared`` between processes or not; None: in memory. An empty one is filled with ``content``.

    Raises: OperatorError when the file cannot be opened, is no database, or has an older schema.
    """
    database = Database(path, shared=shared)
    if database.empty:
        database.load(content())
    return database


def new_storage(path: str | None = None) -> Storage:
    """An empty storage whose file is to be an image: nobody reads it before it is whole."""
    database = Database(path)
    database.create_tables(image=True)
    return database
