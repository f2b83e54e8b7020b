"""The connection: one held open, statements compiled once from SQLAlchemy Core and run by the driver's cursor."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement
from sqlmodel import SQLModel

from mockcore.errors import OperatorError
from mockcore.store.tables import SCHEMA_VERSION

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as the driver takes it: text, parameter names in order, values that are part of the statement."""

    text: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]


class Database:
    """A SQLite database in memory (``path`` None) or in a WAL file, ``shared`` between processes or this one's own.

    Raises: OperatorError when the file cannot be opened, is no database, or has an older schema.
    """

    def __init__(self, path: str | None = None, *, shared: bool = False, wait_seconds: float = 5.0) -> None:
        self.path = path
        self.shared = shared
        self.wait_seconds = wait_seconds
        self.dialect = sqlite.dialect()
        self._prepared: dict[Any, Prepared] = {}
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

    def create_tables(self) -> None:
        """Makes the tables of an empty database."""
        for table in SQLModel.metadata.sorted_tables:
            self._create(table)
        self.set_fact("schema", str(SCHEMA_VERSION))

    def _create(self, table: Any) -> None:
        from sqlalchemy.schema import CreateIndex, CreateTable  # noqa: PLC0415 - a cached world has its tables

        self._cursor.execute(str(CreateTable(table).compile(dialect=self.dialect)))
        for index in table.indexes:
            self._cursor.execute(str(CreateIndex(index).compile(dialect=self.dialect)))

    def fact(self, name: str) -> str | None:
        """What the database says of itself, by name."""
        row = self._cursor.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_fact(self, name: str, value: str) -> None:
        """Notes a fact."""
        self._cursor.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))

    def prepare(self, key: Any, build: Callable[[], ClauseElement]) -> "Prepared":
        """A statement, compiled when its key is first met."""
        known = self._prepared.get(key)
        if known is None:
            compiled: Any = build().compile(dialect=self.dialect, compile_kwargs={"render_postcompile": True})
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            known = self._prepared[key] = Prepared(str(compiled), tuple(compiled.positiontup or ()), fixed)
        return known

    def all(self, key: Any, build: Callable[[], ClauseElement], values: Mapping[str, Any]) -> list[Row]:
        """Every row."""
        return self._execute(self.prepare(key, build), values).fetchall()

    def one(self, key: Any, build: Callable[[], ClauseElement], values: Mapping[str, Any]) -> Row | None:
        """The first row, or None."""
        found: Row | None = self._execute(self.prepare(key, build), values).fetchone()
        return found

    def run(self, key: Any, build: Callable[[], ClauseElement], values: Mapping[str, Any]) -> int:
        """Runs a write; the number of rows it touched."""
        return self._execute(self.prepare(key, build), values).rowcount

    def _execute(self, statement: "Prepared", values: Mapping[str, Any]) -> sqlite3.Cursor:
        if statement.fixed:
            values = {**statement.fixed, **values}
        return self._cursor.execute(statement.text, [values[name] for name in statement.names])

    def many(self, key: Any, build: Callable[[], ClauseElement], rows: Sequence[Mapping[str, Any]]) -> None:
        """Runs a write for each row."""
        statement = self.prepare(key, build)
        self._cursor.executemany(statement.text, [[row[name] for name in statement.names] for row in rows])

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """One transaction: committed at the end, rolled back when anything is raised."""
        self._cursor.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield
        except BaseException:
            self._cursor.execute("ROLLBACK")
            raise
        self._cursor.execute("COMMIT")

    def data_version(self) -> int:
        """Changes when another connection has written."""
        return int(self._cursor.execute("PRAGMA data_version").fetchone()[0])

    def image(self) -> bytes:
        """The whole database as bytes."""
        return self.connection.serialize()

    def load(self, image: bytes) -> None:
        """Replaces the whole content."""
        if self.path is None:
            # SQLite crashes when an image is put over another one and statements with json_each are met again.
            replaced, self.connection = self.connection, self._connected()
            self.connection.deserialize(image)
            self._cursor = self.connection.cursor()
            replaced.close()
            self._cursor.execute("PRAGMA cache_size=-65536")
            return
        source = sqlite3.connect(":memory:")
        source.deserialize(image)
        source.backup(self.connection)
        source.close()

    def close(self) -> None:
        """Closes the connection; a WAL file is merged."""
        self.connection.close()
