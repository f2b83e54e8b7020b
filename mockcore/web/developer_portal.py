"""The developer portal and App Management for tests: register apps, publish versions, install them, choose their projects."""

import hashlib
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from mockcore.clock import instant, stamp
from mockcore.close_names import hint
from mockcore.engine import Engine
from mockcore.errors import NotFound, Unprocessable
from mockcore.gates.app_lifecycle import may_register
from mockcore.oauth.access_levels import EVERY_TOOL, LEVELS
from mockcore.oauth.apps import APPS, INSTALLATIONS, App, Version, credentials, version_key
from mockcore.oauth.registration import (
    PERMISSIONS,
    add_version,
    approve,
    change,
    check_listed,
    install,
    register,
    reinstall,
    stranger,
    uninstall,
    update,
)
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored
from mockcore.web.control_schema import CompanyId, Id, answers, closed_with, many
from mockcore.web.portal_schemas import (
    APP,
    APP_EXAMPLE,
    INSTALLATION,
    INSTALLATION_EXAMPLE,
    PUBLISHED,
    VERSION_EXAMPLE,
    AppUid,
    Level,
)  # fmt: skip
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore", tags=["Apps"])
Levels = Annotated[dict[str, Level], Field(description=f"Tool to level ({', '.join(LEVELS.values())}); `*`: every other tool.")]


class NewVersion(BaseModel):
    """A version of an app's manifest."""

    model_config = closed_with(number="1.1.0", project_permissions={"rfi": "Standard"})

    number: str = "1.0.0"
    company_permissions: Levels = {}
    project_permissions: Levels = {}


class NewApp(NewVersion):
    """An app to register, now or at `registered_at`. Without credentials of its own it is given some."""

    model_config = closed_with(
        name="Site Diary", client_id="site-diary", partner=True, project_permissions={"rfi": "Read Only"}
    )

    name: str
    kind: Literal["dmsa", "user_login", "both", "service_account"] = "dmsa"
    client_id: str | None = None
    client_secret: str | None = None
    redirect_uris: list[str] = ["http://localhost"]
    partner: bool = False
    registered_at: str | None = None


class AppChange(BaseModel):
    """What of an app can be changed; permissions are those of its latest version, wherever that is installed."""

    model_config = closed_with(redirect_uris=["http://localhost:3000/callback"])

    name: str = Field(default_factory=str, min_length=1)
    redirect_uris: list[str] = []
    company_permissions: Levels = {}
    project_permissions: Levels = {}


class NewInstallation(BaseModel):
    """An app to install: from the Marketplace by `app_uid`, or any by `version_key` (custom installation)."""

    model_config = closed_with(app_uid="site-diary", permitted_project_ids="all")

    app_uid: str | None = None
    version_key: str | None = None
    permitted_project_ids: list[Id] | Literal["all"] = []


class InstallationChange(BaseModel):
    """What App Management can change: projects, the connection, the version (`update`), or all of it (`reinstall`)."""

    model_config = closed_with(permitted_project_ids=[225100])

    permitted_project_ids: list[Id] | Literal["all"] | None = None
    connected: bool | None = None
    version_key: str | None = None
    reinstall: bool = False


@router.get("/apps", responses=answers(many(APP), [APP_EXAMPLE]))
async def list_apps(engine: Served) -> list[dict[str, Any]]:
    """Every registered app with its credentials and versions."""
    return [_app(engine, record) for record in engine.world.select(Selection(APPS, limit=10_000))]


@router.post("/apps", status_code=201, responses=answers(APP, APP_EXAMPLE, 409, 422, status=201))
async def register_app(engine: Served, new: NewApp) -> dict[str, Any]:
    """Register an app. 409 when the client id is taken, 422 for a kind that the lifecycle has closed."""
    _check_tools(engine, new)
    at = instant(new.registered_at) if new.registered_at else engine.clock.now()
    may_register(engine.timeline, new.kind, at)
    with engine.world.storage.transaction(write=True):
        identifier = _derived(f"{new.name} {engine.world.next_id()}")
        client_id = new.client_id or identifier
        first = Version(new.number, version_key(client_id, new.number), new.company_permissions, new.project_permissions)
        secret = new.client_secret or _derived(f"secret {identifier}")
        app = App(
            new.name, client_id, secret, new.kind, tuple(new.redirect_uris), new.partner, versions=(first,), uid=client_id
        )
        record = register(engine.world, app, stamp(at))
    return _app(engine, record)


