"""Opens storages and sidecars: the one place that chooses what they are kept in."""

from collections.abc import Callable

from mockcore.errors import OperatorError, StorageFailed
from mockcore.store.sqlite.database import Database
from mockcore.store.sqlite.lock_file import LockFile
from mockcore.store.sqlite.sidecar import SidecarFile
from mockcore.store.storage import Image, Lock, Sidecar, Storage


def open_storage(path: str | None, content: Callable[[], Image], *, shared: bool = False, durable: bool = False) -> Storage:
    """The storage at a path, ``shared`` between processes or not; None: in memory. An empty one is filled with ``content``.

    ``durable``: what is committed outlives a loss of power.

    Raises: OperatorError when the file cannot be opened or filled, is no database, or has a schema that cannot be upgraded.
    """
    database = Database(path, shared=shared, durable=durable)
    if database.empty:
        image = content()
        try:
            database.load(image)
        except StorageFailed as error:
            database.close()
            raise OperatorError(
                f"The database {path} cannot be filled ({error}): make room, or name another file with --db."
            ) from error
    return database


def new_storage(path: str | None = None) -> Storage:
    """An empty storage whose file is to be an image: nobody reads it before it is whole."""
    database = Database(path)
    database.create_tables(image=True)
    return database


def open_sidecar(path: str) -> Sidecar:
    """The sidecar of the storage at a path. Raises: OperatorError when it cannot be written."""
    return SidecarFile(path)


def open_lock(path: str) -> Lock:
    """The lock whose file is at a path; nobody has taken it by that."""
    return LockFile(path)
