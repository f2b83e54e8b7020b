"""Who takes part in a project, and the permission template of a user there. Source: documented, user permissions."""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.oauth.access_levels import ASSIGNMENTS, TEMPLATES, assignment
from mockcore.request.context import Context
from mockcore.request.deletion import check_unused
from mockcore.store.query import Selection

GROUPS = "distribution_groups"


def assign(context: Context, user_id: int, template_id: Any) -> None:
    """Gives a user a template in the request's project, or takes it away (None). Raises: Unprocessable for an unknown one."""
    old = assignment(context.records, context.project_id, user_id)
    if template_id is None:
        if old is not None:
            context.records.delete(old, at=context.now(), user_id=context.user_id)
        return
    referenced(context, TEMPLATES, template_id, "permission_template_id")
    values = {"user_id": user_id, "permission_template_id": template_id, "project_id": context.project_id}
    if old is None:
        context.put(ASSIGNMENTS, values)
    else:
        context.change(old, values)


def let_in(context: Context, kind: str, number: int) -> None:
    """A person or company of the directory takes part in the request's project."""
    context.records.add_member(kind, context.project_id or 0, number)


def take_out(context: Context, kind: str, number: int) -> bool:
    """Takes them out of it, and a person out of its distribution groups and their template; they stay in the directory.

    Whether they were in. That they leave the groups is assumed.

    Raises: Unprocessable for a company that has contracts there.
    """
    record = context.current(kind, number)
    if record is not None:
        check_unused(context, record, context.project_id or 0)
    gone = context.records.remove_member(kind, context.project_id or 0, number)
    if kind == "users":
        assign(context, number, None)
        leave_distribution(context, number, context.project_id)
    return gone


def leave_distribution(context: Context, user_id: int, project_id: int | None) -> None:
    """Takes a person out of the distribution groups of a project, or of all projects of the company (None)."""
    selection = Selection(GROUPS, company_id=context.company_id, project_id=project_id)
    for group in context.every(selection):
        people = group.body.get("user_ids") or []
        if user_id in people:
            context.change(group, {"user_ids": [person for person in people if person != user_id]})


def templates(context: Context) -> dict[int, int]:
    """User → permission template, of those who were given one in the request's project."""
    if context.project_id is None:
        return {}
    selection = Selection(ASSIGNMENTS, company_id=context.company_id, project_id=context.project_id)
    return context.once(
        (ASSIGNMENTS, context.project_id),
        lambda: {row.body["user_id"]: row.body["permission_template_id"] for row in context.every(selection)},
    )
