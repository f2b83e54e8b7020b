"""A file that one process at a time has for itself. The system takes it back when that process ends, however it ends."""

import sqlite3

from mockcore.errors import StorageBusy
from mockcore.store.sqlite.failures import translated


class LockFile:
    """A ``Lock``: SQLite locks its files on every system."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Whether this has it now, for nobody else had. Raises: StorageFailed where the file cannot be made."""
        if self._connection is not None:
            return True
        try:
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=0, check_same_thread=False)
        except sqlite3.Error as error:
            raise translated(error) from error
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            failure = translated(error)
            if isinstance(failure, StorageBusy):
                return False
            raise failure from error
        self._connection = connection
        return True

    def leave(self) -> None:
        """Lets somebody else have it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
