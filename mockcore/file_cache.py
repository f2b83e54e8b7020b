"""What is made once and stored in a file: compiled documents, generated worlds. Written whole, checked when it is read."""

import logging
import mmap
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import BinaryIO
from zlib import crc32

from mockcore.errors import OperatorError, StorageFailed
from mockcore.paths import cache_directory, preferred_cache_directory

log = logging.getLogger("mockcore")
# Every version and every change of a seed has files of its own: those that nobody has used for so long are removed.
UNUSED_SECONDS = 30 * 86_400
_PATTERNS = ("document-*", "world-*", "defaults-*")
# A file ends with this mark and the checksum of what is before it.
_MARK = b"mockcore"
_TRAILER_BYTES = len(_MARK) + 4


def cached(name: str, make: Callable[[Path], None]) -> mmap.mmap:
    """The content of the file of that name in the cache folder; where it is missing or damaged, ``make`` writes it, to a path
    of its own.

    Raises: OperatorError where there is none, and no folder can be written.
    """
    preferred = preferred_cache_directory()
    content = None if preferred is None else _content(preferred / name)
    if content is not None:
        return content
    file = cache_directory() / name
    # Where the folder of an image cannot be written, what is missing there is stored beside.
    content = None if file.parent == preferred else _content(file)
    return _write(file, make) if content is None else content


def _content(file: Path) -> mmap.mmap | None:
    """What a file holds; None where there is none, or where it is not what was written."""
    try:
        with file.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size - _TRAILER_BYTES
            content = _mapped(opened, size) if size > 0 else None
            opened.seek(max(0, size))
            trailer = opened.read()
    except OSError:
        return None
    if content is None or trailer != _trailer(content):
        log.warning("The cache file %s is damaged: it is made anew.", file)
        if content is not None:
            content.close()
        return None
    # A folder that cannot be written is not tidied either.
    with suppress(OSError):
        os.utime(file)
    return content


def _mapped(opened: BinaryIO, size: int) -> mmap.mmap:
    return mmap.mmap(opened.fileno(), size, access=mmap.ACCESS_READ)


def _trailer(content: mmap.mmap) -> bytes:
    checksum = crc32(content)
    if hasattr(mmap, "MADV_DONTNEED"):
        # Most of it is not read again soon, and need not stay in memory.
        content.madvise(mmap.MADV_DONTNEED)
    return _MARK + checksum.to_bytes(4, "big")


def _write(file: Path, make: Callable[[Path], None]) -> mmap.mmap:
    unfinished = file.with_suffix(f".{os.getpid()}-{get_ident()}")
    unfinished.unlink(missing_ok=True)
    try:
        make(unfinished)
        with unfinished.open("r+b") as opened:
            size = opened.seek(0, os.SEEK_END)
            # Windows moves no file that is mapped.
            with _mapped(opened, size) as content:
                trailer = _trailer(content)
            opened.write(trailer)
        content = _published(unfinished, file, size)
    except (OSError, StorageFailed) as error:
        raise OperatorError(
            f"{file} cannot be written ({error}): make room, or name another folder with MOCKCORE_CACHE."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    _tidy(file.parent, file.stat().st_mtime - UNUSED_SECONDS)
    return content


def _published(unfinished: Path, file: Path, size: int) -> mmap.mmap:
    """The content of a file that has the name now, mapped."""
    try:
        unfinished.replace(file)
    except PermissionError:
        # Windows replaces no file that is in use: another process has made it meanwhile.
        content = _content(file)
        if content is None:
            raise
        return content
    with file.open("rb") as opened:
        return _mapped(opened, size)


def _tidy(folder: Path, until: float) -> None:
    for pattern in _PATTERNS:
        for file in folder.glob(pattern):
            # Another process may tidy at the same time.
            with suppress(OSError):
                if file.stat().st_mtime < until:
                    file.unlink()
