"""Where transactions begin and end: those of one call, and those of the several whose writes are committed together."""

from dataclasses import dataclass
from types import TracebackType

from mockcore.errors import StorageFailed
from mockcore.store.sqlite.connection import Connection
from mockcore.store.sqlite.counters import Counters
from mockcore.store.sqlite.totals import Totals
from mockcore.store.storage import Image


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
# Within a group.
ONE = Words("SAVEPOINT one", "SAVEPOINT one", "RELEASE one", ("ROLLBACK TO one", "RELEASE one"))
# SQLite keeps at most 1 GB in memory; half of it, in pages of 4 KB.
MOST_PAGES = 131_072
# So many changes are not looked at one by one: all of them together are far smaller than the other half.
FEW_CHANGES = 24


class Transactions(Connection):
    """A connection whose writes are of one piece, with the counters and totals that are written as a transaction ends."""

    def __init__(
        self, path: str | None = None, *, shared: bool = False, durable: bool = False, wait_seconds: float = 5.0
    ) -> None:
        # What the content was replaced by last.
        self.loaded: Image | None = None
        self.counters = Counters(self, lasting=path is not None)
        self.totals = Totals(self)
        self.group = Group(self)
        self._words = APART
        # The number of changes after which the size is looked at again.
        self._measure_at = 0
        super().__init__(path, shared=shared, durable=durable, wait_seconds=wait_seconds)

    def transaction(self, *, write: bool) -> "Single":
        """One transaction: committed at the end, rolled back when anything is raised. Settles the group before.

        Raises: StorageBusy when somebody else has kept the file locked for longer than ``wait_seconds``; StorageGone.
        """
        return Single(self, write=write)

    def begin(self, *, write: bool) -> None:
        """Begins what ``commit`` or ``undo`` ends. Raises: StorageGone."""
        if write:
            self.check_file()
        else:
            with self.reading:
                pass
        self.command(self._words.write if write else self._words.read)

    def commit(self) -> None:
        """Commits, counters and totals with the rest."""
        self.counters.settle()
        self.totals.write()
        self.command(self._words.keep)
        if self._words is INSIDE and self.connection.total_changes > self._measure_at:
            self._measure()

    def undo(self) -> None:
        """Puts back what there was at the beginning."""
        self.counters.give_up()
        self.totals.forget()
        # SQLite does it by itself for some errors, such as a full disk.
        if self.connection.in_transaction:
            self.roll_back()
        self.begin_again()

    def roll_back(self, words: Words | None = None) -> None:
        """Lets SQLite take back what was written since the transaction, or what is said with those words, began."""
        for text in (words or self._words).undo:
            self.command(text)

    def begin_again(self) -> None:
        """Begins the transaction that holds everything again, where SQLite has ended it."""
        if self._words is INSIDE and not self.connection.in_transaction:
            self.command("BEGIN")

    def _measure(self) -> None:
        """Lets go of what is held where it has grown too large."""
        self._measure_at = self.connection.total_changes + FEW_CHANGES
        if self.command("PRAGMA page_count").fetchone()[0] > MOST_PAGES:
            self._let_go()

    def _let_go(self) -> None:
        """Commits what is held: where memory ends, SQLite then undoes the group that does not fit, not all of them."""
        self.command("COMMIT")
        self._words, self.loaded = APART, None


class Single:
    """A transaction of its own; no generator, as ``Group``."""

    __slots__ = ("_database", "_write")

    def __init__(self, database: Transactions, *, write: bool) -> None:
        self._database, self._write = database, write

    def __enter__(self) -> None:
        database = self._database
        database.group.settle()
        database.begin(write=self._write)
        if database.shared:
            database.counters.forget()
        database.counters.waits = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        database = self._database
        try:
            if kind is None:
                database.commit()
            else:
                database.undo()
        except BaseException:
            if kind is None:
                database.undo()
            raise
        finally:
            database.counters.waits = False


class Group:
    """Writes within one transaction, each of one piece. Where SQLite itself rolls back, as on a full disk, all are lost.

    It is its own context, because a generator costs as much as the savepoint itself.
    """

    def __init__(self, database: Transactions) -> None:
        self.unsettled = False
        # The number of the group that is being written, and of those that could not be committed.
        self.number = 0
        self.lost: set[int] = set()
        self._database = database
        self._first = False

    def __enter__(self) -> None:
        database = self._database
        counters, totals = database.counters, database.totals
        # The first is undone with the group, which is nothing else yet.
        self._first = not self.unsettled
        if self._first:
            database.begin(write=True)
            self.unsettled = counters.waits = totals.waits = True
        else:
            database.command(ONE.write)
        counters.begin()
        totals.begin()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        database = self._database
        if kind is None:
            if not self._first:
                database.command(ONE.keep)
        elif database.connection.in_transaction:
            database.roll_back(ONE if not self._first else None)
            database.counters.undo()
            database.totals.undo()
            if self._first:
                self._end(good=True)
        else:
            database.counters.give_up()
            database.totals.forget()
            self._end(good=False)
            database.begin_again()

    def settle(self) -> None:
        """Commits what was written; all of it is undone when it cannot be."""
        if self.unsettled:
            try:
                self._database.commit()
            except StorageFailed:
                self._end(good=False)
                self._database.undo()
                raise
            self._end(good=True)

    def _end(self, *, good: bool) -> None:
        """Begins another group, and remembers this one where it could not be committed."""
        if not good:
            self.lost.add(self.number)
        self.unsettled = self._database.counters.waits = self._database.totals.waits = False
        self.number += 1
