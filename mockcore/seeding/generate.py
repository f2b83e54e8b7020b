"""Generating a world: explicit records first, then counted ones that refer to what is there."""

import gc
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from mockcore.clock import stamp
from mockcore.errors import OperatorError
from mockcore.fake import Fake
from mockcore.oauth.apps import INSTALLATIONS, SERVICE_ACCOUNT, App, Apps
from mockcore.oauth.registration import install
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Kind
from mockcore.reference.references import References
from mockcore.seeding import billing, breakdown
from mockcore.seeding.apps import administrator, register_all
from mockcore.seeding.dates import Span, spans
from mockcore.seeding.outline import Outline, outline
from mockcore.seeding.scenario import Attributes, Place, Scenario, read
from mockcore.seeding.shaping import shape
from mockcore.store.records import Placement, Records, Stored
from mockcore.store.sqlite import new_storage
from mockcore.store.storage import Storage

# Made before the rest, in this order: others refer to them.
FIRST = (
    "vendors", "roles", "trades", "departments", "offices", "permission_templates", "users", "project_stages",
    "project_types", "line_item_types", "standard_cost_code_lists", "cost_codes", "sub_jobs", "locations",
    "specification_sections", "drawing_areas", "drawing_disciplines", "drawing_sets", "drawings",
    "drawing_revisions", "image_categories", "folders", "files", "tax_codes", "submittal_statuses",
    "submittal_types", "punch_item_types", "observation_types", "inspection_types", "checklist/list_templates",
    "prime_contracts", "commitments", "change_events", "rfis", "submittal_packages", "submittals", "crews", "timesheets",
    "action_plans/plan_types", "action_plans/plan_templates", "action_plans/plans", "checklist/lists", "incidents",
    "meetings",
)  # fmt: skip
NEVER_FILLED = frozenset(
    {"companies", "projects", "users", "vendors", INSTALLATIONS, "uploads", "app_configurations", "filters", "tools"}
    | billing.OWN
)
NUMBER_TOKEN = "@"
_LABELS = ("name", "title", "subject", "login", "code", "number", "description")
COMPANY_ADMIN = "Company Admin"
# Rows that are written at once: all those of a large project would double what it holds.
AT_ONCE = 2_000
# Records that take longer to make than anybody waits without a word.
LARGE = 50_000
# A project is set up before its work begins.
BEFORE_START = timedelta(days=60)


