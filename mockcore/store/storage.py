"""The door of the storage: what the rest of the program uses of a database, whichever it is.

Rows are read and written by the names of statements: ``get``, ``page``, ``insert_record``. ``sqlite`` implements it.
Every method that reaches the storage raises StorageFailed, or StorageBusy, when it cannot do its work.
"""

import mmap
from collections.abc import Collection, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]
# A whole world as bytes; a large one stays in its file.
Image = bytes | mmap.mmap
# Kind, company, project and parent of a list; -1 stands for any project or parent.
Scope = tuple[str, int, int, int]


class Storage(Protocol):
    """One world: rows, counters, totals and facts, in transactions."""

    # The file, None in memory; whether other processes write to it too; the version of its tables.
    path: str | None
    shared: bool
    schema: int
    # The group of writes that waits for ``settle``: whether there is one, its number, and those that could not be committed.
    unsettled: bool
    group: int
    lost: set[int]
    # What the content was replaced by last.
    loaded: Image | None

    def all(self, name: str, values: Mapping[str, Any], variant: Hashable = None, *arguments: Any) -> list[Row]:
        """Every row of the statement of that name, which is made of ``arguments``; ``variant`` tells those texts apart."""

    def one(self, name: str, values: Mapping[str, Any], variant: Hashable = None, *arguments: Any) -> Row | None:
        """The first row of a statement, or None."""

    def run(self, name: str, values: Mapping[str, Any]) -> int:
        """Runs a write; the number of rows it touched."""

    def many(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Runs a write for each row."""

    def transaction(self, *, write: bool) -> AbstractContextManager[None]:
        """One transaction: committed at the end, rolled back when anything is raised. Settles the group before."""

    def together(self) -> AbstractContextManager[None]:
        """A write that is committed with the others that await ``settle``; rolled back alone when anything is raised."""

    def settle(self) -> None:
        """Commits what was written ``together``; all of it is undone when it cannot be."""

    def next_number(self, name: str, first: int) -> int:
        """The next value of a counter, ``first`` for a new one."""

    def reserve(self, name: str, least: int) -> None:
        """Raises a counter to a value at least."""

    def add_to_totals(self, scopes: Collection[Scope], live: int, deleted: int) -> None:
        """Adds to the numbers of live and deleted records of lists."""

    def totals_of(self, scope: Scope) -> tuple[int, int]:
        """How many live and deleted records a list has."""

    def data_version(self) -> int:
        """Changes when another process has written."""

    def fact(self, name: str) -> str | None:
        """What the storage says of itself, by name."""

    def set_fact(self, name: str, value: str) -> None:
        """Notes a fact."""

    def image(self) -> bytes:
        """The whole content as bytes."""

    def load(self, image: Image) -> None:
        """Replaces the whole content. The image that was loaded last takes back only what was written since."""

    def close(self) -> None:
        """Settles, and gives up the file."""
