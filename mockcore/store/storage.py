"""The doors of the store: what the rest of the program uses of a database and of its sidecar, whichever they are.

Rows are read and written by the names of statements: ``get``, ``page``, ``insert_record``. ``opening`` chooses what is behind
the doors. Every method that reaches a file raises StorageFailed, StorageBusy or StorageGone when it cannot do its work.
"""

import mmap
from collections.abc import Collection, Hashable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Protocol

Row = tuple[Any, ...]
# A whole world as bytes; a large one stays in its file.
Image = bytes | mmap.mmap
# Kind, company, project and parent of a list; -1 stands for any project or parent.
Scope = tuple[str, int, int, int]
# Operation, method, status and bucket of exchanges, their number, and the seconds that all of them took.
Count = tuple[str, str, int, int, int, float]


class Group(Protocol):
    """The writes of several calls that are committed together. ``with group:`` is one of them, of one piece.

    It is rolled back alone when anything is raised in it.
    """

    # Whether there is anything to settle; the number of this group; those that could not be committed.
    unsettled: bool
    number: int
    lost: set[int]

    def __enter__(self) -> None:
        """Begins one write."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends one write."""

    def settle(self) -> None:
        """Commits what was written; all of it is undone when it cannot be."""


class Counters(Protocol):
    """The last number that was given, by the name of what it counts."""

    def next(self, name: str, first: int) -> int:
        """The next number, ``first`` of a new counter."""

    def last(self, name: str) -> int | None:
        """The number that was given last, None of a new counter."""

    def reserve(self, name: str, least: int) -> None:
        """Raises a counter to a number at least."""


class Totals(Protocol):
    """How many live and deleted records each list has."""

    def add(self, scopes: Collection[Scope], live: int, deleted: int) -> None:
        """Adds to the numbers of lists."""

    def of(self, scope: Scope) -> tuple[int, int]:
        """The live and deleted records of a list."""


class Storage(Protocol):
    """One world: rows, counters and totals, in transactions."""

    # The file that other processes write to as well, or None; the version of its tables; what the content was replaced by last.
    shared: str | None
    schema: int
    loaded: Image | None
    # What a read apart from any transaction is done within.
    reading: AbstractContextManager[object]

    @property
    def group(self) -> Group:
        """What waits to be committed."""

    @property
    def counters(self) -> Counters:
        """The counters."""

    @property
    def totals(self) -> Totals:
        """The totals."""

    def read(self, name: str, values: Mapping[str, Any], variant: Hashable = None, *arguments: Any) -> list[Row]:
        """Every row of the statement of that name, which is made of ``arguments``; ``variant`` tells those texts apart."""

    def write(self, name: str, *rows: Mapping[str, Any]) -> int:
        """Runs a write with each of the ``rows``; how many rows it touched."""

    def transaction(self, *, write: bool) -> AbstractContextManager[None]:
        """One transaction: committed at the end, rolled back when anything is raised. Settles the group before."""

    def version(self) -> int:
        """Changes when another process has written."""

    def check(self) -> None:
        """Looks whether it can be read, and refuses reads while its file is gone. Raises: StorageGone, StorageFailed."""

    def tidy(self) -> None:
        """What can wait until nothing was written for a while. Raises: StorageFailed."""

    def image(self) -> bytes:
        """The whole content as bytes."""

    def load(self, image: Image) -> None:
        """Replaces the whole content. The image that was loaded last takes back only what was written since."""

    def close(self) -> None:
        """Settles, and gives up the file."""


class Sidecar(Protocol):
    """What several workers count and record together, until the server ends."""

    def alone(self) -> AbstractContextManager[None]:
        """No other worker counts meanwhile."""

    def window(self, key: str) -> tuple[int, int] | None:
        """(begun, used) of a counter."""

    def windows(self) -> list[tuple[str, int, int]]:
        """(key, begun, used) of every counter."""

    def set_window(self, key: str, begun: int, used: int) -> None:
        """Keeps a counter."""

    def forget_windows(self) -> None:
        """Every counter begins again."""

    def strikes(self, rule: str) -> tuple[int, int]:
        """(seen, fired) of a fault rule."""

    def set_strikes(self, rule: str, seen: int, fired: int) -> None:
        """Keeps what a fault rule has counted."""

    def forget_strikes(self) -> None:
        """Every fault rule begins again."""

    def count(self, operation: str, method: str, status: int, bucket: int, seconds: float) -> None:
        """Counts an exchange, by what it was and how long it took."""

    def counts(self) -> list[Count]:
        """What all workers have counted."""

    def forget_counts(self) -> None:
        """Counts begin again."""

    def keep(self, sandbox: int, size: int, body: bytes) -> int:
        """Adds an exchange of a sandbox, 0 for none, that takes so many bytes of its bound; returns its number."""

    def put(self, number: int, size: int, body: bytes) -> None:
        """Adds an exchange under the number that it had; with the size 0 it is a short one."""

    def surplus(self, most_bytes: int) -> list[tuple[int, bytes]]:
        """(number, body) of the oldest exchanges of each sandbox that are more than its bound."""

    def shorten(self, number: int, body: bytes) -> None:
        """A shorter body in place of an exchange's, which takes nothing of a bound."""

    @property
    def incomplete(self) -> bool:
        """Whether exchanges of this worker wait to be written, or are lost."""

    def shortened(self) -> int:
        """How many exchanges are short ones."""

    def exchanges(self, after: int, most: int) -> list[tuple[int, bool, bytes]]:
        """(number, whether it is not a short one, body) of the first so many with higher numbers."""

    def __len__(self) -> int:
        """How many exchanges there are."""

    def forget_exchanges(self, sandbox: int | None = None) -> None:
        """Drops every exchange, or those of a sandbox."""

    def close(self) -> None:
        """Gives up the file."""

    def remove(self) -> None:
        """Gives up the file, and takes it away."""


class Lock(Protocol):
    """What one process at a time has for itself, until it ends."""

    def take(self) -> bool:
        """Whether this has it now, for nobody else had. Raises: StorageFailed."""

    def leave(self) -> None:
        """Lets somebody else have it."""
