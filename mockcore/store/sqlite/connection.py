"""One open connection, and statements that are compiled once from SQLAlchemy Core and run by the driver's cursor."""

import sqlite3
from collections.abc import Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from threading import RLock
from typing import Any

from mockcore.errors import OperatorError, StorageDamaged, StorageFailed, StorageGone
from mockcore.store.sqlite.database_file import DatabaseFile, Refusal
from mockcore.store.sqlite.failures import translated
from mockcore.store.sqlite.prepared import Statements
from mockcore.store.sqlite.schema import SCHEMA_VERSION, settle_schema
from mockcore.store.storage import Row

SETTINGS = ("PRAGMA cache_size=-65536",)
FILE_SETTINGS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA wal_autocheckpoint=10000", *SETTINGS)
# Every commit is on the disk before it is answered; elsewhere than on macOS fullfsync has no effect.
DURABLE_SETTINGS = ("PRAGMA synchronous=FULL", "PRAGMA fullfsync=ON")
# Without other readers no lock has to be taken for every read, which costs more than the read itself.
OWN_FILE_SETTINGS = ("PRAGMA locking_mode=EXCLUSIVE", *FILE_SETTINGS)
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
# An image is of no use before it is whole.
IMAGE_SETTINGS = ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF")


class Connection:
    """A SQLite database in memory (``path`` None) or in a WAL file, ``shared`` between processes or this one's own.

    ``durable``: what is committed outlives a loss of power.

    Raises: OperatorError when the file cannot be opened, is no database, or has a schema that cannot be upgraded.
    """

    # What was met of a file that is damaged.
    damage: str | None = None
    # What had changed when the log was looked at last.
    _tidied = (0, 0)
    schema: int
    reading: AbstractContextManager[object]

    def __init__(
        self, path: str | None = None, *, shared: bool = False, durable: bool = False, wait_seconds: float = 5.0
    ) -> None:
        self.path = path
        self.shared = path if shared else None
        self.schema = SCHEMA_VERSION
        self.wait_seconds = wait_seconds
        self._statements = Statements.shared()
        # Nothing begins or ends with a read: a lock that nobody else takes is entered in fewer steps than any other context.
        self._free: AbstractContextManager[object] = RLock()
        self.reading = self._free
        try:
            self._connect()
            self._open(SETTINGS if path is None else FILE_SETTINGS if shared else OWN_FILE_SETTINGS, durable=durable)
        except sqlite3.Error as error:
            damaged = isinstance(translated(error), StorageDamaged)
            advice = "put a copy in its place, or name another" if damaged else "name a writable file that no other server uses"
            raise OperatorError(f"The database {path} cannot be opened ({error}): {advice} with --db.") from error

    def _open(self, settings: Sequence[str], *, durable: bool) -> None:
        try:
            self._set(settings)
            self._set(DURABLE_SETTINGS if durable else ())
            settle_schema(self.connection, self.path)
            self._file = None if self.path is None else DatabaseFile(self.path)
        except BaseException:
            # Whoever looks what is wrong with the file is not to find it locked.
            self.connection.close()
            raise

    def _connect(self) -> None:
        self.connection = sqlite3.connect(
            ":memory:" if self.path is None else str(Path(self.path).absolute()),
            check_same_thread=False,
            isolation_level=None,
            timeout=self.wait_seconds,
            cached_statements=512,
        )
        self._cursor = self.connection.cursor()

    def _set(self, settings: Sequence[str]) -> None:
        for text in settings:
            self._cursor.execute(text)

    @property
    def empty(self) -> bool:
        """Whether the tables are still to be made."""
        return not self.command("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()

    def create_tables(self, *, image: bool = False) -> None:
        """Makes the tables of an empty database; its file is to be an ``image``, which nobody reads before it is whole."""
        if image:
            self._set(IMAGE_SETTINGS)
        for text in self._statements.creation():
            self.command(text)
        self.write("set_fact", {"name": "schema", "value": str(SCHEMA_VERSION)})

    def read(self, name: str, values: Mapping[str, Any], variant: Hashable = None, *arguments: Any) -> list[Row]:
        """Every row of the statement of that name, which is made of ``arguments``; ``variant`` tells those texts apart."""
        statement = self._statements.named(name, variant, arguments)
        if statement.fixed:
            values = {**statement.fixed, **values}
        try:
            return self._cursor.execute(statement.text, statement.ordered(values)).fetchall()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def write(self, name: str, *rows: Mapping[str, Any]) -> int:
        """Runs a write with each of the ``rows``; how many rows it touched."""
        # A transaction has looked when it began.
        if self._file is not None and not self.connection.in_transaction:
            self._file.check()
        statement = self._statements.named(name)
        if statement.fixed:
            rows = tuple({**statement.fixed, **row} for row in rows)
        try:
            return self._cursor.executemany(statement.text, map(statement.ordered, rows)).rowcount
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def version(self) -> int:
        """Changes when another connection has written."""
        return int(self.command("PRAGMA data_version").fetchone()[0])

    def check(self) -> None:
        """Refuses reads while the file is gone. Raises: StorageGone, StorageDamaged where that was met, StorageFailed."""
        try:
            self.check_file()
        except StorageGone as error:
            self.reading = Refusal(error.message)
            # What was moved away is to be whole, and what has its name now must not meet the log when it is opened.
            self._empty_log()
            raise
        self.reading = self._free
        if self.damage is not None:
            raise StorageDamaged(self.damage)
        self.read("fact", {"name_": "schema"})

    def _failure(self, error: sqlite3.Error) -> StorageFailed:
        failure = translated(error)
        if isinstance(failure, StorageDamaged):
            self.damage = str(failure)
        return failure

    def check_file(self) -> None:
        """Raises: StorageGone."""
        if self._file is not None:
            self._file.check()

    def tidy(self) -> None:
        """Empties the write-ahead log where nothing was written since this was called last. Raises: StorageFailed."""
        changes = (self.connection.total_changes, self.version())
        if changes == self._tidied:
            self._empty_log()
        self._tidied = changes

    def _empty_log(self) -> None:
        """Brings what is in the write-ahead log into the file, unless somebody else reads it just now."""
        if self._file is None or self.connection.in_transaction or not self._file.log_bytes():
            return
        # Whoever waits for a checkpoint holds up every request.
        for text in ("PRAGMA busy_timeout=0", _EMPTY_LOG, f"PRAGMA busy_timeout={round(self.wait_seconds * 1000)}"):
            self.command(text).fetchall()

    def command(self, text: str) -> sqlite3.Cursor:
        """Runs what is no statement by name: the limits of a transaction, a setting."""
        try:
            return self._cursor.execute(text)
        except sqlite3.Error as error:
            raise self._failure(error) from error
