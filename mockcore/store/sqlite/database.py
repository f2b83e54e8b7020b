"""The storage of SQLite: a connection with transactions whose whole content can be taken as an image and put back."""

import mmap
import sqlite3
from contextlib import suppress

from mockcore.errors import StorageFailed
from mockcore.store.sqlite.connection import SETTINGS
from mockcore.store.sqlite.failures import translated
from mockcore.store.sqlite.transactions import INSIDE, Transactions
from mockcore.store.storage import Image


class Database(Transactions):
    """A SQLite database that is a ``Storage``: see there, and ``Connection`` for how it is opened."""

    # How many rows had been changed when the image was loaded.
    _changes = 0

    def image(self) -> bytes:
        """The whole database as bytes."""
        self.group.settle()
        self.counters.write()
        if self.path is not None:
            image = self.connection.serialize()
            # What is read into memory has no write-ahead log: the header must not ask for one.
            return image[:18] + b"\x01\x01" + image[20:]
        if isinstance(self.loaded, bytes) and self.connection.total_changes == self._changes:
            return self.loaded
        if self.connection.in_transaction:
            self.command("COMMIT")
        image = self.connection.serialize()
        self._hold(image)
        return image

    def load(self, image: Image) -> None:
        """Replaces the whole content. The image that was loaded last takes back only what was written since."""
        self.group.settle()
        self.check_file()
        self.counters.forget()
        try:
            if self.path is not None:
                self._copy(image)
            elif self.loaded is not image:
                self._take(image)
            elif self.connection.total_changes != self._changes:
                # Only the pages that were written since are put back; a test that only reads leaves none.
                self._cursor.execute("ROLLBACK")
                self._hold(image)
        except sqlite3.Error as error:
            raise translated(error) from error

    def close(self) -> None:
        """Closes the connection; a WAL file is merged."""
        self.group.settle()
        # What took the file's name meanwhile is not to meet the log.
        with suppress(StorageFailed):
            self.check()
        # It holds the statement that was written last, and SQLite the file as long.
        self._cursor.close()
        self.connection.close()

    def _copy(self, image: Image) -> None:
        source = sqlite3.connect(":memory:")
        source.deserialize(image)
        source.backup(self.connection)
        source.close()
        self.damage = None

    def _take(self, image: Image) -> None:
        # SQLite crashes when an image is put over another one and statements with json_each are met again.
        replaced = self.connection
        self._connect()
        self.connection.deserialize(image)
        replaced.close()
        self._set(SETTINGS)
        if isinstance(image, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            # It was copied, and its pages need not stay in memory beside the copy.
            image.madvise(mmap.MADV_DONTNEED)
        self._hold(image)

    def _hold(self, image: Image) -> None:
        """From here on everything is one transaction, whose end puts back what is in memory now."""
        self.loaded, self._changes = image, self.connection.total_changes
        self._words = INSIDE
        self._cursor.execute("BEGIN")
