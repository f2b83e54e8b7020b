"""Generating a world: explicit records first, then counted ones that refer to what is there."""

import gc
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from mockcore.clock import instant, stamp
from mockcore.domain.company_defaults import COMPANY, PROJECT, Filling, default_lists
from mockcore.fake import Fake
from mockcore.reference.catalog import Catalog
from mockcore.seeding import (
    billing,
    breakdown,
    buyout,
    chronology,
    contract_money,
    drawing_log,
    invoice_progress,
    questions,
    relations,
    staffing,
    towns,
)
from mockcore.seeding.apps import register_all
from mockcore.seeding.consistency import check, explicit_ids
from mockcore.seeding.counted_records import CountedRecords
from mockcore.seeding.dates import spans
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.explicit_records import ExplicitRecords
from mockcore.seeding.installing import install_app
from mockcore.seeding.origin import note_origin
from mockcore.seeding.progress import progress
from mockcore.seeding.scenario import Attributes, Place, Scenario, read, unknown
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.opening import new_storage
from mockcore.store.records import Records, Stored
from mockcore.store.storage import Storage

# A project is set up before its work begins.
BEFORE_START = timedelta(days=60)


class World:
    """A database being filled from a scenario."""

    def __init__(self, scenario: Scenario, catalog: Catalog, path: str | None = None) -> None:
        self.scenario = scenario
        self.storage = new_storage(path)
        self.fake = Fake(scenario.name)
        store = Records(
            self.storage, catalog.belonging.attributes(), catalog.overlay.get("unique"), catalog.overlay.get("backlinks")
        )
        self.records = WorldRecords(store, catalog, self.fake, scenario.now)
        defaults = Defaults(catalog, self.records)
        self.explicit = ExplicitRecords(scenario, catalog, self.records, defaults)
        self.counted = CountedRecords(scenario, catalog, self.fake, self.records, defaults)
        self.catalog = catalog
        # The lists that nobody has filled get their defaults last: the ids of the others do not depend on them.
        self.unfilled: list[tuple[int, int | None, frozenset[str]]] = []

    def built(self, advance: Callable[[], None]) -> Storage:
        """Everything of the scenario in a database; ``advance`` is called after each project. Raises: OperatorError."""
        with self.storage.transaction(write=True):
            for number in explicit_ids(self.scenario):
                self.records.store.reserve(number)
            register_all(self.records.store, self.scenario)
            for company in self.scenario.companies:
                self._company(company, advance)
            for company_id, project_id, filled in self.unfilled:
                self._defaults(company_id, project_id, filled)
            self.records.flush()
            self.records.store.links.note()
        return self.storage

    def _company(self, place: Place, advance: Callable[[], None]) -> None:
        self.records.spans |= spans(place, self.scenario.now)
        self.records.add("companies", {"is_active": True, **place.attributes}, place.id, None, identifier=place.id)
        self.explicit.fill(place, place.id, None)
        for client_id in place.apps:
            install_app(self.records, self.scenario, client_id, place)
        staffing.settle(self.records, self.counted, place)
        breakdown.begin(self.records.add, place.id)
        self.unfilled.append((place.id, None, self._filled(place.id, None)))
        for project in place.projects:
            self._project(project, place.id)
            advance()

    def _project(self, place: Place, company_id: int) -> None:
        own = {name: self.explicit.resolved(value, company_id, None) for name, value in place.attributes.items()}
        body = {"active": True, "time_zone": "US/Pacific", **own}
        towns.site(body)
        project = self.records.add("projects", body, company_id, None, identifier=place.id)
        span = self.records.spans.get(place.id)
        if span is not None:
            project.created_at = project.updated_at = stamp(span.since - BEFORE_START)
        for kind in ("users", "vendors"):
            self._members(kind, place, company_id)
        self.explicit.fill(place, company_id, place.id)
        written = frozenset(record.id for rows in self.records.of_project(place.id).values() for record in rows)
        self.counted.fill(place, company_id, place.id)
        inside = self.records.of_project(place.id)
        self._settle(inside, project, company_id, written)
        breakdown.complete(self.records.add, self.records.nearby, inside, company_id, place.id)
        billing.complete(self.records.add, inside, self.scenario.now, self._elapsed(project))
        drawing_log.complete(self.records.add, inside, company_id, place.id)
        chronology.follow(inside)
        people = self.records.nearby("users", company_id, None)
        questions.complete(inside, {person.id: person.body.get("name") for person in people})
        self.unfilled.append((company_id, place.id, self._filled(company_id, place.id)))
        self.records.leave(company_id, place.id)

    def _settle(self, inside: Mapping[str, list[Stored]], project: Stored, company_id: int, written: frozenset[int]) -> None:
        """Brings the records of a project into agreement with each other; ``written`` are those of the scenario's file."""
        now, random = self.scenario.now, self.fake.at("settled", project.id).random
        start, end = (project.body.get(name) for name in ("start_date", "completion_date"))
        span = instant(str(start or project.created_at)), instant(str(end or stamp(now)))
        people = {person.id: person for person in self.records.nearby("users", company_id, project.id)}
        statuses, changes = (
            self.records.nearby(kind, company_id, None) for kind in ("submittal_statuses", "change_events/statuses")
        )
        vendors = self.records.nearby("vendors", company_id, project.id)
        company = relations.Company(people, vendors, statuses, changes, written)
        relations.complete(inside, company, random, now)
        buyout.award(inside, vendors, written)
        invoice_progress.months(inside.get(invoice_progress.PERIODS, ()), span[0], now)
        contract_money.settle(inside, project, span, now, random)

    def _elapsed(self, project: Stored) -> Decimal:
        """The part of a project's time that is over."""
        start, end = (project.body.get(name) for name in ("start_date", "completion_date"))
        if not start or not end or instant(str(end)) <= instant(str(start)):
            return Decimal(0)
        whole = (instant(str(end)) - instant(str(start))).days
        return min(max(Decimal((self.scenario.now - instant(str(start))).days) / whole, Decimal(0)), Decimal(1))

    def _filled(self, company_id: int, project_id: int | None) -> frozenset[str]:
        """The lists with defaults that have entries already."""
        lists = default_lists(COMPANY if project_id is None else PROJECT)
        return frozenset(kind for kind in lists if self.records.at(kind, company_id, project_id))

    def _defaults(self, company_id: int, project_id: int | None, filled: frozenset[str]) -> None:
        def add(kind: str, body: Attributes, parent_id: int | None) -> Stored:
            return self.records.add(kind, body, company_id, project_id, parent_id=parent_id)

        def present(kind: str) -> list[Stored]:
            return self.records.at(kind, company_id, None)

        Filling(self.catalog, present).fill(COMPANY if project_id is None else PROJECT, add, filled)

    def _members(self, kind: str, place: Place, company_id: int) -> None:
        """Lets people and firms of the company into a project; what it makes refers to those alone."""
        nearby = self.records.nearby(kind, company_id, None)
        members = [record for record in nearby if not str(record.body.get("login", "")).startswith("mockcore-")]
        if isinstance(place.members, list):
            if kind == "users":
                self._check_members(place.members, members, place.id)
            members = [record for record in members if kind == "vendors" or record.body.get("name") in place.members]
        elif place.members is not None:
            administrators = [record for record in members if record.body.get("company_permission_template_id")]
            rest = [record for record in members if record not in administrators]
            vacant = min(max(place.members - len(administrators), 0), len(rest))
            members = [*administrators, *self.fake.at("members", kind, place.id).random.sample(rest, vacant)]
        # Who has left the company is in no project, and nobody names them.
        members = [record for record in members if record.body.get("is_active") is not False]
        self.records.admit(kind, company_id, place.id, members)
        for record in members:
            self.records.store.add_member(kind, place.id, record.id)

    def _check_members(self, names: list[str], people: list[Stored], project_id: int) -> None:
        choices = [str(person.body.get("name")) for person in people]
        for name in names:
            if name not in choices:
                raise unknown(self.scenario.name, f"among the members of project {project_id}", str(name), choices)


def world(file: Path, catalog: Catalog, path: Path | None = None) -> Storage:
    """The world of a scenario file, in memory or at a path; who has to wait for it is told so. Raises: OperatorError."""
    scenario = read(file, catalog)
    check(scenario)
    collecting = gc.isenabled()
    # Many objects and no garbage: looking for it takes longer than all the rest.
    gc.disable()
    try:
        with progress(scenario) as advance:
            storage = World(scenario, catalog, str(path) if path else None).built(advance)
        with storage.transaction(write=True):
            note_origin(storage, file)
        return storage
    finally:
        if collecting:
            gc.enable()
