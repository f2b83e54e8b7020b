"""Counters and exchanges that several workers share: a SQLite file beside the database, which no test relies on afterwards."""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mockcore.errors import OperatorError, StorageBusy, StorageFailed
from mockcore.store.encryption import Seal
from mockcore.store.sqlite.backlog import Backlog
from mockcore.store.sqlite.failures import translated
from mockcore.store.storage import Count

log = logging.getLogger("mockcore")
_TABLES = (
    "CREATE TABLE IF NOT EXISTS windows (key TEXT PRIMARY KEY, begun INTEGER, used INTEGER)",
    "CREATE TABLE IF NOT EXISTS exchanges (id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER, body BLOB)",
    "CREATE TABLE IF NOT EXISTS strikes (rule TEXT PRIMARY KEY, seen INTEGER, fired INTEGER)",
    "CREATE TABLE IF NOT EXISTS counts (operation TEXT, method TEXT, status INTEGER, bucket INTEGER, number INTEGER, "
    "seconds REAL, PRIMARY KEY (operation, method, status, bucket)) WITHOUT ROWID",
)


class SidecarFile:
    """The file ``DATABASE-shared``, a ``Sidecar``. Raises: OperatorError when it cannot be written."""

    def __init__(self, database: str) -> None:
        self.path = Path(f"{database}-shared")
        self._seal = Seal()
        self._backlog = Backlog(self._run)
        self._latest = 0
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
        self._run("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self._end()

    def window(self, key: str) -> tuple[int, int] | None:
        """(begun, used) of a counter."""
        row: tuple[int, int] | None = self._run("SELECT begun, used FROM windows WHERE key = ?", (key,)).fetchone()
        return row

    def windows(self) -> list[tuple[str, int, int]]:
        """(key, begun, used) of every counter."""
        return self._run("SELECT key, begun, used FROM windows").fetchall()

    def set_window(self, key: str, begun: int, used: int) -> None:
        """Keeps a counter."""
        self._set("INSERT OR REPLACE INTO windows VALUES (?, ?, ?)", (key, begun, used))

    def forget_windows(self) -> None:
        """Every counter begins again."""
        self._run("DELETE FROM windows")

    def strikes(self, rule: str) -> tuple[int, int]:
        """(seen, fired) of a fault rule."""
        row: tuple[int, int] | None = self._run("SELECT seen, fired FROM strikes WHERE rule = ?", (rule,)).fetchone()
        return row or (0, 0)

    def set_strikes(self, rule: str, seen: int, fired: int) -> None:
        """Keeps what a fault rule has counted."""
        self._set("INSERT OR REPLACE INTO strikes VALUES (?, ?, ?)", (rule, seen, fired))

    def forget_strikes(self) -> None:
        """Every fault rule begins again."""
        self._run("DELETE FROM strikes")

    def count(self, operation: str, method: str, status: int, bucket: int, seconds: float) -> None:
        """Counts an exchange, by what it was and how long it took."""
        self._backlog.write(
            "INSERT INTO counts VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT DO UPDATE "
            "SET number = number + 1, seconds = seconds + excluded.seconds",
            (operation, method, status, bucket, seconds),
        )

    def counts(self) -> list[Count]:
        """(operation, method, status, bucket, number, seconds) of what all workers have counted."""
        return self._run("SELECT operation, method, status, bucket, number, seconds FROM counts").fetchall()

    def forget_counts(self) -> None:
        """Counts begin again."""
        self._run("DELETE FROM counts")

    def keep(self, body: bytes, most_bytes: int) -> int:
        """Adds an exchange, sealed, and returns its number; the oldest go when together they are too large."""
        if self._backlog.write("INSERT INTO exchanges (size, body) VALUES (?, ?)", (len(body), self._seal.closed(body))):
            self._latest = self._cursor.lastrowid or 0
            if self._latest % 256 == 0:
                self._trim(most_bytes)
        return self._latest

    def put(self, number: int, body: bytes) -> None:
        """Adds an exchange under the number that it had."""
        self._run("INSERT INTO exchanges VALUES (?, ?, ?)", (number, len(body), self._seal.closed(body)))

    def _end(self) -> None:
        # SQLite has ended it by itself for some errors, such as a full disk.
        if self._connection.in_transaction:
            self._set("COMMIT")
        if self._connection.in_transaction:
            self._run("ROLLBACK")

    def _set(self, text: str, values: Sequence[Any] = ()) -> None:
        try:
            self._run(text, values)
        except StorageBusy:
            raise
        except StorageFailed as error:
            # A call is no worse for not being counted.
            log.warning("A call is not counted: %s.", error)

    def _run(self, text: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._cursor.execute(text, values)
        except sqlite3.Error as error:
            raise translated(error) from error

    def _trim(self, most_bytes: int) -> None:
        total = 0
        for number, size in self._run("SELECT id, size FROM exchanges ORDER BY id DESC").fetchall():
            total += size
            if total > most_bytes:
                self._run("DELETE FROM exchanges WHERE id <= ?", (number,))
                return

    def exchanges(self, most: int = -1) -> list[tuple[int, bytes]]:
        """(number, body) of each or of the latest so many, oldest first."""
        rows = self._run("SELECT id, body FROM exchanges ORDER BY id DESC LIMIT ?", (most,)).fetchall()
        return [(number, self._seal.opened(body)) for number, body in reversed(rows)]

    def __len__(self) -> int:
        return int(self._run("SELECT count(*) FROM exchanges").fetchone()[0])

    def forget_exchanges(self) -> None:
        """Drops every exchange."""
        self._run("DELETE FROM exchanges")

    def close(self) -> None:
        """Closes the file."""
        with suppress(StorageFailed):
            self._backlog.catch_up()
        self._connection.close()

    def remove(self) -> None:
        """Closes the file and takes it away."""
        self.close()
        for suffix in ("", "-wal", "-shm", "-sender"):
            with suppress(OSError):
                Path(f"{self.path}{suffix}").unlink()
