"""Everything a server holds at one moment, by name: records, tokens, apps, hooks, queues, files, counters, rules, journal."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zlib import crc32

import orjson

from mockcore import __version__
from mockcore.close_names import hint
from mockcore.engine import Engine
from mockcore.errors import NotFound, OperatorError
from mockcore.journal.ledger import Saved

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# For macOS and Windows, A and a are one name of a file; on Windows some names are devices.
_NO_FILE_NAME = re.compile(r"[A-Z]|^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)).")


class Snapshots:
    """Kept in memory for a world in memory, else in the folder ``DATABASE-snapshots``.

    The journal is in memory always: what was asked before is not written down, and ends with the server.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._in_memory: dict[str, tuple[bytes, bytes]] = {}
        self._journals: dict[str, dict[int, Saved]] = {}
        self._folder = Path(f"{engine.settings.db}-snapshots") if engine.settings.db else None

    def names(self) -> list[str]:
        """The names, in order."""
        if self._folder is None:
            return sorted(self._in_memory)
        return sorted(unquote(file.stem) for file in self._folder.glob("*.bin"))

    def save(self, name: str) -> None:
        """Keeps the present state under a name; what had it is replaced. Raises: OperatorError for a name that cannot be."""
        if not _NAME.fullmatch(name):
            raise OperatorError("A snapshot's name has letters, digits, dots, dashes and underscores, at most 100.")
        image = self._engine.world.storage.image()
        header = orjson.dumps(self._header(image))
        self._journals[name] = self._engine.journal.saved
        if self._folder is None:
            # The image itself: the database knows it again, and puts back what was written since.
            self._in_memory[name] = header, image
            return
        self._folder.mkdir(exist_ok=True)
        file = self._folder / file_name(name)
        draft = file.with_suffix(".part")
        draft.write_bytes(header + b"\n" + image)
        draft.replace(file)

    def restore(self, name: str) -> None:
        """Puts the state back. Raises: NotFound, OperatorError for a snapshot of another version or a damaged one."""
        line, image = self._read(name)
        try:
            header = orjson.loads(line)
        except orjson.JSONDecodeError:
            header = None
        if not isinstance(header, dict):
            raise OperatorError(f"The snapshot {name} is damaged: take it anew.")
        for key, mine in (
            ("version", __version__),
            ("schema", self._engine.world.storage.schema),
            ("document", self._engine.catalog.digest),
        ):
            if header.get(key) != mine:
                raise OperatorError(f"The snapshot {name} is of another {key} of mockcore ({header.get(key)}): take it anew.")
        if header["sum"] != crc32(image):
            raise OperatorError(f"The snapshot {name} is damaged: take it anew.")
        engine = self._engine
        engine.replace(image)
        engine.state.continue_from(header["state"])
        engine.journal.continue_from(self._journals.get(name, {}))

    def remove(self, name: str) -> None:
        """Forgets a snapshot. Raises: NotFound."""
        self._read(name)
        self._in_memory.pop(name, None)
        self._journals.pop(name, None)
        if self._folder is not None:
            (self._folder / file_name(name)).unlink(missing_ok=True)

    def _read(self, name: str) -> tuple[bytes, bytes]:
        if self._folder is None:
            snapshot = self._in_memory.get(name)
            if snapshot is not None:
                return snapshot
        elif _NAME.fullmatch(name) and (file := self._folder / file_name(name)).is_file():
            header, _, image = file.read_bytes().partition(b"\n")
            return header, image
        raise NotFound(f"There is no snapshot {name}: {hint(name, self.names())}")

    def _header(self, image: bytes) -> dict[str, Any]:
        engine = self._engine
        return {
            "version": __version__,
            "schema": engine.world.storage.schema,
            "document": engine.catalog.digest,
            "state": engine.state.saved,
            "sum": crc32(image),
        }


def file_name(name: str) -> str:
    """The file of the snapshot of that name, on any system: two names are never one file."""
    return _NO_FILE_NAME.sub(lambda letter: f"%{ord(letter[0]):02X}", name) + ".bin"
