"""SQLite's errors in the words of the rest of the program."""

import sqlite3

from mockcore.errors import StorageBusy, StorageDamaged, StorageFailed

_DAMAGES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def translated(error: sqlite3.Error) -> StorageFailed:
    """What is raised in place of an error of SQLite.

    It is StorageBusy where somebody else keeps the file locked, StorageDamaged where the file is none that SQLite has written.
    """
    text = str(error)
    # The driver's own errors have no number; of an extended one, the lowest byte says the kind.
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGES:
        return StorageDamaged(f"The database is damaged ({text}): put a copy in its place, and start the server again.")
    if isinstance(error, sqlite3.OperationalError) and ("locked" in text or "busy" in text):
        return StorageBusy()
    return StorageFailed(text)
