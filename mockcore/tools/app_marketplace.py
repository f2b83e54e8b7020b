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
    installation = install(
        context.records,
        app,
        app.versions[-1],
        context.company_id or 0,
        at=context.now(),
        permitted=_permitted(context, [context.project_id] if context.project_id else []),
        installer_id=context.user_id,
    )
    return _as_installed(installation)


@action("PATCH app_installations/{}")
def change(context: Context) -> Stored:
    """Takes an app out (``uninstalled``), installs it anew (``installed``), or chooses its projects."""
    installation = context.record(INSTALLATIONS)
    app = Apps(context.records, context.settings.environment).of_uid(str(installation.body.get("app_uid")))
    status, at = context.attributes.get("status"), context.now()
    if status == "uninstalled":
        uninstall(context.records, installation, at=at, uninstaller_id=context.user_id)
    elif status == "installed" and app is not None and installation.body.get("status") == "uninstalled":
        reinstall(context.records, installation, app, app.versions[-1], at=at)
    chosen = _permitted(context, None)
    if chosen is not None:
        context.change(installation, {PERMITTED: sorted(chosen)})
    return installation


@action("GET app_installations/{}")
def show(context: Context) -> dict[str, Any]:
    """What the installed version asked for."""
    return _as_installed(context.record(INSTALLATIONS))


@computed(INSTALLATIONS, "developer_app")
def developer_app(installation: Stored, context: Context) -> dict[str, Any] | None:
    """The app behind an installation."""
    record = context.records.by_key(APPS, str(installation.body.get("app_uid")))
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
    configuration = context.attributes.get("installation_configuration")
    chosen = configuration.get(PERMITTED) if isinstance(configuration, Mapping) else None
    if chosen is None:
        return default
    if not isinstance(chosen, list) or stranger(context.records, context.company_id, chosen) is not None:
        raise Unprocessable(fields={PERMITTED: [Reason.UNKNOWN]})
    return chosen


def _as_installed(installation: Stored) -> dict[str, Any]:
    return {"manifest": installation.body.get("manifest") or {}, "post_installation_instruction": {}}