@router.patch("/apps/{uid}", responses=answers(APP, APP_EXAMPLE, 404, 422))
async def change_app(engine: Served, uid: AppUid, changes: AppChange) -> dict[str, Any]:
    """Change an app: its name, where it may send people back to, what its latest version may do."""
    _registered(engine, uid)
    _check_tools(engine, changes)
    with engine.world.storage.transaction(write=True):
        return _app(engine, change(engine.world, uid, changes.model_dump(exclude_unset=True), engine.clock.stamp()))


@router.post(
    "/apps/{uid}/versions",
    status_code=201,
    responses=answers(PUBLISHED, {**VERSION_EXAMPLE, "app_uid": "site-diary"}, 404, 409, 422, status=201),
)
async def publish_version(engine: Served, uid: AppUid, new: NewVersion) -> dict[str, Any]:
    """Publish a version of an app: companies that have it go on with the permissions that they installed."""
    _registered(engine, uid)
    _check_tools(engine, new)
    version = Version(new.number, "", new.company_permissions, new.project_permissions)
    with engine.world.storage.transaction(write=True):
        return {**_version(add_version(engine.world, uid, version, engine.clock.stamp())), "app_uid": uid}


@router.post("/apps/{uid}/approve", responses=answers(APP, APP_EXAMPLE, 404, 422))
async def approve_app(engine: Served, uid: AppUid) -> dict[str, Any]:
    """List a technology partner's app in the Marketplace."""
    _registered(engine, uid)
    with engine.world.storage.transaction(write=True):
        return _app(engine, approve(engine.world, uid, engine.clock.stamp()))


@router.get("/companies/{company_id}/installations", responses=answers(many(INSTALLATION), [INSTALLATION_EXAMPLE]))
async def list_installations(engine: Served, company_id: CompanyId) -> list[dict[str, Any]]:
    """What is installed in a company, uninstalled apps too."""
    records = engine.world.select(Selection(INSTALLATIONS, company_id=company_id, limit=1000))
    return [_installation(record) for record in records]


@router.post(
    "/companies/{company_id}/installations",
    status_code=201,
    responses=answers(INSTALLATION, INSTALLATION_EXAMPLE, 404, 409, 422, status=201),
)
async def install_app(engine: Served, company_id: CompanyId, new: NewInstallation) -> dict[str, Any]:
    """Install an app in a company. 409 when it is there, 404 for a partner's app that is not approved."""
    with engine.world.storage.transaction(write=True):
        _company(engine, company_id)
        app, version = _chosen(engine, new)
        record = install(
            engine.world,
            app,
            version,
            company_id,
            at=engine.clock.stamp(),
            permitted=_projects(engine, company_id, new.permitted_project_ids),
        )
        return _installation(record)


@router.patch(
    "/companies/{company_id}/installations/{app_uid}", responses=answers(INSTALLATION, INSTALLATION_EXAMPLE, 404, 422)
)
async def change_installation(
    engine: Served, company_id: CompanyId, app_uid: AppUid, changes: InstallationChange
) -> dict[str, Any]:
    """Choose projects, disconnect or connect, update or reinstall. The last two reset the permitted projects."""
    world, at = engine.world, engine.clock.stamp()
    with world.storage.transaction(write=True):
        record = _installed(engine, company_id, app_uid)
        app = _registered(engine, app_uid)
        version = _version_of(app, changes.version_key) if changes.version_key else app.versions[-1]
        if changes.reinstall:
            reinstall(world, record, app, version, at=at)
        elif changes.version_key:
            update(world, record, version, at=at)
        more: dict[str, Any] = {}
        if changes.permitted_project_ids is not None:
            chosen = _projects(engine, company_id, changes.permitted_project_ids)
            more["permitted_project_ids"] = chosen
        if changes.connected is not None:
            more["connected"] = changes.connected
        if more:
            world.update(record, more, at=at)
        return _installation(record)


