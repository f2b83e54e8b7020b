"""The numbers that the server gives: in each project and company, or below one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mockcore.reference.catalog import Catalog
from mockcore.request.incoming import Incoming
from mockcore.store.query import Condition, Selection
from mockcore.store.record_reading import MOST_DIGITS
from mockcore.store.records import Records

# The attributes that name the list of a project in which a record is numbered, with their values: its contract, its stage.
Within = Mapping[str, Any]
WHOLE: Within = {}


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Numbering(Incoming):
    """One request and the numbers of the records in its scope. ``number`` may be another attribute: a ``position``."""

    catalog: Catalog
    records: Records

    def scoped(self, kind: str) -> Selection:
        """The live records of a resource that this request's scope holds."""
        resource = self.catalog.kind(kind)
        selection = Selection(kind, company_id=self.company_id)
        if resource.members:
            selection.member_of = self.project_id
        elif self.project_id is not None and resource.scope == "project":
            selection.project_id = self.project_id
            selection.or_none = resource.mixed and not resource.own
        elif resource.own and self.project_id is None:
            selection.project_id = 0
        return selection

    def next_number(self, kind: str, parent_id: int | None = None, *, name: str = "number", within: Within = WHOLE) -> int:
        """The next value of a counter that a resource has in the request's project and company, or below one record.

        ``within`` is one list there. It goes on from the highest that the records there have, deleted ones too.
        Source: documented, numbering.
        """
        below = (parent_id if parent_id is not None else self.parent_id) or 0
        counter = self._counter(kind, below, name, within)
        counted = self.records.storage.counters.last(counter) is not None
        return self.records.next_number(counter, 1 if counted else self._highest(kind, below, name, within) + 1)

    def following_number(self, kind: str, parent_id: int | None = None, *, name: str = "number") -> int:
        """The value that ``next_number`` would give; nothing is counted."""
        below = (parent_id if parent_id is not None else self.parent_id) or 0
        last = self.records.storage.counters.last(self._counter(kind, below, name, WHOLE))
        return (self._highest(kind, below, name, WHOLE) if last is None else last) + 1

    def reach_number(self, kind: str, number: Any, *, name: str = "number", within: Within = WHOLE) -> None:
        """Lets a counter of ``next_number`` go on from a number that a client has chosen."""
        text = str(number)
        counter = self._counter(kind, self.parent_id or 0, name, within)
        if text.isdecimal() and len(text) < MOST_DIGITS and self.records.storage.counters.last(counter) is not None:
            self.records.storage.counters.reserve(counter, int(text))

    def _counter(self, kind: str, below: int, name: str, within: Within) -> str:
        place = f"({','.join(str(value or '') for value in within.values())})" if within else ""
        return f"{name}{place}:{kind}:{self.project_id or 0}:{self.company_id or 0}:{below}"

    def _highest(self, kind: str, below: int, name: str, within: Within) -> int:
        selection = self.scoped(kind)
        selection.deleted, selection.parent_id = "with", below or None
        selection.conditions = [Condition(attribute, "eq", value) for attribute, value in within.items()]
        return self.records.highest(selection, name)
