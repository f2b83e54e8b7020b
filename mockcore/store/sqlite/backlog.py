"""Writes that wait for room on the disk: what is counted and recorded beside a call is no reason to refuse it."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from mockcore.errors import StorageBusy, StorageFailed

log = logging.getLogger("mockcore")
# Of the writes that wait in memory. The oldest go when there are more.
MOST_BYTES = 16_000_000
# Of what is no body in a write.
_WRITE_BYTES = 200


class Backlog:
    """Writes in their order; ``run`` raises StorageFailed for one that cannot be done. ``lost`` counts those that are gone."""

    def __init__(self, run: Callable[[str, Sequence[Any]], object], most_bytes: int = MOST_BYTES) -> None:
        self.lost = 0
        self._run = run
        self._most_bytes = most_bytes
        self._bytes = 0
        self._writes: deque[tuple[str, Sequence[Any]]] = deque()

    def __len__(self) -> int:
        return len(self._writes)

    def write(self, text: str, values: Sequence[Any]) -> bool:
        """Runs a write after those that wait, or lets it wait too; whether it is done. Raises: StorageBusy."""
        try:
            self.catch_up()
            self._run(text, values)
        except StorageBusy:
            raise
        except StorageFailed as error:
            self._wait(text, values, error)
            return False
        return True

    def catch_up(self) -> None:
        """Runs what waits. Raises: StorageFailed where that cannot be done yet."""
        while self._writes:
            self._run(*self._writes[0])
            self._forget_first()

    def _wait(self, text: str, values: Sequence[Any], error: StorageFailed) -> None:
        if not self._writes:
            log.warning("Counts and the journal wait in memory until they can be written: %s.", error)
        self._writes.append((text, values))
        self._bytes += _size(values)
        while self._bytes > self._most_bytes:
            self._forget_first()
            self.lost += 1

    def _forget_first(self) -> None:
        self._bytes -= _size(self._writes.popleft()[1])


def _size(values: Sequence[Any]) -> int:
    return _WRITE_BYTES + sum(len(value) for value in values if isinstance(value, bytes))
