"""How many records each list has: what a group of writes adds is kept here and written when the group ends."""

from collections.abc import Collection
from typing import Any

from mockcore.store.sqlite.connection import Connection
from mockcore.store.storage import Scope


class Totals:
    """The totals of a database. What a call has added goes back with it when it fails."""

    def __init__(self, connection: Connection) -> None:
        # Whether a group has begun at whose end they are written: else they are at once.
        self.waits = False
        self._connection = connection
        self._waiting: dict[Scope, tuple[int, int]] = {}
        self._latest: list[tuple[Scope, int, int]] = []

    def begin(self) -> None:
        """Notes that what follows may be undone by itself."""
        if self._latest:
            self._latest = []

    def add(self, scopes: Collection[Scope], live: int, deleted: int) -> None:
        """Adds to the live and the deleted records of lists."""
        if not self.waits:
            self._connection.write("add_total", *(_row(scope, live, deleted) for scope in sorted(scopes)))
            return
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
        """The live and deleted records of a list: what is written, and what waits to be."""
        kind, company, project, parent = scope
        values = {"kind": kind, "company_id": company, "project_id": project, "parent_id": parent}
        written = self._connection.read("list_totals", values)
        live, deleted = self._waiting.get(scope, (0, 0))
        return (written[0][0] + live, written[0][1] + deleted) if written else (live, deleted)

    def write(self) -> None:
        """Writes what waits."""
        waiting = self._waiting
        self.forget()
        if rows := [_row(scope, *added) for scope, added in sorted(waiting.items()) if added != (0, 0)]:
            self._connection.write("add_total", *rows)


def _row(scope: Scope, live: int, deleted: int) -> dict[str, Any]:
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
