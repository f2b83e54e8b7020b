"""How many records each list has: what a group of writes adds is kept here and written when the group ends."""

from collections.abc import Iterable
from typing import Any

from mockcore.store.storage import Scope


class Totals:
    """What is still to be added. What a call has added goes back with it when it fails."""

    def __init__(self) -> None:
        self._waiting: dict[Scope, tuple[int, int]] = {}
        self._latest: list[tuple[Scope, int, int]] = []

    def begin(self) -> None:
        """Notes that what follows may be undone by itself."""
        if self._latest:
            self._latest = []

    def add(self, scopes: Iterable[Scope], live: int, deleted: int) -> None:
        """Adds to the live and the deleted records of lists."""
        waiting, latest = self._waiting, self._latest
        for scope in scopes:
            latest.append((scope, live, deleted))
            sums = waiting.get(scope)
            waiting[scope] = (live, deleted) if sums is None else (sums[0] + live, sums[1] + deleted)

    def undo(self) -> None:
        """Takes back what was added since ``begin``."""
        for scope, live, deleted in self._latest:
            sums = self._waiting[scope]
            self._waiting[scope] = (sums[0] - live, sums[1] - deleted)
        self._latest = []

    def forget(self) -> None:
        """What was to be added has not come to be."""
        self._waiting, self._latest = {}, []

    def of(self, scope: Scope) -> tuple[int, int]:
        """What waits to be added to a list: (live, deleted)."""
        return self._waiting.get(scope, (0, 0))

    def taken(self) -> list[dict[str, Any]]:
        """A row for each list to which something is to be added; nothing waits afterwards."""
        waiting = self._waiting
        self.forget()
        return [row(scope, *added) for scope, added in sorted(waiting.items()) if added != (0, 0)]


def row(scope: Scope, live: int, deleted: int) -> dict[str, Any]:
    """The values of the statement that adds to a list's totals."""
    kind, company, project, parent = scope
    return {
        "kind": kind,
        "company_id": company,
        "project_id": project,
        "parent_id": parent,
        "live": live,
        "deleted": deleted,
        "live_": live,
        "deleted_": deleted,
    }
