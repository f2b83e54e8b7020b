"""The file that several workers share, and the exchanges that they have recorded in it."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from mockcore.errors import OperatorError, StorageBusy, StorageDamaged, StorageFailed
from mockcore.store.encryption import Seal
from mockcore.store.sqlite.backlog import Backlog
from mockcore.store.sqlite.failures import translated

log = logging.getLogger("mockcore")
_TABLES = (
    "CREATE TABLE IF NOT EXISTS windows (key TEXT PRIMARY KEY, begun INTEGER, used INTEGER)",
    "CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY AUTOINCREMENT, sandbox INTEGER, size INTEGER, body BLOB)",
    "CREATE INDEX IF NOT EXISTS whole ON journal (id) WHERE size > 0",
    "CREATE TABLE IF NOT EXISTS strikes (rule TEXT PRIMARY KEY, seen INTEGER, fired INTEGER)",
    "CREATE TABLE IF NOT EXISTS counts (operation TEXT, method TEXT, status INTEGER, bucket INTEGER, number INTEGER, "
    "seconds REAL, PRIMARY KEY (operation, method, status, bucket)) WITHOUT ROWID",
)


class SharedFile:
    """The file ``DATABASE-shared``. Raises: OperatorError when it cannot be written."""

    def __init__(self, database: str) -> None:
        self.path = Path(f"{database}-shared")
        self._seal = Seal()
        self._backlog = Backlog(self._run)
        self._latest = 0
        try:
            self._open()
        except StorageDamaged:
            # A loss of power may leave it so, and nothing in it is needed by another run of the server.
            self.remove()
            self._open()

    def _open(self) -> None:
        try:
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=30, check_same_thread=False)
            self._cursor = self._connection.cursor()
            self._run("PRAGMA journal_mode=WAL")
            # What is in it ends with the server: losing it in a crash costs nothing.
            self._run("PRAGMA synchronous=OFF")
            if self._run("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                raise StorageDamaged
            for text in _TABLES:
                self._run(text)
        except StorageDamaged:
            raise
        except (sqlite3.Error, StorageFailed) as error:
            raise OperatorError(f"{self.path} cannot be written ({error}): choose another folder with --db.") from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other worker counts meanwhile."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self._end()

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


class RecordedExchanges(SharedFile):
    """The exchanges of all workers, sealed. Those of one size 0 are short: they take nothing of a bound."""

    def keep(self, sandbox: int, size: int, body: bytes) -> int:
        """Adds an exchange, sealed, and returns its number."""
        values = (sandbox, size, self._seal.closed(body))
        if self._backlog.write("INSERT INTO journal (sandbox, size, body) VALUES (?, ?, ?)", values):
            self._latest = self._cursor.lastrowid or 0
        return self._latest

    def put(self, number: int, size: int, body: bytes) -> None:
        """Adds an exchange under the number that it had."""
        self._run("INSERT INTO journal VALUES (?, 0, ?, ?)", (number, size, self._seal.closed(body)))

    def surplus(self, most_bytes: int) -> list[tuple[int, bytes]]:
        """(number, body) of the oldest exchanges of each sandbox that are more than its bound."""
        totals: Counter[int] = Counter()
        numbers = []
        rows = self._run("SELECT id, sandbox, size FROM journal WHERE size > 0 ORDER BY id DESC").fetchall()
        for number, sandbox, size in rows:
            totals[sandbox] += size
            if totals[sandbox] > most_bytes:
                numbers.append(number)
        bodies = (self._run("SELECT body FROM journal WHERE id = ?", (number,)).fetchone()[0] for number in numbers)
        return [(number, self._seal.opened(body)) for number, body in zip(numbers, bodies, strict=True)]

    def shorten(self, number: int, body: bytes) -> None:
        """A shorter body in place of an exchange's, which takes nothing of a bound."""
        self._set("UPDATE journal SET size = 0, body = ? WHERE id = ?", (self._seal.closed(body), number))

    @property
    def incomplete(self) -> bool:
        """Whether exchanges of this worker wait to be written, or are lost."""
        with suppress(StorageFailed):
            self._backlog.catch_up()
        return bool(len(self._backlog) or self._backlog.lost)

    def shortened(self) -> int:
        """How many exchanges are short ones."""
        return int(self._run("SELECT count(*) FROM journal WHERE size = 0").fetchone()[0])

    def exchanges(self, after: int, most: int) -> list[tuple[int, bool, bytes]]:
        """(number, whether it is not a short one, body) of the first so many with higher numbers."""
        rows = self._run("SELECT id, size, body FROM journal WHERE id > ? ORDER BY id LIMIT ?", (after, most)).fetchall()
        return [(number, size > 0, self._seal.opened(body)) for number, size, body in rows]

    def __len__(self) -> int:
        return int(self._run("SELECT count(*) FROM journal").fetchone()[0])

    def forget_exchanges(self, sandbox: int | None = None) -> None:
        """Drops every exchange, or those of a sandbox."""
        # What waits is dropped with the rest.
        self._backlog.catch_up()
        if sandbox is None:
            self._backlog.lost = 0
        self._run("DELETE FROM journal WHERE ?1 IS NULL OR sandbox = ?1", (sandbox,))
