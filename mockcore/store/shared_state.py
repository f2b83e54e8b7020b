"""What the workers of one server hold in common beside records: kept as facts of their database, noticed by the others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from mockcore.store.facts import fact, set_fact
from mockcore.store.storage import Storage

_PREFIX = "shared "


@dataclass(slots=True)
class _State:
    state: Callable[[], Any]
    resume: Callable[[Any], None]
    text: str


class Shared:
    """Named states of this process. With one worker nothing is written."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._states: dict[str, _State] = {}
        self._seen = -1
        self._noticing = False

    def add(self, name: str, state: Callable[[], Any], resume: Callable[[Any], None]) -> None:
        """Holds a state in common: ``state`` tells this process's, ``resume`` takes over another's."""
        self._states[name] = _State(state, resume, "")

    def tell(self, name: str) -> None:
        """Tells the others that it has changed here."""
        if self._storage.shared and not self._noticing:
            shared = self._states[name]
            shared.text = orjson.dumps(shared.state()).decode()
            set_fact(self._storage, _PREFIX + name, shared.text)

    def notice(self) -> None:
        """Takes over what another process has told."""
        if not self._storage.shared:
            return
        seen = self._storage.version()
        if seen == self._seen:
            return
        self._seen = seen
        for name, shared in self._states.items():
            text = fact(self._storage, _PREFIX + name)
            if text and text != shared.text:
                shared.text = text
                self._noticing = True
                try:
                    shared.resume(orjson.loads(text))
                finally:
                    self._noticing = False

    def clear(self) -> None:
        """Forgets what an earlier run has left."""
        for name in self._states:
            set_fact(self._storage, _PREFIX + name, "")
