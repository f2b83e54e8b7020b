"""Many people let into projects, or taken out, at once. Source: reference; what a failed row says is assumed."""

from collections import defaultdict
from typing import Any

from mockcore.behaviours.assignments import assign
from mockcore.behaviours.context import Context
from mockcore.behaviours.contract import action
from mockcore.errors import Forbidden, NotFound, Unprocessable
from mockcore.spec.coercion import whole
from mockcore.store.records import Stored

USERS, PROJECTS = "users", "projects"
SUCCESS = "success"


@action("POST users/bulk_add")
def bulk_add(context: Context) -> Any:
    """Each person takes part in the project of the row, with the template that it names."""
    return _answered(context, add=True)


@action("POST users/bulk_remove")
def bulk_remove(context: Context) -> Any:
    """Each person is taken out of the project of the row; all stay in the directory."""
    return _answered(context, add=False)


def _answered(context: Context, *, add: bool) -> Any:
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for row in context.inputs.rows or []:
        given = row if isinstance(row, dict) else {}
        told[str(given.get("user_id"))][str(given.get("project_id"))] = _result(context, given, add)
    version = context.operation.version
    if version in ("v1.1", "v1.2"):
        return told
    if not add:
        return {"data": [{user: results} for user, results in told.items()]} if version == "v2.0" else told
    entities = [
        {"userId": user, "projects": [{"id": whole(key) or 0, "status": text} for key, text in results.items()]}
        for user, results in told.items()
    ]
    return {"data": [{"entities": entities}]} if version == "v2.0" else {"entities": entities}


def _result(context: Context, row: dict[str, Any], add: bool) -> str:
    user, project = (_known(context, kind, row.get(name)) for kind, name in ((USERS, "user_id"), (PROJECTS, "project_id")))
    if user is None or project is None:
        return f"{'User' if user is None else 'Project'} not found"
    scope, context.project_id = context.project_id, project.id
    try:
        if add:
            context.records.add_member(USERS, project.id, user.id)
        else:
            context.records.remove_member(USERS, project.id, user.id)
        if not add or row.get("permission_template_id") is not None:
            assign(context, user.id, whole(str(row.get("permission_template_id"))) if add else None)
    except Unprocessable:
        return "Permission template not found"
    finally:
        context.project_id = scope
    return SUCCESS


def _known(context: Context, kind: str, number: Any) -> Stored | None:
    found = context.records.get(kind, whole(str(number)) or 0)
    try:
        return context.visible(found)
    except (NotFound, Forbidden):
        return None
