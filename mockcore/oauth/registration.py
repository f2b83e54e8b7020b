"""Registering apps and installing them: what the developer portal and a company's App Management page do.

Source: documented, developer managed service accounts; app versions; installation. "assumed" where the pages are silent.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mockcore.errors import Conflict, NotFound, Unprocessable
from mockcore.grants import USER_LOGIN
from mockcore.oauth.apps import (
    APPS,
    CREDENTIALS,
    INSTALLATIONS,
    PRODUCTION,
    SANDBOX,
    App,
    Version,
    installation,
    version_key,
)
from mockcore.oauth.redirects import absolute
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Placement, Records, Stored

PERMISSIONS = ("company_permissions", "project_permissions")
INSTALLED, UNINSTALLED = "installed", "uninstalled"
USERS = "users"


def register(records: Records, app: App, at: str) -> Stored:
    """Keeps an app with its credentials of both environments; the production pair is told apart by its name.

    Raises: Conflict for a client id that is taken; Unprocessable for a redirection URI that none may be.
    """
    _check_redirects(app.redirect_uris)
    if records.by_key(CREDENTIALS, app.client_id) is not None:
        raise Conflict(f"There is an app with the client id {app.client_id} already.")
    uid = app.uid or app.client_id
    body = {
        "name": app.name,
        "kind": app.kind,
        "redirect_uris": list(app.redirect_uris),
        "partner": app.partner,
        "approved": app.approved,
        "versions": [_version(version) for version in app.versions],
    }
    record = _insert(records, APPS, uid, body, at)
    pairs = ((SANDBOX, app.client_id, app.client_secret), (PRODUCTION, f"{app.client_id}-production", _secret(app)))
    for environment, client_id, secret in pairs:
        pair = {"app_uid": uid, "environment": environment, "client_id": client_id, "client_secret": secret}
        _insert(records, CREDENTIALS, client_id, pair, at, record.id)
    return record


def _check_redirects(uris: Iterable[str]) -> None:
    wrong = [uri for uri in uris if not absolute(uri)]
    if wrong:
        raise Unprocessable(fields={"redirect_uris": [f"{uri} is not an absolute URI without a fragment" for uri in wrong]})


def _secret(app: App) -> str:
    return hashlib.sha256(f"production {app.client_id} {app.client_secret}".encode()).hexdigest()


def _version(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "key": version.key,
        "company_permissions": dict(version.company_permissions),
        "project_permissions": dict(version.project_permissions),
    }


def _insert(records: Records, kind: str, key: str, body: dict[str, Any], at: str, parent_id: int | None = None) -> Stored:
    return records.insert(Stored.new(kind, records.next_id(), body, at, Placement(parent_id=parent_id), key))


def add_version(records: Records, uid: str, version: Version, at: str) -> Version:
    """A new version of an app's manifest. Raises: NotFound, Conflict for a number that exists."""
    record = registered(records, uid)
    versions = record.body["versions"]
    if any(other["number"] == version.number for other in versions):
        raise Conflict(f"The app has a version {version.number} already.")
    published = replace(version, key=version_key(uid, version.number))
    records.update(record, {"versions": [*versions, _version(published)]}, at=at)
    return published


def change(records: Records, uid: str, changes: Mapping[str, Any], at: str) -> Stored:
    """Changes ``name`` and ``redirect_uris`` of an app, and the permissions of its latest version, wherever that is installed.

    Raises: NotFound; Unprocessable for a redirection URI that none may be.
    """
    record = registered(records, uid)
    _check_redirects(changes.get("redirect_uris", ()))
    permissions = {name: dict(changes[name]) for name in PERMISSIONS if name in changes}
    own = {name: value for name, value in changes.items() if name not in PERMISSIONS}
    if permissions:
        *earlier, latest = record.body["versions"]
        own["versions"] = [*earlier, {**latest, **permissions}]
        for installed in records.select(_installations(uid, latest["key"])):
            if installed.body.get("manifest"):
                records.update(installed, {"manifest": {**installed.body["manifest"], **permissions}}, at=at)
    records.update(record, own, at=at)
    return record


def _installations(uid: str, key: str) -> Selection:
    conditions = [Condition("app_uid", "eq", uid), Condition("version_key", "eq", key)]
    return Selection(INSTALLATIONS, limit=10_000, conditions=conditions)


