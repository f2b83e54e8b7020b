"""Where mockcore finds its own files and keeps its cache."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs

from mockcore.errors import OperatorError

_PACKAGE = Path(__file__).resolve().parent


def openapi_directory() -> Path:
    """Return the folder of the OpenAPI document: of the checkout when there is one, else the installed copy, a zip file."""
    return _packed("openapi", _PACKAGE.parent / "openapi")


def seeds_directory() -> Path:
    """Return the folder of the seed scenarios: of the checkout when there is one, else the installed copy."""
    packed = _PACKAGE / "_data" / "seeds"
    return packed if packed.is_dir() else _PACKAGE.parent / "seeds"


def docs_directory() -> Path:
    """Return the folder of the documentation site, a zip file where mockcore is installed; a checkout need not have it."""
    return _packed("docs", _PACKAGE.parent / "build" / "docs")


def seed_file(name: str) -> Path:
    """The scenario's file: by name, or the path of a file of the user's own. Raises: OperatorError naming the choices."""
    own = Path(name)
    if own.suffix in (".yaml", ".yml") and own.is_file():
        return own
    # Looked for by name: on macOS and Windows a file is also found by a name in other letters.
    files = {file.stem: file for file in sorted(seeds_directory().glob("*.yaml"))}
    if name in files:
        return files[name]
    raise OperatorError(f"There is no seed '{name}': choose one of {', '.join(files)}, or name a YAML file with --seed.")


def cache_directory() -> Path:
    """Return a writable folder for what mockcore makes once, and create it.

    It is the preferred one. When that cannot be written (a read-only home in a container), it is a folder of this user below
    the system's temporary folder. Raises: OperatorError where there is neither.
    """
    preferred = preferred_cache_directory()
    return preferred if preferred is not None and _writable(preferred) else _temporary()


def preferred_cache_directory() -> Path | None:
    """Return the folder in which cached files are looked for first, which this user need not be able to write.

    `MOCKCORE_CACHE` names it; otherwise it is the user's cache folder, which a user without a home does not have.
    """
    named = os.environ.get("MOCKCORE_CACHE")
    try:
        return Path(named).absolute() if named else Path(platformdirs.user_cache_dir("mockcore"))
    except RuntimeError:
        return None


def _packed(name: str, checkout: Path) -> Path:
    packed = _PACKAGE / "_data" / f"{name}.zip"
    return packed if packed.is_file() else checkout


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _temporary() -> Path:
    owner = os.getuid() if hasattr(os, "getuid") else "cache"
    try:
        shared = Path(tempfile.gettempdir()) / f"mockcore-{owner}"
        with suppress(OSError):
            shared.mkdir(mode=0o700, exist_ok=True)
        # A folder somebody else made in a shared /tmp must not feed us compiled documents.
        mine = shared.is_dir() and (not hasattr(os, "getuid") or shared.stat().st_uid == os.getuid())
        return shared if mine and _writable(shared) else Path(tempfile.mkdtemp(prefix="mockcore-"))
    except OSError:
        raise OperatorError("There is no folder that can be written: name one with MOCKCORE_CACHE.") from None
