"""Counters and exchanges that several workers share: a SQLite file beside the database, which no test relies on afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mockcore.errors import OperatorError

_TABLES = (
    "CREATE TABLE IF NOT EXISTS windows (key TEXT PRIMARY KEY, begun INTEGER, used INTEGER)",
    "CREATE TABLE IF NOT EXISTS exchanges (id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER, body BLOB)",
)


class Sidecar:
    """The file ``DATABASE-shared``. Raises: OperatorError when it cannot be written."""

    def __init__(self, database: str) -> None:
        self.path = Path(f"{database}-shared")
        try:
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=30, check_same_thread=False)
            self._cursor = self._connection.cursor()
            self._cursor.execute("PRAGMA journal_mode=WAL")
            # What is in it ends with the server: losing it in a crash costs nothing.
            self._cursor.execute("PRAGMA synchronous=OFF")
            for text in _TABLES:
                self._cursor.execute(text)
        except sqlite3.Error as error:
            raise OperatorError(f"{self.path} cannot be written ({error}): choose another folder with --db.") from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other worker counts meanwhile."""
        self._cursor.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self._cursor.execute("COMMIT")

    def window(self, key: str) -> tuple[int, int] | None:
        """(begun, used) of a counter."""
        row: tuple[int, int] | None = self._cursor.execute("SELECT begun, used FROM windows WHERE key = ?", (key,)).fetchone()
        return row

    def set_window(self, key: str, begun: int, used: int) -> None:
        """Keeps a counter."""
        self._cursor.execute("INSERT OR REPLACE INTO windows VALUES (?, ?, ?)", (key, begun, used))

    def forget_windows(self) -> None:
        """Every counter begins again."""
        self._cursor.execute("DELETE FROM windows")

    def keep(self, body: bytes, most_bytes: int) -> None:
        """Adds an exchange; the oldest go when together they are too large."""
        self._cursor.execute("INSERT INTO exchanges (size, body) VALUES (?, ?)", (len(body), body))
        number = self._cursor.lastrowid or 0
        if number % 256 == 0:
            self._trim(most_bytes)

    def _trim(self, most_bytes: int) -> None:
        total = 0
        for number, size in self._cursor.execute("SELECT id, size FROM exchanges ORDER BY id DESC").fetchall():
            total += size
            if total > most_bytes:
                self._cursor.execute("DELETE FROM exchanges WHERE id <= ?", (number,))
                return

    def exchanges(self) -> list[tuple[int, bytes]]:
        """(number, body) of each, oldest first."""
        return self._cursor.execute("SELECT id, body FROM exchanges ORDER BY id").fetchall()

    def forget_exchanges(self) -> None:
        """Drops every exchange."""
        self._cursor.execute("DELETE FROM exchanges")

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def remove(self) -> None:
        """Closes the file and takes it away."""
        self.close()
        for suffix in ("", "-wal", "-shm", "-sender"):
            with suppress(OSError):
                Path(f"{self.path}{suffix}").unlink()
