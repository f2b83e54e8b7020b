"""Exactly those people, or companies, that have a role in a project. Source: reference."""

from typing import Any

from mockcore.domain.project_roles import PARTIES, ROLES, appoint, holders
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action


@action("PATCH user_project_roles/{}", "PATCH vendor_project_roles/{}")
def replace_holders(context: Context) -> dict[str, Any]:
    """Exactly those people, or companies, have the role in the project. Raises: NotFound, Unprocessable."""
    by = "user_id" if "/user_project_roles/" in context.operation.path else "vendor_id"
    role = context.locate(ROLES, context.inputs.path["id"])
    numbers = context.attributes.get(f"{by}s") or []
    if not all(context.records.is_member(PARTIES[by], context.project_id or 0, number) for number in numbers):
        raise Unprocessable(fields={f"{by}s": [Reason.NOT_IN_PROJECT]})
    present = {record.body[by]: record for record in holders(context, role, by)}
    for number, record in present.items():
        if number not in numbers:
            context.records.delete(record, at=context.now(), user_id=context.user_id)
    for number in numbers:
        if number not in present:
            appoint(context, role, by, number)
    return {"id": role.id, f"{by}s": numbers}
