"""Where transactions begin and end: those of one call, and those of the several whose writes are committed together."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mockcore.errors import StorageFailed
from mockcore.store.sqlite.connection import Connection
from mockcore.store.sqlite.counters import Counters
from mockcore.store.sqlite.failures import translated
from mockcore.store.sqlite.totals import Totals, row
from mockcore.store.storage import Image, Scope


@dataclass(frozen=True, slots=True)
class Words:
    """How SQLite is told that a transaction begins, which may write or not, is kept, and is undone."""

    write: str
    read: str
    keep: str
    undo: tuple[str, ...]


APART = Words("BEGIN IMMEDIATE", "BEGIN", "COMMIT", ("ROLLBACK",))
# Within the transaction that holds everything done to a loaded image, so that one rollback puts the image back.
INSIDE = Words("SAVEPOINT whole", "SAVEPOINT whole", "RELEASE whole", ("ROLLBACK TO whole", "RELEASE whole"))
# SQLite keeps at most 1 GB in memory; half of it, in pages of 4 KB.
MOST_PAGES = 131_072


class Transactions(Connection):
    """A connection whose writes are of one piece, with the counters and totals that are written as a transaction ends."""

    def __init__(self, path: str | None = None, *, shared: bool = False, wait_seconds: float = 5.0) -> None:
        self.unsettled = False
        # The number of the group that is being written together, and of those that could not be committed.
        self.group = 0
        self.lost: set[int] = set()
        # What the content was replaced by last.
        self.loaded: Image | None = None
        self._within = False
        self._words = APART
        self._counters = Counters(self)
        self.totals = Totals()
        super().__init__(path, shared=shared, wait_seconds=wait_seconds)

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

    def totals_of(self, scope: Scope) -> tuple[int, int]:
        """How many live and deleted records a list has: what is written, and what waits to be."""
        kind, company, project, parent = scope
        values = {"kind": kind, "company_id": company, "project_id": project, "parent_id": parent}
        written = self.one("list_totals", values)
        live, deleted = self.totals.of(scope)
        return (live, deleted) if written is None else (written[0] + live, written[1] + deleted)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """One transaction: committed at the end, rolled back when anything is raised. Settles the group before.

        Raises: StorageBusy when somebody else has kept the file locked for longer than ``wait_seconds``; StorageGone.
        """
        self.settle()
        if write:
            self._check_file()
        else:
            with self.reading:
                pass
        self._command(self._words.write if write else self._words.read)
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

    def begin(self) -> None:
        """Begins what is committed by ``settle``. Raises: StorageGone."""
        self._check_file()
        self._command(self._words.write)
        self.unsettled = True

    def begin_again(self) -> None:
        """Begins the transaction that holds everything again, where SQLite has ended it."""
        if self._words is INSIDE and not self.connection.in_transaction:
            self._command("BEGIN")

    def _count(self) -> None:
        if rows := list(self._counters.unwritten()):
            self.many("count_on", rows)

    def _commit(self) -> None:
        self._count()
        if added := self.totals.taken():
            self.many("add_total", added)
        self._command(self._words.keep)
        if self._words is INSIDE and self._command("PRAGMA page_count").fetchone()[0] > MOST_PAGES:
            self._let_go()

    def _undo(self) -> None:
        self._counters.forget()
        self.totals.forget()
        # SQLite does it by itself for some errors, such as a full disk.
        if self.connection.in_transaction:
            for text in self._words.undo:
                self._command(text)
        self.begin_again()

    def _let_go(self) -> None:
        """Commits what is held: where memory ends, SQLite then undoes the group that does not fit, not all of them."""
        self._command("COMMIT")
        self._words, self.loaded = APART, None


class Together:
    """A write within the transaction of several. A class, because a generator costs as much as the savepoint itself."""

    __slots__ = ("_counters", "_cursor", "_database", "_totals")

    def __init__(self, database: Transactions, cursor: sqlite3.Cursor, counters: Counters, totals: Totals) -> None:
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
