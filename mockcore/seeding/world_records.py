"""The records of a world that is being generated: stored in portions, and found again by their place."""

from datetime import datetime, timedelta

from mockcore.clock import stamp
from mockcore.fake import Fake
from mockcore.reference.catalog import Catalog
from mockcore.seeding.dates import Span
from mockcore.seeding.scenario import Attributes
from mockcore.store.records import Placement, Records, Stored

# Rows that are written at once: all those of a large project would double what it holds.
AT_ONCE = 2_000


class WorldRecords:
    """The records generated so far, of companies and of the project at work; ``spans`` tell when each place's were made."""

    def __init__(self, store: Records, catalog: Catalog, fake: Fake, now: datetime) -> None:
        self.store = store
        self.spans: dict[int, Span] = {}
        self._catalog = catalog
        self._fake = fake
        self._now = now
        self._pool: dict[tuple[str, int, int | None], list[Stored]] = {}
        self._pending: list[Stored] = []

    def nearby(self, kind: str | None, company_id: int, project_id: int | None) -> list[Stored]:
        """The records that one of that place may refer to: the project's own, else the company's."""
        if kind is None:
            return []
        return self._pool.get((kind, company_id, project_id)) or self._pool.get((kind, company_id, None)) or []

    def of_project(self, project_id: int) -> dict[str, list[Stored]]:
        """The records of a project, by resource."""
        return {kind: records for (kind, _, place), records in self._pool.items() if place == project_id}

    def leave(self, company_id: int, project_id: int) -> None:
        """Forgets a project that is complete."""
        self.flush()
        # Nothing outside refers to them: a large world would not fit into memory.
        for kind in self.of_project(project_id):
            del self._pool[kind, company_id, project_id]

    def at(self, kind: str, company_id: int, project_id: int | None) -> list[Stored]:
        """Those of exactly that place."""
        return self._pool.get((kind, company_id, project_id), [])

    def admit(self, kind: str, company_id: int, project_id: int, records: list[Stored]) -> None:
        """Makes records of the company those that the project's records refer to."""
        self._pool[kind, company_id, project_id] = records

    def add(
        self,
        kind: str,
        body: Attributes,
        company_id: int,
        project_id: int | None,
        *,
        identifier: int | None = None,
        parent_id: int | None = None,
        at: str | None = None,
    ) -> Stored:
        """Stores a record. Unless ``at`` tells when, it was made while its project was built, before the scenario's instant."""
        resource = self._catalog.kind(kind)
        scope = project_id if resource.scope == "project" and not resource.members else None
        number = identifier or self.store.next_id()
        at = at or self._created_at(kind, number, scope or company_id)
        body.pop("id", None)
        record = Stored.new(kind, number, body, at, Placement(company_id, scope, parent_id))
        self._pending.append(record)
        # What is kept below a project's record is met in that project alone, too.
        parent = resource.parent
        inside = parent is not None and self._catalog.has_kind(parent) and self._catalog.kind(parent).scope == "project"
        self._pool.setdefault((kind, company_id, project_id if inside else scope), []).append(record)
        if resource.members and project_id is not None:
            self.store.add_member(kind, project_id, number)
        return record

    def _created_at(self, kind: str, number: int, place: int) -> str:
        span = self.spans.get(place)
        if kind in ("companies", "projects"):
            return stamp(span.since if span else self._now - timedelta(days=400))
        random = self._fake.at("made", kind, number).random
        if span is not None:
            return stamp(span.moment(0, 1, None, random))
        return stamp(self._now - timedelta(minutes=random.randrange(60, 60 * 24 * 180)))

    def flush(self) -> None:
        """Writes what is not written yet."""
        for first in range(0, len(self._pending), AT_ONCE):
            self.store.bulk_insert(self._pending[first : first + AT_ONCE])
        self._pending.clear()
