"""Counters: the last id given, the last number within a scope. They are kept here and written when a transaction ends."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

# More are read again when they are next asked for.
MOST_COUNTERS = 10_000


class Rows(Protocol):
    """What the counters are read from."""

    def one(self, name: str, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row of a statement."""


class Counters:
    """The counters of a database. What a call has advanced goes back with it when it fails."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
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
        last = values[name] if name in values else self._read(name)
        values[name] = value = first if last is None else last + 1
        self._before.setdefault(name, last)
        self._unwritten[name] = None
        return value

    def reserve(self, name: str, least: int) -> None:
        """Raises a counter to a value at least."""
        last = self._read(name)
        if last is None or last < least:
            self._set(name, last, least)

    def unwritten(self) -> Iterator[dict[str, Any]]:
        """A row for each counter that has advanced since this was asked last."""
        names, self._unwritten = self._unwritten, {}
        for name in names:
            if (value := self._last[name]) is not None:
                yield {"name": name, "value": value, "value_": value}
        if len(self._last) > MOST_COUNTERS:
            self._last = {}

    def _read(self, name: str) -> int | None:
        if name not in self._last:
            row = self._rows.one("counter", {"name_": name})
            self._last[name] = row[0] if row else None
        return self._last[name]

    def _set(self, name: str, last: int | None, value: int) -> None:
        self._before.setdefault(name, last)
        self._last[name] = value
        self._unwritten[name] = None