def approve(records: Records, uid: str, at: str) -> Stored:
    """Lists a technology partner's app in the Marketplace. Raises: NotFound; Unprocessable for a private app."""
    record = registered(records, uid)
    if not record.body["partner"]:
        raise Unprocessable(fields={"partner": ["a private app is not listed in the Marketplace"]})
    records.update(record, {"approved": True}, at=at)
    return record


def registered(records: Records, uid: str) -> Stored:
    """An app's record. Raises: NotFound."""
    record = records.by_key(APPS, uid)
    if record is None or record.deleted_at is not None:
        raise NotFound("There is no such app.")
    return record


def check_listed(app: App) -> None:
    """Raises: NotFound for a technology partner's app that the Marketplace does not list yet."""
    if app.partner and not app.approved:
        raise NotFound("This app is not listed in the Marketplace.")


def stranger(records: Records, company_id: int | None, numbers: Iterable[Any]) -> Any:
    """The first of those numbers that is no project of the company, or None."""
    for number in numbers:
        project = records.get("projects", number)
        if project is None or project.company_id != company_id:
            return number
    return None


def install(  # noqa: PLR0913 - what an administrator chooses
    records: Records,
    app: App,
    version: Version,
    company_id: int,
    *,
    at: str,
    permitted: Iterable[int] | None = (),
    installer_id: int | None = None,
    user_id: int | None = None,
) -> Stored:
    """Lets an app into a company. ``permitted`` are the projects chosen for its service account; None: every project.

    A service account, managed or traditional, is a new user of the company's directory unless it is given one.

    Raises: Conflict when it is installed there already.
    """
    if installation(records, app.client_id, company_id) is not None:
        raise Conflict(f"The app {app.name} is installed in this company already.")
    if user_id is None and app.kind != USER_LOGIN:
        user_id = _account(records, app, company_id, at).id
    body = {
        "app_uid": app.uid,
        "name": app.name,
        "user_id": user_id,
        "status": INSTALLED,
        "connected": True,
        "semantic_version": version.number,
        "version_key": version.key,
        "manifest": version.manifest if app.managed else None,
        "permitted_project_ids": None if permitted is None else sorted(permitted),
        "installed_at": at,
        "installer_id": installer_id,
    }
    record = Stored.new(INSTALLATIONS, records.next_id(), body, at, Placement(company_id))
    return records.insert(record, user_id=installer_id)


def _account(records: Records, app: App, company_id: int, at: str) -> Stored:
    """The directory user of a service account, without a template. Source: documented, developer managed service accounts."""
    address = f"{app.uid}-{company_id}@example.com"
    first, _, last = app.name.partition(" ")
    body = {
        "name": app.name,
        "first_name": first,
        "last_name": last or first,
        "email_address": address,
        "login": address,
        "is_active": True,
        "is_employee": False,
    }
    return records.insert(Stored.new(USERS, records.next_id(), body, at, Placement(company_id)))


def update(records: Records, record: Stored, version: Version, *, at: str) -> Stored:
    """Moves an installation to another version. Permitted projects are reset; the permissions stay as they were installed.

    Source: documented, developer managed service accounts.
    """
    changes: dict[str, Any] = {"semantic_version": version.number, "version_key": version.key, "permitted_project_ids": []}
    records.update(record, changes, at=at)
    return record


def reinstall(records: Records, record: Stored, app: App, version: Version, *, at: str) -> Stored:
    """Installs a version anew in place of what is there: its permissions hold, permitted projects are reset."""
    changes: dict[str, Any] = {
        "semantic_version": version.number,
        "version_key": version.key,
        "manifest": version.manifest if app.managed else None,
        "permitted_project_ids": [],
        "status": INSTALLED,
        "connected": True,
        "installed_at": at,
        "uninstalled_at": None,
    }
    records.update(record, changes, at=at)
    _switch(records, record, at, active=True)
    return record


def uninstall(records: Records, record: Stored, *, at: str, uninstaller_id: int | None = None) -> Stored:
    """Takes an app out of a company; its service account's user becomes inactive."""
    records.update(record, {"status": UNINSTALLED, "uninstalled_at": at, "uninstaller_id": uninstaller_id}, at=at)
    _switch(records, record, at, active=False)
    return record


def _switch(records: Records, record: Stored, at: str, *, active: bool) -> None:
    number = record.body.get("user_id")
    user = records.get(USERS, number) if isinstance(number, int) and record.body.get("manifest") else None
    if user is not None:
        records.update(user, {"is_active": active}, at=at)
