"""Who sends: of several workers that share a database one alone, so that the order of a destination is kept.

When it ends, however it ends, another worker goes on.
"""

from mockcore.store.opening import open_lock


class Duty:
    """The duty to send for a database; ``path`` None: nobody else could have it."""

    def __init__(self, path: str | None) -> None:
        self._lock = None if path is None else open_lock(f"{path}-shared-sender")

    def mine(self) -> bool:
        """Whether this process has it, taken now where nobody had."""
        return self._lock is None or self._lock.take()

    def leave(self) -> None:
        """Lets somebody else have it."""
        if self._lock is not None:
            self._lock.leave()
