"""What whoever starts a server, or opens its documentation, wants to know first."""

from typing import Any

from mockcore import __version__
from mockcore.engine import Engine
from mockcore.errors import StorageFailed
from mockcore.gates import app_lifecycle
from mockcore.oauth.apps import installations
from mockcore.store.query import Selection
from mockcore.store.records import Stored

MOST = 50


def health(engine: Engine) -> tuple[int, dict[str, Any]]:
    """200 with the world's name and the number of operations where a request would be answered, else 503 with the reason."""
    about = {"version": __version__, "seed": engine.settings.seed, "operations": len(engine.catalog)}
    try:
        with engine.lock:
            engine.shared.notice()
            engine.world.storage.check()
    except StorageFailed as error:
        return 503, {"status": "unavailable", "reason": str(error), **about}
    return 200, {"status": "ok", **about}


def introduction(engine: Engine) -> dict[str, Any]:
    """The seed; apps with credentials, companies, projects: the first fifty of each; what a first call may use."""

    def first(kind: str) -> list[Stored]:
        return engine.world.select(Selection(kind, limit=MOST))

    return {
        "seed": engine.settings.seed,
        "apps": [
            {
                "name": app.name,
                "client_id": app.client_id,
                "client_secret": app.client_secret,
                "note": app_lifecycle.note(engine.timeline, app),
            }
            for app in engine.apps.all(MOST)
        ],
        "companies": [{"id": record.id, "name": record.body.get("name")} for record in first("companies")],
        "projects": [
            {"id": project.id, "name": project.body.get("name"), "company_id": project.company_id}
            for project in first("projects")
        ],
        "first_call": _first_call(engine),
    }


def _first_call(engine: Engine) -> dict[str, Any] | None:
    """The first app that signs in by itself in a company, and that company; None where there is no such app."""
    for app in engine.apps.all(MOST):
        if "client_credentials" in app.grants and not app_lifecycle.note(engine.timeline, app):
            for installation in installations(engine.world, app.client_id):
                return {"client_id": app.client_id, "client_secret": app.client_secret, "company_id": installation.company_id}
    return None
