"""What the workers of one server hold in common beside records: kept as facts of their database, noticed by the others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from mockcore.store.storage import Storage

_PREFIX = "shared "


@dataclass(slots=True)
class _Part:
    state: Callable[[], Any]
    resume: Callable[[Any], None]
    text: str


class Shared:
    """Named states of this process. With one worker nothing is written."""

    def __init__(self, database: Storage) -> None:
        self._database = database
        self._parts: dict[str, _Part] = {}
        self._seen = -1
        self._noticing = False

    def add(self, name: str, state: Callable[[], Any], resume: Callable[[Any], None]) -> None:
        """Holds a state in common: ``state`` tells this process's, ``resume`` takes over another's."""
        self._parts[name] = _Part(state, resume, "")

    def tell(self, name: str) -> None:
        """Tells the others that it has changed here."""
        if self._database.shared and not self._noticing:
            part = self._parts[name]
            part.text = orjson.dumps(part.state()).decode()
            self._database.set_fact(_PREFIX + name, part.text)

    def notice(self) -> None:
        """Takes over what another process has told."""
        if not self._database.shared:
            return
        seen = self._database.data_version()
        if seen == self._seen:
            return
        self._seen = seen
        for name, part in self._parts.items():
            text = self._database.fact(_PREFIX + name)
            if text and text != part.text:
                part.text = text
                self._noticing = True
                try:
                    part.resume(orjson.loads(text))
                finally:
                    self._noticing = False

    def clear(self) -> None:
        """Forgets what an earlier run has left."""
        for name in self._parts:
            self._database.set_fact(_PREFIX + name, "")
