"""The connection: one held open, statements compiled once from SQLAlchemy Core and run by the driver's cursor."""

import mmap
import sqlite3
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mockcore.errors import OperatorError, StorageFailed
from mockcore.store.sqlite.counters import Counters
from mockcore.store.sqlite.failures import translated
from mockcore.store.sqlite.prepared import Prepared, Statements
from mockcore.store.sqlite.totals import Scope, Totals, row
from mockcore.store.sqlite.transactions import APART, INSIDE

Row = tuple[Any, ...]

# SQLite keeps at most 1 GB in memory; half of it, in pages of 4 KB.
MOST_HELD_PAGES = 131_072
# A whole database as bytes; a large one stays in its file.
Image = bytes | mmap.mmap
# Raised with every change of the tables: a file of another number is refused.
SCHEMA_VERSION = 5


class Database:
    """A SQLite database in memory (``path`` None) or in a WAL file, ``shared`` between processes or this one's own.

    Raises: OperatorError when the file cannot be opened, is no database, or has an older schema.
    """

    def __init__(self, path: str | None = None, *, shared: bool = False, wait_seconds: float = 5.0) -> None:
        self.path = path
        self.shared = shared
        self.wait_seconds = wait_seconds
        self.unsettled = False
        # The number of the group that is being written together, and of those that could not be committed.
        self.group = 0
        self.lost: set[int] = set()
        # What the content was replaced by last, and how many rows had been changed then.
        self.loaded: Image | None = None
        self._changes = 0
        self._within = False
        self._words = APART
        self._statements = Statements.shared()
        self._counters = Counters(self)
        self.totals = Totals()
        try:
            self._open()
        except sqlite3.Error as error:
            raise OperatorError(
                f"The database {path} cannot be opened ({error}): name a writable file that no other server uses with --db."
            ) from error

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(
            ":memory:" if self.path is None else str(Path(self.path).absolute()),
            check_same_thread=False,
            isolation_level=None,
            timeout=self.wait_seconds,
            cached_statements=512,
        )

    def _open(self) -> None:
        self.connection = self._connected()
        self._cursor = self.connection.cursor()
        if self.path is not None:
            if not self.shared:
                # Without other readers no lock has to be taken for every read, which costs more than the read itself.
                self._cursor.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._cursor.execute("PRAGMA journal_mode=WAL")
            self._cursor.execute("PRAGMA synchronous=NORMAL")
            self._cursor.execute("PRAGMA wal_autocheckpoint=10000")
        self._cursor.execute("PRAGMA cache_size=-65536")
        self._check_schema()

    def _check_schema(self) -> None:
        names = {row[0] for row in self._cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names:
            return
        if "facts" not in names or "records" not in names:
            raise OperatorError(f"The database {self.path} was not made by mockcore: name another file with --db.")
        found = self.fact("schema")
        if found is not None and found != str(SCHEMA_VERSION):
            raise OperatorError(
                f"The database {self.path} has schema {found}, this version needs {SCHEMA_VERSION}: "
                "delete it, or name another file with --db."
            )

    @property
    def empty(self) -> bool:
        """Whether the tables are still to be made."""
        return not self._cursor.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()

    def create_tables(self, *, image: bool = False) -> None:
        """Makes the tables of an empty database; its file is to be an ``image``, which is of no use before it is whole."""
        if image:
            self._cursor.execute("PRAGMA journal_mode=OFF")
            self._cursor.execute("PRAGMA synchronous=OFF")
        for text in self._statements.creation():
            self._cursor.execute(text)
        self.set_fact("schema", str(SCHEMA_VERSION))

    def fact(self, name: str) -> str | None:
        """What the database says of itself, by name."""
        row = self._run("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_fact(self, name: str, value: str) -> None:
        """Notes a fact."""
        self._run("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))

    def all(self, name: str, values: Mapping[str, Any], variant: Hashable = None, *given: Any) -> list[Row]:
        """Every row of the statement of that name; ``given`` makes its text, which ``variant`` tells apart."""
        statement = self._statements.named(name, variant, given)
        try:
            return self._execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise translated(error) from error

    def one(self, name: str, values: Mapping[str, Any], variant: Hashable = None, *given: Any) -> Row | None:
        """The first row, or None."""
        statement = self._statements.named(name, variant, given)
        try:
            row: Row | None = self._execute(statement, values).fetchone()
        except sqlite3.Error as error:
            raise translated(error) from error
        return row

    def run(self, name: str, values: Mapping[str, Any]) -> int:
        """Runs a write; the number of rows it touched."""
        statement = self._statements.named(name)
        try:
            return self._execute(statement, values).rowcount
        except sqlite3.Error as error:
            raise translated(error) from error

    def many(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Runs a write for each row."""
        statement = self._statements.named(name)
        try:
            self._cursor.executemany(statement.text, map(statement.ordered, rows))
        except sqlite3.Error as error:
            raise translated(error) from error

    def next_number(self, name: str, first: int) -> int:
        """The next value of a counter, ``first`` for a new one."""
        value = self._counters.next(name, first)
        if not (self._within or self.unsettled):
            self._count()
        return value

    def reserve(self, name: str, least: int) -> None:
        """Raises a counter to a value at least."""
        self._counters.reserve(name, least)
        if not (self._within or self.unsettled):
            self._count()

    def add_to_totals(self, scopes: Collection[Scope], live: int, deleted: int) -> None:
        """Adds to the numbers of live and deleted records of lists: with the group that is written together, else at once."""
        if self.unsettled:
            self.totals.add(scopes, live, deleted)
        else:
            self.many("add_total", [row(scope, live, deleted) for scope in sorted(scopes)])

    def _count(self) -> None:
        if rows := list(self._counters.unwritten()):
            self.many("count_on", rows)

    def _execute(self, statement: Prepared, values: Mapping[str, Any]) -> sqlite3.Cursor:
        if statement.fixed:
            values = {**statement.fixed, **values}
        return self._cursor.execute(statement.text, statement.ordered(values))

    def _run(self, text: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._cursor.execute(text, values)
        except sqlite3.Error as error:
            raise translated(error) from error

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """One transaction: committed at the end, rolled back when anything is raised.

        Raises: StorageBusy when somebody else has kept the file locked for longer than ``wait_seconds``.
        """
        self.settle()
        self._run(self._words.write if write else self._words.read)
        if self.shared:
            self._counters.forget()
        self._within = True
        try:
            yield
            self._commit()
        except BaseException:
            self._undo()
            raise
        finally:
            self._within = False

    def together(self) -> "Together":
        """A write that is committed with the others that await ``settle``; rolled back alone when anything is raised.

        Where SQLite itself rolls back, as on a full disk, the others are lost too.
        """
        return Together(self, self._cursor, self._counters, self.totals)

    def settle(self) -> None:
        """Commits what was written ``together``; all of it is undone when it cannot be."""
        if self.unsettled:
            try:
                self._commit()
            except StorageFailed:
                self.ended(good=False)
                self._undo()
                raise
            self.ended(good=True)

    def ended(self, *, good: bool) -> None:
        """Begins another group, and remembers this one where it could not be committed."""
        if not good:
            self.lost.add(self.group)
        self.unsettled = False
        self.group += 1

    def _commit(self) -> None:
        self._count()
        if added := self.totals.taken():
            self.many("add_total", added)
        self._run(self._words.keep)
        if self._words is INSIDE and self._run("PRAGMA page_count").fetchone()[0] > MOST_HELD_PAGES:
            self._let_go()

    def _undo(self) -> None:
        self._counters.forget()
        self.totals.forget()
        # SQLite does it by itself for some errors, such as a full disk.
        if self.connection.in_transaction:
            for text in self._words.undo:
                self._run(text)
        self.begin_again()

    def begin(self) -> None:
        """Begins what is committed by ``settle``."""
        self._run(self._words.write)
        self.unsettled = True

    def _let_go(self) -> None:
        """Commits what is held: where memory ends, SQLite then undoes the group that does not fit, not all of them."""
        self._run("COMMIT")
        self._words, self.loaded = APART, None

    def begin_again(self) -> None:
        """Begins the transaction that holds everything again, where SQLite has ended it."""
        if self._words is INSIDE and not self.connection.in_transaction:
            self._cursor.execute("BEGIN")

    def data_version(self) -> int:
        """Changes when another connection has written."""
        return int(self._run("PRAGMA data_version").fetchone()[0])

    def image(self) -> bytes:
        """The whole database as bytes."""
        self.settle()
        if self.path is not None:
            image = self.connection.serialize()
            # What is read into memory has no write-ahead log: the header must not ask for one.
            return image[:18] + b"\x01\x01" + image[20:]
        if isinstance(self.loaded, bytes) and self.connection.total_changes == self._changes:
            return self.loaded
        if self.connection.in_transaction:
            self._cursor.execute("COMMIT")
        image = self.connection.serialize()
        self._hold(image)
        return image

    def load(self, image: Image) -> None:
        """Replaces the whole content."""
        self.settle()
        self._counters.forget()
        if self.path is not None:
            source = sqlite3.connect(":memory:")
            source.deserialize(image)
            source.backup(self.connection)
            source.close()
        elif self.loaded is not image:
            # SQLite crashes when an image is put over another one and statements with json_each are met again.
            replaced, self.connection = self.connection, self._connected()
            self.connection.deserialize(image)
            self._cursor = self.connection.cursor()
            replaced.close()
            self._cursor.execute("PRAGMA cache_size=-65536")
            if isinstance(image, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
                # It was copied, and its pages need not stay in memory beside the copy.
                image.madvise(mmap.MADV_DONTNEED)
            self._hold(image)
        elif self.connection.total_changes != self._changes:
            # Only the pages that were written since are put back; a test that only reads leaves none.
            self._cursor.execute("ROLLBACK")
            self._hold(image)

    def _hold(self, image: Image) -> None:
        """From here on everything is one transaction, whose end puts back what is in memory now."""
        self.loaded, self._changes = image, self.connection.total_changes
        self._words = INSIDE
        self._cursor.execute("BEGIN")

    def close(self) -> None:
        """Closes the connection; a WAL file is merged."""
        self.settle()
        self.connection.close()


class Together:
    """A write within the transaction of several. A class, because a generator costs as much as the savepoint itself."""

    __slots__ = ("_counters", "_cursor", "_database", "_totals")

    def __init__(self, database: Database, cursor: sqlite3.Cursor, counters: Counters, totals: Totals) -> None:
        self._database, self._cursor, self._counters, self._totals = database, cursor, counters, totals

    def __enter__(self) -> None:
        if not self._database.unsettled:
            self._database.begin()
        try:
            self._cursor.execute("SAVEPOINT one")
        except sqlite3.Error as error:
            raise translated(error) from error
        self._counters.begin()
        self._totals.begin()

    def __exit__(self, kind: type[BaseException] | None, *about: object) -> None:
        if kind is None:
            try:
                self._cursor.execute("RELEASE one")
            except sqlite3.Error as error:
                raise translated(error) from error
        elif self._database.connection.in_transaction:
            self._cursor.execute("ROLLBACK TO one")
            self._cursor.execute("RELEASE one")
            self._counters.undo()
            self._totals.undo()
        else:
            self._counters.forget()
            self._totals.forget()
            self._database.ended(good=False)
            self._database.begin_again()
