"""Fresh companies beside each other in one server: own apps, credentials, people and data, for suites that run in parallel."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mockcore.engine import Engine
from mockcore.errors import NotFound
from mockcore.grants import SERVICE_ACCOUNT
from mockcore.oauth.apps import DEFAULT_APPS, INSTALLATIONS, App, version_key
from mockcore.oauth.registration import install, register
from mockcore.seeding import image, seed_file
from mockcore.store.opening import open_storage
from mockcore.store.records import Placement, Records, Stored
from mockcore.store.selection import Selection

COMPANIES, PROJECTS, USERS = "companies", "projects", "users"
MOST = 1_000_000
FORGETTING = (
    "forget_members",
    "forget_links",
    "forget_departures",
    "forget_changes",
    "forget_totals",
    "forget_blobs",
    "forget_answers_of",
    "forget_records",
)
_OWN_LOGIN = "mockcore-"


@dataclass(frozen=True, slots=True)
class Template:
    """The first company of a seed: its records without apps, and who takes part in which project."""

    company_id: int
    records: tuple[Stored, ...]
    members: tuple[tuple[str, int, int], ...]


class Sandboxes:
    """The sandboxes of a server. A template is read once for each seed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._templates: dict[str, Template] = {}
        engine.journal.notice_sandboxes(self._is_one)

    def create(self, seed: str = "sandbox", name: str | None = None) -> dict[str, Any]:
        """A company of its own with the data of a seed's first one. Raises: OperatorError for an unknown seed."""
        template = self._template(seed)
        world = self._engine.world
        with world.storage.transaction(write=True):
            first = world.next_id()
            world.reserve(first + len(template.records))
            numbers = {record.id: first + index for index, record in enumerate(template.records)}
            company_id = numbers[template.company_id]
            records = [_moved(record, numbers, company_id) for record in template.records]
            if name:
                next(record for record in records if record.kind == COMPANIES).body["name"] = name
            world.bulk_insert(records)
            for kind, project_id, record_id in template.members:
                world.add_member(kind, numbers[project_id], numbers[record_id])
            world.events.clear()
            for app in DEFAULT_APPS:
                if app.kind != SERVICE_ACCOUNT:
                    self._connect(app, company_id)
        world.changed()
        self._engine.journal.notice_sandboxes(self._is_one)
        return self.as_json(company_id)

    def listed(self) -> list[dict[str, Any]]:
        """The sandboxes of the server, oldest first: id, name and the first app's client_id."""
        companies = self._engine.world.select(Selection(COMPANIES, limit=MOST))
        return [
            {
                "id": company.id,
                "company_id": company.id,
                "name": company.body.get("name"),
                "client_id": _uid(DEFAULT_APPS[0], company.id),
            }
            for company in companies
            if self._is_one(company.id)
        ]

    def as_json(self, company_id: int) -> dict[str, Any]:
        """The credentials, projects and people of a sandbox, as its creation tells them. Raises: NotFound for what is none."""
        self.require(company_id)
        world = self._engine.world
        apps = [_app_as_json(app, company_id) for app in DEFAULT_APPS if app.kind != SERVICE_ACCOUNT]
        projects = [{"id": project.id, "name": project.body.get("name")} for project in _all(world, PROJECTS, company_id)]
        return {
            "id": company_id,
            "company_id": company_id,
            "project_id": projects[0]["id"] if projects else None,
            "client_id": apps[0]["client_id"],
            "client_secret": apps[0]["client_secret"],
            "apps": apps,
            "projects": projects,
            "users": [
                {"id": user.id, "login": user.body.get("login"), "name": user.body.get("name")}
                for user in _all(world, USERS, company_id)
                if not _ours(user)
            ],
        }

    def remove(self, company_id: int) -> None:
        """Takes a sandbox away with everything in it. Raises: NotFound for what is none."""
        world = self._engine.world
        with world.storage.transaction(write=True):
            self.require(company_id)
            uids = [_uid(app, company_id) for app in DEFAULT_APPS]
            for statement in FORGETTING:
                world.storage.write(statement, {"company": company_id})
            for uid in uids:
                record = world.by_key("developer_apps", uid)
                if record is not None:
                    world.storage.write("forget_app", {"id_": record.id})
        world.changed()
        self._engine.state.forget_sandbox(company_id)
        # Destinations of others that are paused stay so, and the jobsite goes on.
        with self._engine.state.keeping("webhooks"), self._engine.state.keeping("jobsite"):
            for forget in self._engine.resets:
                forget()

    def require(self, company_id: int) -> None:
        """Raises: NotFound for what is no sandbox."""
        if not self._is_one(company_id):
            raise NotFound(f"There is no sandbox {company_id}.")

    def _is_one(self, company_id: int) -> bool:
        return self._engine.world.by_key("developer_apps", _uid(DEFAULT_APPS[0], company_id)) is not None

    def _connect(self, model: App, company_id: int) -> None:
        """Registers an app like that one for the sandbox, and connects it."""
        world, uid = self._engine.world, _uid(model, company_id)
        versions = tuple(replace(version, key=version_key(uid, version.number)) for version in model.versions)
        secret = _secret(model, company_id)
        app = App(model.name, uid, secret, model.kind, model.redirect_uris, versions=versions, uid=uid)
        # As old as the default ones: a sandbox may use what has been deprecated since.
        register(world, app, "2019-06-01T00:00:00Z")
        install(world, app, app.versions[-1], company_id, at=self._engine.clock.stamp(), permitted=None)

    def _template(self, seed: str) -> Template:
        if seed not in self._templates:
            storage = open_storage(None, lambda: image(seed_file(seed), self._engine.catalog))
            self._templates[seed] = _read(Records(storage))
            storage.close()
        return self._templates[seed]