class World:
    """A database being filled; ``pool`` finds what was made so far."""

    def __init__(self, scenario: Scenario, catalog: Catalog, path: str | None = None) -> None:
        self.scenario = scenario
        self.catalog = catalog
        self.references = References(catalog.references, catalog.kind_names)
        self.database = new_storage(path)
        self.records = Records(self.database)
        self.fake = Fake(scenario.name)
        self.pool: dict[tuple[str, int, int | None], list[Stored]] = {}
        self.outlines: dict[str, Outline] = {}
        self.faces = _faces(catalog)
        self.numbers: dict[tuple[str, int], int] = {}
        self.spans: dict[int, Span] = {}
        self.pending: list[Stored] = []

    def built(self) -> Storage:
        """Everything of the scenario in a database. Raises: OperatorError."""
        with self.database.transaction(write=True):
            register_all(self.records, self.scenario)
            for company in self.scenario.companies:
                self._company(company)
            self._flush()
            self.database.set_fact("seed", self.scenario.name)
        return self.database

    def _company(self, place: Place) -> None:
        self.spans |= spans(place, self.scenario.now)
        self.add("companies", {"is_active": True, **place.attributes}, place.id, None, identifier=place.id)
        self._explicit(place, place.id, None)
        for client_id in place.apps:
            self._install(client_id, place)
        self._counted(place, place.id, None)
        breakdown.begin(self.add, place.id)
        for project in place.projects:
            self._project(project, place.id)

    def _install(self, client_id: str, place: Place) -> None:
        app = Apps(self.records).named(client_id)
        if app is None:
            raise OperatorError(f"The seed {self.scenario.name} installs an app that does not exist: {client_id}.")
        self._flush()
        user = None if app.managed else self._signs_in(app, place.id)
        at = stamp(self.scenario.now - timedelta(days=300))
        install(
            self.records,
            app,
            app.versions[-1],
            place.id,
            at=at,
            permitted=place.permitted.get(client_id),
            user_id=user.id if user else None,
        )

    def _signs_in(self, app: App, company_id: int) -> Stored | None:
        """Whom an app without a managed account acts as: a service account's own user, else who administers the company."""
        templates = self._nearby("permission_templates", company_id, None)
        template = next((part for part in templates if part.body.get("name") == COMPANY_ADMIN), None)
        if app.kind == SERVICE_ACCOUNT:
            address = f"{app.client_id}-{company_id}@example.com"
            first, _, last = app.name.partition(" ")
            name = {"name": app.name, "first_name": first, "last_name": last, "email_address": address, "login": address}
            level = {"company_permission_template_id": template.id if template else None}
            made = self.add("users", {**name, **level, "is_active": True, "is_employee": False}, company_id, None)
            self._flush()
            return made
        return administrator(self._nearby("users", company_id, None), template)

    def _project(self, place: Place, company_id: int) -> None:
        own = {name: self._resolved(value, company_id, None) for name, value in place.attributes.items()}
        made = self.add("projects", {"active": True, "time_zone": "US/Pacific", **own}, company_id, None, identifier=place.id)
        known = self.spans.get(place.id)
        if known is not None:
            made.created_at = made.updated_at = stamp(known.since - BEFORE_START)
        for kind in ("users", "vendors"):
            self._members(kind, place, company_id)
        self._explicit(place, company_id, place.id)
        self._counted(place, company_id, place.id)
        inside = {kind: made for (kind, _, project_id), made in self.pool.items() if project_id == place.id}
        breakdown.complete(self.add, self._nearby, inside, company_id, place.id)
        billing.complete(self.add, inside)
        self._flush()
        # Nothing outside refers to them: a large world would not fit into memory.
        for kind in inside:
            del self.pool[kind, company_id, place.id]

    def _members(self, kind: str, place: Place, company_id: int) -> None:
        """Lets people and firms of the company into a project; what it makes refers to those alone."""
        given = [
            part for part in self._nearby(kind, company_id, None) if not str(part.body.get("login", "")).startswith("mockcore-")
        ]
        if isinstance(place.members, list):
            given = [part for part in given if kind == "vendors" or part.body.get("name") in place.members]
        elif place.members is not None:
            first = [part for part in given if part.body.get("company_permission_template_id")]
            rest = [part for part in given if part not in first]
            room = min(max(place.members - len(first), 0), len(rest))
            given = [*first, *self.fake.at("members", kind, place.id).random.sample(rest, room)]
            self.pool[kind, company_id, place.id] = given
        for record in given:
            self.records.add_member(kind, place.id, record.id)

    def _explicit(self, place: Place, company_id: int, project_id: int | None) -> None:
        for name, given in place.records.items():
            self._kind(name)
            for attributes in given:
                own = {key: self._resolved(value, company_id, project_id) for key, value in attributes.items()}
                parent = own.pop("parent", None)
                base = self._owned(name, own, company_id, project_id)
                self.add(name, {**base, **own}, company_id, project_id, identifier=own.pop("id", None), parent_id=parent)

    def _kind(self, name: str) -> Kind:
        if not self.catalog.has_kind(name):
            raise OperatorError(f"The seed {self.scenario.name} names a resource that the document does not have: {name}.")
        return self.catalog.kind(name)

    def _resolved(self, value: Any, company_id: int, project_id: int | None) -> Any:
        """``@users/Dana Ortiz`` as that record's id."""
        if isinstance(value, list):
            return [self._resolved(part, company_id, project_id) for part in value]
        if not isinstance(value, str) or not value.startswith(NUMBER_TOKEN):
            return value
        # Names of resources have slashes, and so may labels.
        cuts = [index for index, letter in enumerate(value) if letter == "/" and self.catalog.has_kind(value[1:index])]
        for kind, label in ((value[1:cut], value[cut + 1 :]) for cut in cuts):
            for record in (record for scope in (project_id, None) for record in self.pool.get((kind, company_id, scope), ())):
                if label in (record.body.get(name) for name in _LABELS):
                    return record.id
        raise OperatorError(f"The seed {self.scenario.name} refers to {value}, which it does not make before.")

    def _counted(self, place: Place, company_id: int, project_id: int | None) -> None:
        wanted = dict(place.counts)
        if place.fill:
            for name in self._fillable("company" if project_id is None else "project"):
                wanted.setdefault(name, 0 if place.records.get(name) else place.fill)
        order = {name: index for index, name in enumerate(FIRST)}
        for name in sorted(wanted, key=lambda name: (order.get(name, len(order)), name.count("/"), name)):
            kind, stream = self._kind(name), self.fake.at(name, company_id, project_id or 0)
            for index in range(wanted[name]):
                self._generated(kind, stream.at(index), index, wanted[name], company_id, project_id)

    def _fillable(self, scope: str) -> list[str]:
        out = []
        for name in self.catalog.kind_names:
            kind = self.catalog.kind(name)
            level = "project" if kind.scope == "project" else "company"
            if (
                name not in NEVER_FILLED
                and not name.startswith("webhooks")
                and (kind.creatable or kind.shown)
                and level == scope
            ):
                out.append(name)
        return out

    def _generated(self, kind: Kind, fake: Fake, index: int, count: int, company_id: int, project_id: int | None) -> None:
        parents = self._nearby(kind.parent, company_id, project_id) if kind.parent else []
        if kind.parent and not parents:
            return
        parent = parents[index % len(parents)] if parents else None
        now, known, at = self.scenario.now, self.spans.get(project_id or company_id), None
        if known is not None:
            follows = parent.created_at if parent and (parent.project_id or project_id is None) else None
            made = known.moment(index, count, follows, fake.random)
            at, now = stamp(made), known.near(made)
        drawn = fake.record(kind.name, self._outline(kind.name).schema, now=now)
        body = {name: value for name, value in drawn.items() if value is not None}
        body |= self._owned(kind.name, body, company_id, project_id)
        body |= self._referring(kind, fake, company_id, project_id, parent)
        faces = self.faces.get(kind.name)
        if faces:
            body |= faces[index % len(faces)]
        if kind.name == "users":
            self._levelled(body, index, company_id)
        people = self._nearby("users", company_id, project_id)
        if people and "created_by_id" in body:
            body["created_by_id"] = body["creator_id"] = fake.random.choice(people).id
        record = self.add(kind.name, body, company_id, project_id, parent_id=parent.id if parent else None, at=at)
        shape(record, kind, fake, known.until if known else self.scenario.now)

    def _levelled(self, body: Attributes, index: int, company_id: int) -> None:
        """People take turns with the permission templates of projects."""
        given = [part for part in self._nearby("permission_templates", company_id, None) if part.body.get("type") == "global"]
        if given:
            body["default_permission_template_id"] = given[index % len(given)].id

    def _owned(self, name: str, body: Attributes, company_id: int, project_id: int | None) -> Attributes:
        """Number, position, creator and activity of a record, where its resource has them."""
        known = self._outline(name)
        out: Attributes = {}
        for key, as_number in known.counted:
            if body.get(key) is None:
                place = (f"{name}.{key}", project_id or company_id)
                self.numbers[place] = self.numbers.get(place, 0) + 1
                out[key] = self.numbers[place] if as_number else str(self.numbers[place])
        for key in known.active:
            out[key] = body.get(key) if body.get(key) is False and key != "is_active" else True
        people = self._nearby("users", company_id, project_id) if known.made_by else ()
        if people:
            out["created_by_id"] = out["creator_id"] = people[0].id
        return out

    def _referring(self, kind: Kind, fake: Fake, company_id: int, project_id: int | None, parent: Stored | None) -> Attributes:
        """References to records that are there already; most optional ones are given."""
        out: Attributes = {}
        for name, referred, many in self._outline(kind.name).references:
            if parent is not None and referred == kind.parent and not many:
                out[name] = parent.id
                continue
            nearby = self._nearby(referred, company_id, project_id)
            if not nearby or referred == kind.name or fake.random.random() > 0.8:
                continue
            if many:
                out[name] = [record.id for record in fake.random.sample(nearby, min(len(nearby), 2))]
            else:
                out[name] = fake.random.choice(nearby).id
        return out

    def _outline(self, name: str) -> Outline:
        known = self.outlines.get(name)
        if known is None:
            known = self.outlines[name] = outline(self.catalog.kind(name), self.references)
        return known

    def _nearby(self, kind: str | None, company_id: int, project_id: int | None) -> list[Stored]:
        if kind is None:
            return []
        return self.pool.get((kind, company_id, project_id)) or self.pool.get((kind, company_id, None)) or []

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
        known = self.catalog.kind(kind)
        scope = project_id if known.scope == "project" and not known.members else None
        if identifier is not None:
            self.records.reserve(identifier)
        number = identifier or self.records.next_id()
        at = at or self._made_at(kind, number, scope or company_id)
        body.pop("id", None)
        record = Stored.new(kind, number, body, at, Placement(company_id, scope, parent_id))
        self.pending.append(record)
        # What is kept below a project's record is met in that project alone, too.
        inside = known.parent is not None and self.catalog.kind(known.parent).scope == "project"
        self.pool.setdefault((kind, company_id, project_id if inside else scope), []).append(record)
        if known.members and project_id is not None:
            self.records.add_member(kind, project_id, number)
        return record

    def _made_at(self, kind: str, number: int, place: int) -> str:
        known = self.spans.get(place)
        if kind in ("companies", "projects"):
            return stamp(known.since if known else self.scenario.now - timedelta(days=400))
        random = self.fake.at("made", kind, number).random
        if known is not None:
            return stamp(known.moment(0, 1, None, random))
        return stamp(self.scenario.now - timedelta(minutes=random.randrange(60, 60 * 24 * 180)))

    def _flush(self) -> None:
        for first in range(0, len(self.pending), AT_ONCE):
            self.records.bulk_insert(self.pending[first : first + AT_ONCE])
        self.pending.clear()


def _faces(catalog: Catalog) -> dict[str, list[Attributes]]:
    """What tells apart the records that are seen under several names: work orders and purchase orders."""
    found: dict[str, list[Attributes]] = {}
    for entry in catalog.entries:
        if entry["where"] and entry["where"] not in found.setdefault(entry["kind"], []):
            found[entry["kind"]].append(entry["where"])
    return found


def world(file: Path, catalog: Catalog, path: Path | None = None) -> Storage:
    """The world of a scenario file, in memory or at a path; who has to wait for it is told so. Raises: OperatorError."""
    scenario = read(file)
    if scenario.size >= LARGE:
        told = (
            f"Building the world of the seed {scenario.name}, some {scenario.size:,} records: this takes a minute or so, once."
        )
        print(told, file=sys.stderr, flush=True)
    collecting = gc.isenabled()
    # Many objects and no garbage: looking for it takes longer than all the rest.
    gc.disable()
    try:
        return World(scenario, catalog, str(path) if path else None).built()
    finally:
        if collecting:
            gc.enable()
