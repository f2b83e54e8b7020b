"""Generating a world: explicit records first, then counted ones that refer to what is there."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import inflection

from mockcore.clock import stamp
from mockcore.errors import OperatorError
from mockcore.fake import Fake
from mockcore.oauth.apps import DEFAULT_APPS, INSTALLATIONS, SERVICE_ACCOUNT, App, Apps, Version
from mockcore.oauth.registering import install, register
from mockcore.seeding import billing, breakdown
from mockcore.seeding.scenario import Attributes, Place, Scenario, read
from mockcore.seeding.shaping import living, shape
from mockcore.spec.catalog import Catalog
from mockcore.spec.operation import Kind
from mockcore.spec.references import References
from mockcore.spec.schema import main_type, properties, types
from mockcore.store.database import Database
from mockcore.store.records import Records, Stored

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
SERVER_OWNED = frozenset(
    {
        "id", "uuid", "created_at", "updated_at", "deleted_at", "deleted", "is_deleted", "recycled", "number",
        "position", "link", "links", "url", "urls", "permissions", "custom_fields", "company", "company_id",
        "project", "project_id", "origin_id", "origin_data", "origin_code", "created_by", "creator", "author",
        "attachments", "key", "errors",
    }
)  # fmt: skip
NEVER_FILLED = frozenset(
    {"companies", "projects", "users", "vendors", INSTALLATIONS, "uploads", "app_configurations", "filters", "tools"}
    | billing.OWN
)
NUMBER_TOKEN = "@"
_LABELS = ("name", "title", "subject", "login", "code", "number", "description")
COMPANY_ADMIN = "Company Admin"
REGISTERED = "2019-06-01T00:00:00Z"


class World:
    """A database being filled; ``pool`` finds what was made so far."""

    def __init__(self, scenario: Scenario, catalog: Catalog) -> None:
        self.scenario = scenario
        self.catalog = catalog
        self.references = References(catalog.references, catalog.kind_names)
        self.database = Database()
        self.database.create_tables()
        self.records = Records(self.database)
        self.fake = Fake(scenario.name)
        self.pool: dict[tuple[str, int, int | None], list[Stored]] = {}
        self.schemas: dict[str, dict[str, Any]] = {}
        self.faces = _faces(catalog)
        self.numbers: dict[tuple[str, int], int] = {}
        self.pending: list[Stored] = []

    def image(self) -> bytes:
        """Everything of the scenario as a database image. Raises: OperatorError."""
        with self.database.transaction(write=True):
            self._apps()
            for company in self.scenario.companies:
                self._company(company)
            self._flush()
            self.database.set_fact("seed", self.scenario.name)
        return self.database.image()

    def _company(self, place: Place) -> None:
        self.add("companies", {"is_active": True, **place.attributes}, place.id, None, identifier=place.id)
        self._explicit(place, place.id, None)
        for client_id in place.apps:
            self._install(client_id, place)
        self._counted(place, place.id, None)
        breakdown.begin(self.add, place.id)
        for project in place.projects:
            self._project(project, place.id)

    def _apps(self) -> None:
        """The default apps and those of the scenario, registered before anything was deprecated."""
        at = REGISTERED
        for app in DEFAULT_APPS:
            register(self.records, app, at)
        for given in self.scenario.apps:
            try:
                app = App(
                    **{"uid": given["client_id"], **given, "versions": tuple(Version(**part) for part in given["versions"])}
                )
            except (KeyError, TypeError) as error:
                raise OperatorError(f"The seed {self.scenario.name} has an app that cannot be read: {error}.") from None
            register(self.records, app, at)

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
        template = self._named("permission_templates", company_id, COMPANY_ADMIN)
        if app.kind == SERVICE_ACCOUNT:
            address = f"{app.client_id}-{company_id}@example.com"
            first, _, last = app.name.partition(" ")
            name = {"name": app.name, "first_name": first, "last_name": last, "email_address": address, "login": address}
            level = {"company_permission_template_id": template.id if template else None}
            made = self.add("users", {**name, **level, "is_active": True, "is_employee": False}, company_id, None)
            self._flush()
            return made
        people = self.pool.get(("users", company_id, None), [])
        administrators = [
            part for part in people if template and part.body.get("company_permission_template_id") == template.id
        ]
        return next(iter([*administrators, *people]), None)

    def _named(self, kind: str, company_id: int, name: str) -> Stored | None:
        found = self.pool.get((kind, company_id, None), [])
        return next((part for part in found if part.body.get("name") == name), None)

    def _project(self, place: Place, company_id: int) -> None:
        name = {"active": True, "time_zone": "US/Pacific", **place.attributes}
        self.add("projects", name, company_id, None, identifier=place.id)
        for kind in ("users", "vendors"):
            for record in self.pool.get((kind, company_id, None), ()):
                chosen = place.members is None or kind == "vendors" or record.body.get("name") in place.members
                if chosen and not str(record.body.get("login", "")).startswith("mockcore-"):
                    self.records.add_member(kind, place.id, record.id)
        self._explicit(place, company_id, place.id)
        self._counted(place, company_id, place.id)
        inside = {kind: made for (kind, _, project_id), made in self.pool.items() if project_id == place.id}
        breakdown.complete(self.add, self._nearby, inside, company_id, place.id)
        billing.complete(self.add, inside)
        self._flush()

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
            kind = self._kind(name)
            for index in range(wanted[name]):
                self._generated(kind, index, company_id, project_id)

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

    def _generated(self, kind: Kind, index: int, company_id: int, project_id: int | None) -> None:
        parents = self._nearby(kind.parent, company_id, project_id) if kind.parent else []
        if kind.parent and not parents:
            return
        parent = parents[index % len(parents)] if parents else None
        fake = self.fake.at(kind.name, company_id, project_id or 0, index)
        body = {
            name: value
            for name, value in fake.record(kind.name, self._schema(kind), now=self.scenario.now).items()
            if value is not None
        }
        body |= self._owned(kind.name, body, company_id, project_id)
        body |= self._referring(kind, fake, company_id, project_id, parent)
        faces = self.faces.get(kind.name)
        if faces:
            body |= faces[index % len(faces)]
        templates = self.pool.get(("permission_templates", company_id, None), []) if kind.name == "users" else []
        given = [part for part in templates if part.body.get("type") == "global"]
        if given:
            body["default_permission_template_id"] = given[index % len(given)].id
        people = self.pool.get(("users", company_id, None))
        if people and "created_by_id" in body:
            body["created_by_id"] = body["creator_id"] = fake.random.choice(people).id
        record = self.add(kind.name, body, company_id, project_id, parent_id=parent.id if parent else None)
        shape(record, kind, fake, self.scenario.now)

    def _schema(self, kind: Kind) -> dict[str, Any]:
        """What is generated of a resource: request attributes and plain response fields, without references."""
        known = self.schemas.get(kind.name)
        if known is None:
            parts = {}
            for name, part in {**kind.fields, **kind.attributes}.items():
                shown = kind.fields.get(name, part)
                if name in SERVER_OWNED or name.endswith(("_id", "_ids", "_count", "_url", "_uuid", "_uuids")):
                    continue
                if main_type(shown) in ("array", "object", "") or main_type(part) in ("array", "object", ""):
                    continue
                drawn = living(name, shown if "enum" in shown else part)
                if drawn is not None:
                    parts[name] = drawn
            known = self.schemas[kind.name] = {"type": "object", "properties": parts, "required": []}
        return known

    def _owned(self, name: str, body: Attributes, company_id: int, project_id: int | None) -> Attributes:
        """Number, position, creator and activity of a record, where its resource has them."""
        fields = self.catalog.kind(name).fields
        out: Attributes = {}
        for key in ("number", "position"):
            if key in fields and body.get(key) is None:
                place = (f"{name}.{key}", project_id or company_id)
                self.numbers[place] = self.numbers.get(place, 0) + 1
                out[key] = self.numbers[place] if "integer" in types(fields[key]) else str(self.numbers[place])
        for key in ("active", "is_active"):
            if key in fields:
                out[key] = body.get(key) if body.get(key) is False and "is_active" not in key else True
        people = self.pool.get(("users", company_id, None), ())
        if people and any(key in fields for key in ("created_by", "creator")):
            out["created_by_id"] = out["creator_id"] = people[0].id
        return out

    def _referring(self, kind: Kind, fake: Fake, company_id: int, project_id: int | None, parent: Stored | None) -> Attributes:
        """References to records that are there already; most optional ones are given."""
        out: Attributes = {}
        names = dict.fromkeys(kind.attributes)
        for name, part in kind.fields.items():
            if main_type(part) == "object" and "id" in properties(part):
                names.setdefault(f"{name}_id")
            elif main_type(part) == "array" and "id" in properties(part.get("items", {})):
                names.setdefault(f"{inflection.singularize(name)}_ids")
        for name in names:
            told = self.references.of_attribute(name, kind.name)
            if (
                told is None
                or name in ("company_id", "project_id", "parent_id", "created_by_id", "creator_id")
                or name in SERVER_OWNED
            ):
                continue
            if parent is not None and told[0] == kind.parent and not told[1]:
                out[name] = parent.id
                continue
            nearby = self._nearby(told[0], company_id, project_id)
            if not nearby or (told[0] == kind.name) or fake.random.random() > 0.8:
                continue
            chosen = fake.random.sample(nearby, min(len(nearby), 2 if told[1] else 1))
            out[name] = [record.id for record in chosen] if told[1] else chosen[0].id
        return out

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
    ) -> Stored:
        """Stores a record; its dates lie before the scenario's instant, in the order of making."""
        known = self.catalog.kind(kind)
        scope = project_id if known.scope == "project" and not known.members else None
        if identifier is not None:
            self.records.reserve(identifier)
        number = identifier or self.records.next_id()
        at = self._made_at(kind, number)
        body = {name: value for name, value in body.items() if name != "id"}
        record = Stored(number, 1, "", kind, company_id, scope, parent_id, None, at, at, None, body)
        self.pending.append(record)
        self.pool.setdefault((kind, company_id, scope), []).append(record)
        if known.members and project_id is not None:
            self.records.add_member(kind, project_id, number)
        return record

    def _made_at(self, kind: str, number: int) -> str:
        if kind in ("companies", "projects"):
            return stamp(self.scenario.now - timedelta(days=400))
        minutes = self.fake.at("made", kind, number).random.randrange(60, 60 * 24 * 180)
        at: datetime = self.scenario.now - timedelta(minutes=minutes)
        return stamp(at)

    def _flush(self) -> None:
        self.records.bulk_insert(self.pending)
        self.pending.clear()


def _faces(catalog: Catalog) -> dict[str, list[Attributes]]:
    """What tells apart the records that are seen under several names: work orders and purchase orders."""
    found: dict[str, list[Attributes]] = {}
    for entry in catalog.entries:
        if entry["where"] and entry["where"] not in found.setdefault(entry["kind"], []):
            found[entry["kind"]].append(entry["where"])
    return found


def world(file: Path, catalog: Catalog) -> bytes:
    """The image of a scenario file's world. Raises: OperatorError."""
    return World(read(file), catalog).image()
