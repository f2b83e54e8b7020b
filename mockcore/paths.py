"""Where mockcore finds its own files and keeps its cache."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import platformdirs

from mockcore.errors import OperatorError

_PACKAGE = Path(__file__).resolve().parent
# What ``kept`` makes anew when it is needed.
_CACHED = ("document-*", "world-*")
# Every version and every change of a seed has files of its own: those that nobody has used for so long are removed.
UNUSED_SECONDS = 30 * 86_400


def openapi_directory() -> Path:
    """Return the folder of the OpenAPI document: of the checkout when there is one, else the installed copy."""
    return _data("openapi")


def seeds_directory() -> Path:
    """Return the folder of the seed scenarios: of the checkout when there is one, else the installed copy."""
    return _data("seeds")


def seed_file(name: str) -> Path:
    """The scenario's file: by name, or the path of a file of the user's own. Raises: OperatorError naming the choices."""
    own = Path(name)
    if own.suffix in (".yaml", ".yml") and own.is_file():
        return own
    file = seeds_directory() / f"{name}.yaml"
    if name.isidentifier() and file.is_file():
        return file
    choices = ", ".join(sorted(path.stem for path in seeds_directory().glob("*.yaml")))
    raise OperatorError(f"There is no seed '{name}': choose one of {choices}, or name a YAML file with --seed.")


def cache_directory() -> Path:
    """Return a writable folder for compiled documents and generated worlds, and create it.

    `MOCKCORE_CACHE` names it; otherwise the user's cache folder is used. When that cannot be written
    (a read-only home in a container), a folder of this user below the system's temporary folder is used.
    """
    named = os.environ.get("MOCKCORE_CACHE")
    preferred = Path(named) if named else Path(platformdirs.user_cache_dir("mockcore"))
    return preferred if _writable(preferred) else _temporary()


def cached_file(name: str, make: Callable[[Path], None]) -> Path:
    """The file of that name in the cache folder; when there is none, ``make`` writes it, to a path of its own."""
    file = cache_directory() / name
    if file.is_file():
        # A folder that cannot be written is not tidied either.
        with suppress(OSError):
            os.utime(file)
        return file
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    try:
        make(unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    _tidy(file.parent, file.stat().st_mtime - UNUSED_SECONDS)
    return file


def _tidy(folder: Path, until: float) -> None:
    for pattern in _CACHED:
        for file in folder.glob(pattern):
            # Another process may tidy at the same time.
            with suppress(OSError):
                if file.stat().st_mtime < until:
                    file.unlink()


def _data(name: str) -> Path:
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _temporary() -> Path:
    owner = os.getuid() if hasattr(os, "getuid") else "cache"
    shared = Path(tempfile.gettempdir()) / f"mockcore-{owner}"
    try:
        shared.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="mockcore-"))
    # A folder somebody else made in a shared /tmp must not feed us compiled documents.
    mine = not hasattr(os, "getuid") or shared.stat().st_uid == os.getuid()
    return shared if mine and _writable(shared) else Path(tempfile.mkdtemp(prefix="mockcore-"))
