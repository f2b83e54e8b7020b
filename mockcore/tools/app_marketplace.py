"""Apps in a company: installed from the Marketplace, given projects, taken out. Source: reference; App Management."""

from collections.abc import Mapping
from typing import Any

from mockcore.errors import Reason, Unprocessable
from mockcore.oauth.apps import APPS, INSTALLATIONS, App, Apps
from mockcore.oauth.registration import check_listed, install, reinstall, stranger, uninstall
from mockcore.request.context import Context
from mockcore.request.declare import action, computed
from mockcore.store.records import Stored

PERMITTED = "permitted_project_ids"


@action("POST app_installations")
def add(context: Context) -> dict[str, Any]:
    """Installs an app's newest version. ``installation_configuration.permitted_project_ids`` chooses projects (assumed)."""
    app = _offered(context, context.attributes.get("app_uid"))
    found = install(
        context.records,
        app,
        app.versions[-1],
        context.company_id or 0,
        at=context.now(),
        permitted=_permitted(context, [context.project_id] if context.project_id else []),
        installer_id=context.user_id,
    )
    return _told(found)


@action("PATCH app_installations/{}")
def change(context: Context) -> Any:
    """Takes an app out (``uninstalled``), installs it anew (``installed``), or chooses its projects."""
    found = context.record(INSTALLATIONS)
    app = Apps(context.records, context.settings.environment).of_uid(str(found.body.get("app_uid")))
    status, at = context.attributes.get("status"), context.now()
    if status == "uninstalled":
        uninstall(context.records, found, at=at, uninstaller_id=context.user_id)
    elif status == "installed" and app is not None and found.body.get("status") == "uninstalled":
        reinstall(context.records, found, app, app.versions[-1], at=at)
    chosen = _permitted(context, None)
    if chosen is not None:
        context.change(found, {PERMITTED: sorted(chosen)})
    return context.answered(found)


@action("GET app_installations/{}")
def show(context: Context) -> dict[str, Any]:
    """What the installed version asked for."""
    return _told(context.record(INSTALLATIONS))


@computed(INSTALLATIONS, "developer_app")
def developer_app(found: Stored, context: Context) -> dict[str, Any] | None:
    """The app behind an installation."""
    record = context.records.by_key(APPS, str(found.body.get("app_uid")))
    if record is None or record.deleted_at is not None:
        return None
    app = record.body
    return {
        "id": record.id,
        "app_type": app["kind"],
        "connectable": True,
        "description": app["name"],
        "internal": not app["partner"],
        "internal_name": app["name"],
        "marketplace_app": None,
        "marketplace_app_url": None,
        "name": app["name"],
        "published_app_version_id": app["versions"][-1]["key"],
        "thumbnail_url": None,
        "uid": record.key,
    }


def _offered(context: Context, uid: Any) -> App:
    """An app that this company may install. Raises: Unprocessable for none; NotFound for one that is not listed yet."""
    app = Apps(context.records, context.settings.environment).of_uid(str(uid)) if uid else None
    if app is None:
        raise Unprocessable(fields={"app_uid": [Reason.UNKNOWN if uid else Reason.BLANK]})
    check_listed(app)
    return app


def _permitted(context: Context, default: list[int] | None) -> list[int] | None:
    given = context.attributes.get("installation_configuration")
    chosen = given.get(PERMITTED) if isinstance(given, Mapping) else None
    if chosen is None:
        return default
    if not isinstance(chosen, list) or stranger(context.records, context.company_id, chosen) is not None:
        raise Unprocessable(fields={PERMITTED: [Reason.UNKNOWN]})
    return chosen


def _told(found: Stored) -> dict[str, Any]:
    return {"manifest": found.body.get("manifest") or {}, "post_installation_instruction": {}}
