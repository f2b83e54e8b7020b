"""SQLite's errors in the words of the rest of the program."""

import sqlite3

from mockcore.errors import StorageBusy, StorageFailed


def translated(error: sqlite3.Error) -> StorageFailed:
    """What is raised in place of an error of SQLite: StorageBusy where somebody else keeps the file locked."""
    text = str(error)
    if isinstance(error, sqlite3.OperationalError) and ("locked" in text or "busy" in text):
        return StorageBusy()
    return StorageFailed(text)
