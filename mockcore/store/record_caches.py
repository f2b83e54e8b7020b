"""What is remembered of records until one of them is written, and who is to forget it then."""

from collections.abc import Callable
from typing import Any

from mockcore.store.pages import Pages
from mockcore.store.storage import Row

# Results by version of a record, more than which are dropped with the next second.
MOST_VERSIONS = 20_000


class RecordCaches:
    """Rows, texts, pages and results that rest on records. ``generation`` grows with every write."""

    def __init__(self) -> None:
        self.generation = 0
        self.texts: dict[Any, bytes] = {}
        # What rests on one version of one record: a write of others changes nothing of it, unless it is ``remembered`` so.
        self.version_cache: dict[Any, Any] = {}
        self.pages = Pages()
        self._rows: dict[str, dict[int, Row]] = {}
        self._members: dict[tuple[str, int, int], bool] = {}
        self._projects: dict[int, list[int]] = {}
        self._second = 0
        self._remembering: dict[str, list[Callable[[], None]]] = {}

    def remembered(self, forget: Callable[[], None], *kinds: str) -> None:
        """Whoever remembers something of records of those resources is told to ``forget`` when one of them is written."""
        for kind in kinds:
            self._remembering.setdefault(kind, []).append(forget)

    def forget_versions(self) -> None:
        """Forgets what rests on one version of one record."""
        self.version_cache = {}

    def changed(self, kind: str | None = None) -> None:
        """Forgets what was worked out from records: one of a resource was written, or (None) anything may have been."""
        self.generation += 1
        if kind is None:
            self._rows, self.version_cache, self._members, self._projects = {}, {}, {}, {}
            for forgetting in self._remembering.values():
                for forget in forgetting:
                    forget()
        else:
            self._rows.pop(kind, None)
            for forget in self._remembering.get(kind, ()):
                forget()
        if self.texts:
            self.texts = {}
        self.pages.clear()

    def at(self, second: int) -> None:
        """Forgets texts of another second: what is computed may rest on the clock."""
        if second != self._second:
            self._second = second
            self.texts = {}
            self.pages.clear()
            if len(self.version_cache) > MOST_VERSIONS:
                self.version_cache = {}
