"""Statements as the driver takes them, kept from one start to the next, so that a start need not import SQLAlchemy."""

import hashlib
import marshal
import os
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from mockcore.paths import cache_directory

LARGEST_BYTES = 2_000_000
# Of the length that precedes each entry: one after the other would be read from the file byte by byte.
SIZE_BYTES = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as the driver takes it: text, parameter names in order, values that are part of the statement.

    ``ordered`` puts values by name in the order of ``names``.
    """

    text: str
    names: tuple[str, ...]
    fixed: dict[str, Any]
    ordered: Callable[[Mapping[str, Any]], Sequence[Any]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Chooses what puts the values in order."""
        several = itemgetter(*self.names) if len(self.names) > 1 else lambda values: [values[name] for name in self.names]
        object.__setattr__(self, "ordered", several)


class Statements:
    """The statements of this process, by name and variant, and the file that remembers them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._by_key: dict[Hashable, Prepared] = dict(_read(file))

    @staticmethod
    @cache
    def shared() -> "Statements":
        """Those of the process. They hold text only, so that every database may use them."""
        return Statements(cache_directory() / f"statements-{_digest()}.bin")

    def __len__(self) -> int:
        return len(self._by_key)

    def named(self, name: str, variant: Hashable = None, arguments: tuple[Any, ...] = ()) -> Prepared:
        """The statement that the function of that name makes of ``arguments``, compiled when it is first met."""
        key = (name, variant) if variant is not None else name
        statement = self._by_key.get(key)
        if statement is None:
            statement = self._by_key[key] = self._compiled(key, name, arguments)
        return statement

    def creation(self) -> Iterator[str]:
        """The statements that make the tables of an empty database."""
        yield from _builders().creation()

    def _compiled(self, key: Any, name: str, arguments: tuple[Any, ...]) -> Prepared:
        builders = _builders()
        text, names, fixed = builders.compiled(getattr(builders, name)(*arguments))
        # A cache that cannot be written costs the next start a compilation, nothing else.
        with suppress(OSError), self._file.open("ab", buffering=0) as file:
            if file.tell() < LARGEST_BYTES:
                # One write at the end of the file: processes that share it do not tear each other's entries.
                entry = marshal.dumps((key, text, names, fixed))
                file.write(len(entry).to_bytes(SIZE_BYTES, "big") + entry)
        return Prepared(text, names, fixed)


def _builders() -> Any:
    from mockcore.store.sqlite import statements  # noqa: PLC0415 - SQLAlchemy takes a quarter of a second, rarely needed

    return statements


def _read(file: Path) -> Iterator[tuple[Hashable, Prepared]]:
    data = file.read_bytes() if file.is_file() else b""
    whole = 0
    while len(data) > whole:
        begin = whole + SIZE_BYTES
        end = begin + int.from_bytes(data[whole:begin], "big")
        try:
            key, text, names, fixed = marshal.loads(data[begin:end])  # noqa: S302 - our own file, in a folder of this user
        except (EOFError, ValueError, TypeError):
            # Behind what is not ours, or torn, nothing could be read again.
            with suppress(OSError):
                os.truncate(file, whole)
            return
        yield key, Prepared(text, names, fixed)
        whole = end


def _digest() -> str:
    folder = Path(__file__).parent
    total = hashlib.sha256()
    for name in ("statements.py", "conditions.py", "removal.py", "tables.py", "../selection.py", "prepared.py"):
        total.update((folder / name).read_bytes())
    return total.hexdigest()[:20]
