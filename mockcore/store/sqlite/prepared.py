"""Statements as the driver takes them, kept from one start to the next, so that a start need not import SQLAlchemy."""

import hashlib
import logging
import marshal
import os
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

from mockcore.errors import OperatorError
from mockcore.paths import cache_directory, preferred_cache_directory

log = logging.getLogger("mockcore")
LARGEST_BYTES = 2_000_000
# Before each entry: its length and its checksum.
SIZE_BYTES, HEAD_BYTES = 4, 8


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
    """The statements of this process, by name and variant, and the files that remember them: the last one is added to."""

    def __init__(self, *files: Path) -> None:
        self._files = files
        # What a file has is taken apart when it is first met: a start needs few of them.
        self._by_key: dict[Hashable, Prepared | bytes] = {key: entry for file in files for key, entry in _read(file)}

    @staticmethod
    @cache
    def shared() -> "Statements":
        """Those of the process. They hold text only, so that every database may use them."""
        folders = [preferred_cache_directory()]
        # Without a folder that can be written, what is new is compiled at each start.
        with suppress(OperatorError):
            folders.append(cache_directory())
        name = f"statements-{_digest()}.bin"
        return Statements(*dict.fromkeys(folder / name for folder in folders if folder is not None))

    def __len__(self) -> int:
        return len(self._by_key)

    def named(self, name: str, variant: Hashable = None, arguments: tuple[Any, ...] = ()) -> Prepared:
        """The statement that the function of that name makes of ``arguments``, compiled when it is first met."""
        key = (name, variant) if variant is not None else name
        statement = self._by_key.get(key)
        if isinstance(statement, Prepared):
            return statement
        compiled = self._by_key[key] = self._compiled(key, name, arguments) if statement is None else _prepared(statement)
        return compiled

    def creation(self) -> Iterator[str]:
        """The statements that make the tables of an empty database."""
        yield from _builders().creation()

    def _compiled(self, key: Any, name: str, arguments: tuple[Any, ...]) -> Prepared:
        builders = _builders()
        text, names, fixed = builders.compiled(getattr(builders, name)(*arguments))
        # A cache that cannot be written costs the next start a compilation, nothing else.
        with suppress(OSError, IndexError), self._files[-1].open("ab", buffering=0) as file:
            if file.tell() < LARGEST_BYTES:
                # One write at the end of the file: processes that share it do not tear each other's entries.
                entry = marshal.dumps((key, marshal.dumps((text, names, fixed))))
                file.write(len(entry).to_bytes(SIZE_BYTES, "big") + _checksum(entry) + entry)
        return Prepared(text, names, fixed)


def _builders() -> Any:
    from mockcore.store.sqlite import statements  # noqa: PLC0415 - SQLAlchemy takes a quarter of a second, rarely needed

    return statements


def _read(file: Path) -> Iterator[tuple[Hashable, bytes]]:
    try:
        data = file.read_bytes()
    except OSError:
        return
    whole = 0
    while len(data) > whole:
        begin = whole + HEAD_BYTES
        end = begin + int.from_bytes(data[whole : whole + SIZE_BYTES], "big")
        if end > len(data) or data[whole + SIZE_BYTES : begin] != _checksum(data[begin:end]):
            break
        yield marshal.loads(data[begin:end])  # noqa: S302 - our own file, in a folder of this user
        whole = end
    if not whole or whole < len(data):
        log.warning("The cache file %s is damaged: it is made anew.", file)
        # Behind what is not ours, or torn, nothing could be read again.
        with suppress(OSError):
            os.truncate(file, whole)


def _prepared(entry: bytes) -> Prepared:
    return Prepared(*marshal.loads(entry))  # noqa: S302 - as in ``_read``


def _checksum(entry: bytes) -> bytes:
    # Counted from 1: in a file of zeros nothing is an entry.
    return crc32(entry, 1).to_bytes(HEAD_BYTES - SIZE_BYTES, "big")


def _digest() -> str:
    folder = Path(__file__).parent
    total = hashlib.sha256()
    for name in ("statements.py", "conditions.py", "removal.py", "families.py", "tables.py", "../selection.py", "prepared.py"):
        total.update((folder / name).read_bytes())
    return total.hexdigest()[:20]
