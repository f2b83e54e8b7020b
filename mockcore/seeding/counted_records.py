"""The records of which a scenario tells only how many there are: drawn, each with references to those that are there."""

from datetime import datetime
from typing import Any

from mockcore.clock import stamp
from mockcore.domain.company_defaults import COMPANY, PROJECT, Filling, default_lists
from mockcore.domain.locations import LOCATIONS
from mockcore.fake import Fake
from mockcore.oauth.apps import INSTALLATIONS
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Kind
from mockcore.request.owned_values import Stamp, stamps
from mockcore.seeding import billing, chronology, standing
from mockcore.seeding.chronology import working
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.location_trees import LocationTrees
from mockcore.seeding.scenario import Attributes, Place, Scenario
from mockcore.seeding.shaping import date_state, shape
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Stored

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


# What tells one record of a list from the others.
LABELS = ("full_code", "number", "name", "title", "subject", "full_name")
# What bears the names of people, or repeats those of what it belongs to.
TIED_TO_PARENTS = frozenset(
    {"users", "punch_item_assignments", "project_roles", "drawing_revisions", "checklist/list_items", "tasks"}
)
MOST_DRAWS = 24


class CountedRecords:
    """Adds the counted records of each place of a scenario."""

    def __init__(self, scenario: Scenario, catalog: Catalog, fake: Fake, records: WorldRecords, defaults: Defaults) -> None:
        self._scenario = scenario
        self._catalog = catalog
        self._fake = fake
        self._records = records
        self._defaults = defaults
        self._constants = _constants(catalog)
        self._trees = LocationTrees(records)
        self._states: dict[str, list[Stamp]] = {}
        self._labels: dict[tuple[Any, ...], set[str]] = {}

    def fill(self, place: Place, company_id: int, project_id: int | None) -> None:
        """Adds those of a company or project."""
        counts = dict(place.counts)
        if place.fill:
            for name in self._fillable("company" if project_id is None else "project"):
                counts.setdefault(name, 0 if place.records.get(name) else place.fill)
        order = {name: index for index, name in enumerate(FIRST)}
        for name in sorted(counts, key=lambda name: (order.get(name, len(order)), name.count("/"), name)):
            kind, stream = self._catalog.kind(name), self._fake.at(name, company_id, project_id or 0)
            for index in range(counts[name]):
                self._generated(kind, stream.at(index), index, counts[name], company_id, project_id)

    def _fillable(self, scope: str) -> list[str]:
        out = []
        for name in self._catalog.kind_names:
            kind = self._catalog.kind(name)
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
        parents = self._records.nearby(kind.parent, company_id, project_id) if kind.parent else []
        if kind.parent and not parents:
            return
        parent = parents[index % len(parents)] if parents else None
        now, span, at = self._scenario.now, self._records.spans.get(project_id or company_id), None
        if span is not None:
            follows = parent.created_at if parent and (parent.project_id or project_id is None) else None
            moment = working(span.moment(index, count, follows, fake.random), span.until)
            at, now = stamp(moment), span.near(moment)
        drawn = self._drawn(kind, fake, now, (company_id, project_id, parent.id if parent else None))
        derived = self._defaults.outline(kind.name).derived
        body = {name: value for name, value in drawn.items() if value is not None and name not in derived}
        body |= self._defaults.attributes(kind.name, body, company_id, project_id)
        body |= self._referring(kind, fake, company_id, project_id, parent)
        constants = self._constants.get(kind.name)
        if constants:
            body |= constants[index % len(constants)]
        body |= self._default_row(kind.name, index, company_id, project_id)
        if kind.name == "users":
            self._levelled(body, index, company_id)
        people = self._records.nearby("users", company_id, project_id)
        if people and "created_by_id" in body:
            body["created_by_id"] = body["creator_id"] = fake.random.choice(people).id
        tiers = self._trees.place(body, company_id, project_id) if kind.name == LOCATIONS else ()
        record = self._records.add(kind.name, body, company_id, project_id, parent_id=parent.id if parent else None, at=at)
        self._trees.grow(tiers, record)
        until = span.until if span else self._scenario.now
        shape(record, kind, fake, until)
        standing.settle(record, fake.random, until, bool(span and span.until < self._scenario.now))
        chronology.settle(record, fake.random, self._scenario.now)
        date_state(record, self._stamps(kind))

    def _drawn(self, kind: Kind, fake: Fake, now: datetime, place: tuple[int | None, ...]) -> Attributes:
        """A record of a name that no other of its place has: drawn again while the name is taken, numbered in the end."""
        schema = self._defaults.outline(kind.name).schema
        drawn = fake.record(kind.name, schema, now=now)
        label = next((name for name in LABELS if isinstance(drawn.get(name), str)), None)
        if label is None or kind.name in TIED_TO_PARENTS:
            return drawn
        taken = self._labels.get((kind.name, *place))
        if taken is None:
            entry = default_lists(COMPANY if place[1] is None else PROJECT).get(kind.name)
            taken = self._labels[kind.name, *place] = {str(row.get(label)) for row in entry.rows} if entry else set()
        for again in range(MOST_DRAWS):
            if drawn[label] not in taken:
                break
            drawn = {**drawn, **fake.at("again", again).record(kind.name, schema, now=now)}
        number, plain = 2, drawn[label]
        while drawn[label] in taken:
            drawn[label], number = (
                f"{plain} {number}" if label not in ("full_code", "number") else f"{plain}.{number}",
                number + 1,
            )
        taken.add(drawn[label])
        return drawn

    def _stamps(self, kind: Kind) -> list[Stamp]:
        if kind.name not in self._states:
            self._states[kind.name] = stamps(kind, self._catalog.overlay)
        return self._states[kind.name]

    def _default_row(self, name: str, index: int, company_id: int, project_id: int | None) -> Attributes:
        """What the list begins with, for as many records as it has such rows."""
        entry = default_lists(COMPANY if project_id is None else PROJECT).get(name)
        if entry is None or index >= len(entry.rows):
            return {}
        _, row = Filling(self._catalog, lambda kind: self._records.at(kind, company_id, None)).resolved(entry.rows[index])
        return {name: value for name, value in row.items() if value is not None}

    def _levelled(self, body: Attributes, index: int, company_id: int) -> None:
        """People take turns with the permission templates of projects."""
        templates = self._records.nearby("permission_templates", company_id, None)
        templates = [template for template in templates if template.body.get("type") == "global"]
        if templates:
            body["default_permission_template_id"] = templates[index % len(templates)].id

    def _referring(self, kind: Kind, fake: Fake, company_id: int, project_id: int | None, parent: Stored | None) -> Attributes:
        """References to records that are there already; most optional ones are given."""
        out: Attributes = {}
        outline = self._defaults.outline(kind.name)
        for name, referred, many in outline.references:
            if parent is not None and referred == kind.parent and not many:
                out[name] = parent.id
                continue
            nearby = self._records.nearby(referred, company_id, project_id)
            if not nearby or referred == kind.name or (fake.random.random() > 0.8 and name not in outline.required):
                continue
            if many:
                out[name] = [record.id for record in fake.random.sample(nearby, min(len(nearby), 2))]
            else:
                out[name] = fake.random.choice(nearby).id
        return out


def _constants(catalog: Catalog) -> dict[str, list[Attributes]]:
    """What tells apart the records that are seen under several names: work orders and purchase orders."""
    by_kind: dict[str, list[Attributes]] = {}
    for entry in catalog.entries:
        if entry["where"] and entry["where"] not in by_kind.setdefault(entry["kind"], []):
            by_kind[entry["kind"]].append(entry["where"])
    return by_kind
