"""The file of a database: whether it is still the one that was opened, and how large its write-ahead log is."""

import os
from pathlib import Path

from mockcore.errors import StorageGone


class DatabaseFile:
    """A file that SQLite has opened. To be made once it is there."""

    def __init__(self, path: str) -> None:
        self._sentence = f"The database {path} was deleted or replaced: put it back, or start the server again."
        file = Path(path).absolute()
        self._file = bytes(file)
        self._log = Path(f"{file}-wal")
        self._identity = self._present()

    def check(self) -> None:
        """Raises: StorageGone when it was deleted, or another file has its name: what is written would be nowhere."""
        if self._present() != self._identity:
            raise StorageGone(self._sentence)

    def log_bytes(self) -> int:
        """The size of the write-ahead log."""
        try:
            return self._log.stat().st_size
        except OSError:
            return 0

    def _present(self) -> tuple[int, int] | None:
        try:
            status = os.stat(self._file)  # noqa: PTH116 - every write comes here, and a path as bytes costs a third less
        except OSError:
            return None
        return status.st_dev, status.st_ino


class Refusal:
    """What reads are done within while the file is gone: none is done."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def __enter__(self) -> None:
        raise StorageGone(self._sentence)

    def __exit__(self, *about: object) -> None:
        """Nothing has begun."""
