"""Registered apps: what they are called, how they authenticate, what their versions ask for, and where they are installed.

Source: documented, developer portal (app versions, sandbox and production credentials, Marketplace).
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mockcore.errors import OperatorError
from mockcore.grants import BOTH, DMSA, SERVICE_ACCOUNT, USER_LOGIN, grants_of
from mockcore.oauth.redirects import absolute
from mockcore.setting_sources import variable
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Records, Stored

APPS, CREDENTIALS, INSTALLATIONS = "developer_apps", "app_credentials", "app_installations"
SANDBOX, PRODUCTION = "sandbox", "production"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
# The default app with user login; those of sandboxes go on with a dash.
WEB = "mockcore-web"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an app's manifest: the levels that its service account gets, by tool (``*``: every other tool)."""

    number: str
    key: str
    company_permissions: Mapping[str, Any] = field(default_factory=dict)
    project_permissions: Mapping[str, Any] = field(default_factory=dict)

    @property
    def manifest(self) -> dict[str, Any]:
        """What an installation of this version may do."""
        return {
            "version": self.number,
            "company_permissions": dict(self.company_permissions),
            "project_permissions": dict(self.project_permissions),
        }


@dataclass(frozen=True, slots=True)
class App:
    """A registered app with the credentials of one environment.

    ``partner``: of a technology partner, in the Marketplace once ``approved``; else a Procore client's private app.
    """

    name: str
    client_id: str
    client_secret: str
    kind: str = DMSA
    redirect_uris: tuple[str, ...] = ()
    partner: bool = False
    approved: bool = False
    versions: tuple[Version, ...] = ()
    created_at: str = ""
    uid: str = ""

    @property
    def grants(self) -> tuple[str, ...]:
        """The grant types that it may use."""
        return grants_of(self.kind)

    @property
    def managed(self) -> bool:
        """Whether installing it makes a service account with the manifest's permissions."""
        return self.kind in (DMSA, BOTH)

    @property
    def is_web(self) -> bool:
        """Whether it is the default app with user login, or that of a sandbox."""
        return f"{self.uid}-".startswith(f"{WEB}-")

    def version(self, key: str) -> Version | None:
        """The version with that key."""
        return next((version for version in self.versions if version.key == key), None)


def version_key(uid: str, number: str) -> str:
    """The app version key by which a company installs it: the same on every machine."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"{uid} {number}".encode()).digest()[:16], version=5))


def _default(name: str, client_id: str, kind: str, *redirect_uris: str) -> App:
    everything = {"*": "Admin"}
    version = Version("1.0.0", version_key(client_id, "1.0.0"), everything, everything)
    return App(name, client_id, f"{client_id}-secret", kind, redirect_uris, versions=(version,), uid=client_id)


DEFAULT_APPS = (
    _default("mockcore DMSA", "mockcore-dmsa", DMSA),
    _default("mockcore web", WEB, USER_LOGIN, "http://localhost", "http://localhost/callback", OUT_OF_BAND),
    _default("mockcore service account", "mockcore-service-account", SERVICE_ACCOUNT),
)


class Apps:
    """The apps of a world, by client id in this server's environment; remembered until one is written.

    ``redirect_uris``: those that the default app with user login has besides its registered ones, also in sandboxes.
    Raises: OperatorError for one of these that no app may have.
    """

    def __init__(self, records: Records, environment: str = SANDBOX, redirect_uris: Iterable[str] = ()) -> None:
        self.records = records
        self.environment = environment
        self._redirect_uris = tuple(sorted(redirect_uris))
        for uri in self._redirect_uris:
            if not absolute(uri):
                raise OperatorError(f"{variable('redirect_uris')} has {uri}, but should have absolute URIs without a fragment.")
        self._cache: dict[str, App | None] = {}
        records.remembered(self._cache.clear, APPS, CREDENTIALS)

    def named(self, client_id: str) -> App | None:
        """The app that a client id of this environment stands for; None for another environment's."""
        # Another worker may have registered it: a shared file is asked first, which costs microseconds.
        self.records.refresh()
        if len(self._cache) > 10_000:
            self._cache.clear()
        if client_id not in self._cache:
            self._cache[client_id] = self._app(client_id)
        return self._cache[client_id]

    def _app(self, client_id: str) -> App | None:
        pair = self.records.by_key(CREDENTIALS, client_id)
        if pair is None or pair.deleted_at is not None or pair.body["environment"] != self.environment:
            return None
        record = self.records.by_key(APPS, pair.body["app_uid"])
        if record is None or record.deleted_at is not None:
            return None
        return self._with_own(app_of(record, client_id, pair.body["client_secret"]))

    def of_uid(self, uid: str) -> App | None:
        """An app by its uid, with this environment's credentials."""
        record = self.records.by_key(APPS, uid)
        if record is None or record.deleted_at is not None:
            return None
        pair = credentials(self.records, uid)[self.environment]
        return self._with_own(app_of(record, pair["client_id"], pair["client_secret"]))

    def _with_own(self, app: App) -> App:
        if not self._redirect_uris or not app.is_web:
            return app
        return replace(app, redirect_uris=tuple(dict.fromkeys((*app.redirect_uris, *self._redirect_uris))))

    def all(self, most: int = 10_000) -> list[App]:
        """The registered apps, in the order of registration."""
        rows = self.records.select(Selection(APPS, limit=most))
        return [app for row in rows if (app := self.of_uid(str(row.key))) is not None]


def credentials(records: Records, uid: str) -> dict[str, dict[str, str]]:
    """Client id and secret of an app in each environment."""
    app = records.by_key(APPS, uid)
    selection = Selection(CREDENTIALS, parent_id=app.id if app else 0)
    bodies = [pair.body for pair in records.select(selection)]
    return {body["environment"]: {name: body[name] for name in ("client_id", "client_secret")} for body in bodies}


def app_of(record: Stored, client_id: str, client_secret: str) -> App:
    """The app that a record keeps."""
    body = record.body
    return App(
        body["name"],
        client_id,
        client_secret,
        body["kind"],
        tuple(body["redirect_uris"]),
        body["partner"],
        body["approved"],
        tuple(Version(**version) for version in body["versions"]),
        record.created_at,
        str(record.key),
    )


def installation(records: Records, client_id: str, company_id: int) -> Stored | None:
    """The app's live installation in a company, where it has one and is connected."""
    return next((record for record in _installed(records, client_id, company_id) if connected(record)), None)


def installations(records: Records, client_id: str) -> list[Stored]:
    """The live installations of an app in all companies."""
    return [record for record in _installed(records, client_id, None) if connected(record)]


def connected(record: Stored) -> bool:
    """Whether an installation lets its app in."""
    return record.body.get("status") != "uninstalled" and record.body.get("connected") is not False


def _installed(records: Records, client_id: str, company_id: int | None) -> list[Stored]:
    pair = records.by_key(CREDENTIALS, client_id)
    selection = Selection(INSTALLATIONS, company_id=company_id, limit=10_000)
    selection.conditions = [Condition("app_uid", "eq", pair.body["app_uid"] if pair else client_id)]
    return records.select(selection)


def default_user(records: Records, client_id: str) -> int | None:
    """The user that an app was given where it is installed first."""
    return next((user_of(record) for record in installations(records, client_id)), None)


def user_of(record: Stored) -> int | None:
    """The directory user that an installed app acts as."""
    number: Any = record.body.get("user_id")
    return number if isinstance(number, int) else None
