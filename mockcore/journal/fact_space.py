"""Where packed facts are kept: in memory up to a bound, then in a file without a name, which ends with the process."""

import tempfile
import weakref
from collections.abc import Iterable
from typing import IO

from mockcore.errors import FactsDropped
from mockcore.journal.exchange import Exchange
from mockcore.journal.facts import Facts, packed_facts, unpacked_facts
from mockcore.store.encryption import Seal


class Block:
    """The facts of several exchanges, up to the one numbered ``last``."""

    __slots__ = ("_data", "count", "last")

    def __init__(self, count: int, last: int, data: "bytes | _Sealed | None") -> None:
        self.count, self.last, self._data = count, last, data

    @property
    def lost(self) -> bool:
        """Whether there was no room for them."""
        return self._data is None

    @property
    def memory_bytes(self) -> int:
        """What it takes of memory."""
        return len(self._data) if isinstance(self._data, bytes) else 0

    def exchanges(self) -> Iterable[Exchange]:
        """The exchanges by their facts, oldest first. Raises: FactsDropped where there was no room for them."""
        if self._data is None:
            raise FactsDropped
        return unpacked_facts(self._data if isinstance(self._data, bytes) else self._data.opened())


class FactSpace:
    """At most ``most_bytes`` of memory. What does not fit is sealed and written to the folder of temporary files."""

    def __init__(self, most_bytes: int, folder: str | None = None) -> None:
        # Whether there was no room for some.
        self.lost = False
        self._left = most_bytes
        self._folder = folder
        self._file: _File | None = None
        self._writable = True

    def block(self, facts: list[Facts]) -> Block:
        """Packs facts. Without a folder that can be written, what is beyond the bound is lost, and the block says so."""
        data = packed_facts(facts)
        count, last = len(facts), facts[-1][0]
        if len(data) <= self._left:
            self._left -= len(data)
            return Block(count, last, data)
        written = self._written(data)
        self.lost = self.lost or written is None
        return Block(count, last, written)

    def adopt(self, blocks: Iterable[Block]) -> None:
        """Counts blocks that were packed before."""
        for block in blocks:
            self._left -= block.memory_bytes
            self.lost = self.lost or block.lost

    def _written(self, data: bytes) -> "_Sealed | None":
        if not self._writable:
            return None
        try:
            if self._file is None:
                self._file = _File(self._folder)
            return self._file.sealed(data)
        except OSError:
            self._writable = False
            return None


class _File:
    """A file that nobody else can open, and that no process after this one can read."""

    def __init__(self, folder: str | None) -> None:
        self._seal = Seal()
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - open as long as the server
        self._end = 0
        weakref.finalize(self, self._file.close)

    def sealed(self, data: bytes) -> "_Sealed":
        """Writes bytes at the end. Raises: OSError."""
        closed = self._seal.closed(data)
        self._file.seek(self._end)
        written = self._file.write(closed)
        if written != len(closed):
            raise OSError("The disk is full.")
        place = _Sealed(self, self._end, written)
        self._end += written
        return place

    def opened(self, start: int, length: int) -> bytes:
        """What was written there."""
        self._file.seek(start)
        return self._seal.opened(self._file.read(length))


class _Sealed:
    """A place in a file. Nobody closes the file: it goes with the last of its places."""

    __slots__ = ("_file", "_length", "_start")

    def __init__(self, file: _File, start: int, length: int) -> None:
        self._file, self._start, self._length = file, start, length

    def opened(self) -> bytes:
        """The bytes."""
        return self._file.opened(self._start, self._length)