def _read(records: Records) -> Template:
    company = records.select(Selection(COMPANIES, limit=1))[0]
    kinds = [row[0] for row in records.storage.read("kinds_of", {"company": company.id})]
    company_records = [record for kind in kinds if kind != INSTALLATIONS for record in _all(records, kind, company.id)]
    template_records = tuple(record for record in company_records if not _ours(record))
    ids = {record.id for record in template_records}
    projects = [record.id for record in template_records if record.kind == PROJECTS]
    members = [
        (record.kind, project_id, record.id)
        for record in template_records
        if record.kind in (USERS, "vendors")
        for project_id in records.projects_of(record.kind, record.id)
        if project_id in projects and record.id in ids
    ]
    return Template(company.id, template_records, tuple(members))


def _all(records: Records, kind: str, company_id: int) -> list[Stored]:
    stored = records.select(Selection(kind, company_id=company_id, limit=MOST))
    for record in stored:
        _ = record.body
    return stored


def _moved(record: Stored, numbers: Mapping[int, int], company_id: int) -> Stored:
    """A record of the template as one of the sandbox: its own id, and every reference with it."""
    body = _renumbered(record.body, numbers)
    if record.kind == USERS:
        for name in ("login", "email_address"):
            local, at, host = str(body.get(name) or "").partition("@")
            if at:
                body[name] = f"{local}.{company_id}@{host}"
    place = Placement(company_id, numbers.get(record.project_id or 0), numbers.get(record.parent_id or 0))
    key = f"{record.key}-{company_id}" if record.key else None
    return Stored.new(record.kind, numbers[record.id], body, record.created_at, place, key, record.updated_at)


def _renumbered(value: Any, numbers: Mapping[int, int], name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _renumbered(inner, numbers, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renumbered(item, numbers, name) for item in value]
    if value.__class__ is int and (name == "id" or name.endswith(("_id", "_ids"))):
        return numbers.get(value, value)
    return value


def _ours(record: Stored) -> bool:
    """Whether it is the user of an app."""
    return record.kind == USERS and str(record.body.get("login")).startswith(_OWN_LOGIN)


def _app_as_json(app: App, company_id: int) -> dict[str, Any]:
    credentials = {"client_id": _uid(app, company_id), "client_secret": _secret(app, company_id)}
    return {"name": app.name, "kind": app.kind, **credentials}


def _secret(app: App, company_id: int) -> str:
    return hashlib.sha256(f"{_uid(app, company_id)} {app.client_secret}".encode()).hexdigest()[:40]


def _uid(app: App, company_id: int) -> str:
    return f"{app.client_id}-{company_id}"