@router.delete("/companies/{company_id}/installations/{app_uid}", responses=answers(INSTALLATION, INSTALLATION_EXAMPLE, 404))
async def uninstall_app(engine: Served, company_id: CompanyId, app_uid: AppUid) -> dict[str, Any]:
    """Take an app out of a company; its service account becomes inactive."""
    with engine.world.storage.transaction(write=True):
        return _installation(uninstall(engine.world, _installed(engine, company_id, app_uid), at=engine.clock.stamp()))


def _check_tools(engine: Engine, new: NewVersion | AppChange) -> None:
    tools = (EVERY_TOOL, *(slug for slug, _ in engine.catalog.tools()))
    for name in PERMISSIONS:
        for tool in getattr(new, name):
            if tool not in tools:
                raise Unprocessable(fields={f"{name}.{tool}": [f"is no tool: {hint(tool, tools)}"]})


def _derived(text: str) -> str:
    """Credentials that are the same in every run: these apps guard nothing."""
    return hashlib.sha256(text.encode()).hexdigest()


def _registered(engine: Engine, uid: str) -> App:
    app = engine.apps.of_uid(uid)
    if app is None:
        raise NotFound(f"There is no app {uid}: {hint(uid, [app.uid for app in engine.apps.all()])}")
    return app


def _version_of(app: App, key: str) -> Version:
    version = app.version(key)
    if version is None:
        raise Unprocessable(fields={"version_key": ["is not a version of this app"]})
    return version


def _chosen(engine: Engine, new: NewInstallation) -> tuple[App, Version]:
    if new.version_key:
        for app in engine.apps.all():
            version = app.version(new.version_key)
            if version is not None:
                return app, version
        raise Unprocessable(fields={"version_key": ["is not known"]})
    if not new.app_uid:
        raise Unprocessable(fields={"app_uid": ["can't be blank, unless there is a version_key"]})
    app = _registered(engine, new.app_uid)
    check_listed(app)
    return app, app.versions[-1]


def _company(engine: Engine, company_id: int) -> None:
    if engine.world.get("companies", company_id) is None:
        raise NotFound("There is no such company.")


def _projects(engine: Engine, company_id: int, numbers: list[int] | str) -> list[int] | None:
    if isinstance(numbers, str):
        return None
    wrong = stranger(engine.world, company_id, numbers)
    if wrong is not None:
        raise Unprocessable(fields={"permitted_project_ids": [f"{wrong} is not a project of this company"]})
    return sorted(numbers)


def _installed(engine: Engine, company_id: CompanyId, app_uid: AppUid) -> Stored:
    selection = Selection(INSTALLATIONS, company_id=company_id, conditions=[Condition("app_uid", "eq", app_uid)])
    records = engine.world.select(selection)
    if not records:
        raise NotFound("This app is not installed in this company.")
    return next((record for record in records if record.body.get("status") != "uninstalled"), records[-1])


def _version(version: Version) -> dict[str, Any]:
    return {"version_key": version.key, **version.manifest}


def _app(engine: Engine, record: Stored) -> dict[str, Any]:
    app = _registered(engine, str(record.key))
    return {
        "uid": app.uid,
        "name": app.name,
        "kind": app.kind,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "credentials": credentials(engine.world, app.uid),
        "redirect_uris": list(app.redirect_uris),
        "partner": app.partner,
        "approved": app.approved,
        "versions": [_version(version) for version in app.versions],
    }


def _installation(record: Stored) -> dict[str, Any]:
    names = ("app_uid", "status", "connected", "semantic_version", "version_key", "manifest", "user_id", "installed_at")
    permitted = record.body.get("permitted_project_ids")
    return {
        "id": record.id,
        "company_id": record.company_id,
        **{name: record.body.get(name) for name in names},
        "permitted_project_ids": "all" if permitted is None else permitted,
    }
