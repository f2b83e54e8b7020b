"""Counters: the last id given, the last number within a scope. They are kept here, and written when a transaction ends.

Those of a database in memory, which ends with the process, are written when it is copied.
"""

from mockcore.store.sqlite.connection import Connection

# More are read again when they are next asked for.
MOST_COUNTERS = 10_000


class Counters:
    """The counters of a database, which outlasts the process or not. What a call has advanced goes back when it fails."""

    def __init__(self, connection: Connection, *, lasting: bool) -> None:
        self._lasting = lasting
        # Whether something has begun at whose end they are written: else they are at once.
        self.waits = False
        self._connection = connection
        self._last: dict[str, int | None] = {}
        self._unwritten: dict[str, None] = {}
        self._before: dict[str, int | None] = {}

    def begin(self) -> None:
        """Notes that what follows may be undone by itself."""
        if self._before:
            self._before = {}

    def undo(self) -> None:
        """Puts back what was advanced since ``begin``."""
        self._last.update(self._before)
        self._before = {}

    def forget(self) -> None:
        """Reads every counter anew: others may have advanced them, or what was not yet written has not come to be."""
        self._last, self._before, self._unwritten = {}, {}, {}

    def next(self, name: str, first: int) -> int:
        """The next value of a counter, ``first`` for a new one."""
        values = self._last
        last = values[name] if name in values else self.last(name)
        values[name] = value = first if last is None else last + 1
        self._before.setdefault(name, last)
        self._unwritten[name] = None
        if not self.waits:
            self.settle()
        return value

    def reserve(self, name: str, least: int) -> None:
        """Raises a counter to a value at least."""
        last = self.last(name)
        if last is None or last < least:
            self._before.setdefault(name, last)
            self._last[name] = least
            self._unwritten[name] = None
        if not self.waits:
            self.settle()

    def settle(self) -> None:
        """What has advanced has come to be."""
        if self._lasting or len(self._last) > MOST_COUNTERS:
            self.write()
        elif self._before:
            self._before = {}

    def give_up(self) -> None:
        """What has advanced in this transaction may not have come to be; in memory that is a gap at most."""
        if self._lasting:
            self.forget()
        else:
            self.undo()

    def write(self) -> None:
        """Writes each that has advanced since this was done last."""
        names, self._unwritten = self._unwritten, {}
        last = self._last
        rows = [{"name": name, "value": value, "value_": value} for name in names if (value := last[name]) is not None]
        if len(self._last) > MOST_COUNTERS:
            self._last = {}
        if rows:
            self._connection.write("count_on", *rows)

    def last(self, name: str) -> int | None:
        """The value that was given last, None of a new counter."""
        if name not in self._last:
            rows = self._connection.read("counter", {"name_": name})
            self._last[name] = rows[0][0] if rows else None
        return self._last[name]
