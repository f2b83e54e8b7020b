"""Who sends: of several workers that share a database one alone, so that the order of a destination is kept.

The system takes the lock back when its holder ends, however it ends; then another worker goes on.
"""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _taken(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Duty:
    """The duty to send for a database; ``path`` None: nobody else could have it."""

    def __init__(self, path: str | None) -> None:
        self._path = None if path is None else Path(f"{path}-shared-sender")
        self._descriptor: int | None = None

    def mine(self) -> bool:
        """Whether this process has it, taken now where nobody had."""
        if self._path is None or self._descriptor is not None:
            return True
        descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            _taken(descriptor)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def leave(self) -> None:
        """Lets somebody else have it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
