"""Many people let into projects, or taken out, at once; templates and roles there. Source: reference.

What a failed row says is assumed; a single project's parties are in ``project_memberships``.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from mockcore.domain.project_participation import assign, let_in, take_out
from mockcore.domain.project_roles import give_roles, take_roles
from mockcore.domain.references import reachable
from mockcore.errors import Unprocessable
from mockcore.oauth.access_levels import assignment
from mockcore.reference.coercion import whole
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.records import Stored

USERS, PROJECTS = "users", "projects"
SUCCESS, OUTSIDE = "success", "User is not in this project"
Row = dict[str, Any]
Change = Callable[[Context, Stored, Row], str]


@action("POST users/bulk_add")
def bulk_add(context: Context) -> Any:
    """Each person takes part in the project of the row, with the template and the roles that it names."""
    results = _results(context, _add)
    return results if context.operation.version in ("v1.1", "v1.2") else _entities(context, results)


@action("POST users/bulk_remove")
def bulk_remove(context: Context) -> Any:
    """Each person is taken out of the project of the row; all stay in the directory."""
    results = _results(context, _remove)
    return [{user: of_user} for user, of_user in results.items()] if context.operation.version == "v2.0" else results


@action("PATCH users/bulk_update_project_details")
def bulk_update_details(context: Context) -> Any:
    """Each person of a row has the template and the roles that it names, in the project of the row."""
    return _entities(context, _results(context, _detail))


@action("PATCH users/bulk_remove_project_details")
def bulk_remove_details(context: Context) -> Any:
    """Each person of a row loses the template and the roles that it names, in the project of the row."""
    return _entities(context, _results(context, _strip))


def _results(context: Context, change: Change) -> dict[str, dict[str, str]]:
    """What became of each row, by person and project."""
    results: dict[str, dict[str, str]] = defaultdict(dict)
    for row in context.inputs.rows or context.attributes.get("users") or []:
        values = row if isinstance(row, dict) else {}
        results[_digits(values.get("user_id"))][_digits(values.get("project_id"))] = _result(context, values, change)
    return results


def _digits(value: Any) -> str:
    """An id as the answer writes it; "" for none."""
    number = identified(value)
    return str(number) if number is not None else "" if value is None else str(value)


def _entities(context: Context, results: dict[str, dict[str, str]]) -> Any:
    entities = [
        {"userId": user or None, "projects": [{"id": whole(key) or 0, "status": text} for key, text in of_user.items()]}
        for user, of_user in results.items()
    ]
    return [{"entities": entities}] if context.operation.version == "v2.0" else {"entities": entities}


def _result(context: Context, row: Row, change: Change) -> str:
    user, project = (reachable(context, kind, row.get(name)) for kind, name in ((USERS, "user_id"), (PROJECTS, "project_id")))
    if user is None or project is None:
        return f"{'User' if user is None else 'Project'} not found"
    scope, context.project_id = context.project_id, project.id
    try:
        return change(context, user, row)
    except Unprocessable as error:
        return "Project role not found" if "project_role_ids" in error.fields else "Permission template not found"
    finally:
        context.project_id = scope


def _add(context: Context, user: Stored, row: Row) -> str:
    let_in(context, USERS, user.id)
    return _detail(context, user, row)


def _remove(context: Context, user: Stored, row: Row) -> str:
    return SUCCESS if take_out(context, USERS, user.id) else OUTSIDE


def _detail(context: Context, user: Stored, row: Row) -> str:
    if not context.records.is_member(USERS, context.project_id or 0, user.id):
        return OUTSIDE
    if row.get("permission_template_id") is not None:
        assign(context, user.id, whole(str(row["permission_template_id"])) or 0)
    give_roles(context, user.id, row.get("project_role_ids") or [])
    return SUCCESS


def _strip(context: Context, user: Stored, row: Row) -> str:
    if not context.records.is_member(USERS, context.project_id or 0, user.id):
        return OUTSIDE
    template = whole(str(row.get("permission_template_id")))
    current = assignment(context.records, context.project_id, user.id) if template else None
    if current is not None and current.body.get("permission_template_id") == template:
        assign(context, user.id, None)
    take_roles(context, user.id, row.get("project_role_ids") or [])
    return SUCCESS
