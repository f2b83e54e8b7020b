"""Roles that people and companies have in a project: each a role of the company's list. Source: reference."""

from typing import Any

from mockcore.errors import NotFound, Reason, Unprocessable
from mockcore.reference.coercion import whole
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.query import Condition
from mockcore.store.records import Stored

ROLES, HELD = "roles", "project_roles"


def give_roles(context: Context, user_id: int, numbers: list[Any]) -> None:
    """The person has those roles in the request's project. Raises: Unprocessable for a role that the company lacks."""
    for role in [_role(context, number) for number in numbers]:
        if user_id not in [held.body.get("user_id") for held in _held(context, role, "user_id")]:
            _hold(context, role, "user_id", user_id)


def take_roles(context: Context, user_id: int, numbers: list[Any]) -> None:
    """The person has none of them any more. Raises: as ``give_roles``."""
    for role in [_role(context, number) for number in numbers]:
        for held in _held(context, role, "user_id"):
            if held.body["user_id"] == user_id:
                context.records.delete(held, at=context.now(), user_id=context.user_id)


def _role(context: Context, number: Any) -> Stored:
    found = context.find(ROLES, whole(str(number)) or 0)
    if found is None or found.deleted_at is not None or found.company_id != context.company_id:
        raise Unprocessable(fields={"project_role_ids": [Reason.UNKNOWN]})
    return found


def _held(context: Context, role: Stored, by: str) -> list[Stored]:
    wanted = context.scoped(HELD)
    wanted.limit = 1000
    wanted.conditions = [Condition("role", "eq", role.body.get("name")), Condition(by, "set", None)]
    return context.select(wanted)


def _hold(context: Context, role: Stored, by: str, number: int) -> None:
    party = context.find("users" if by == "user_id" else "vendors", number)
    name = party.body.get("name") if party else None
    context.put(HELD, {"role": role.body.get("name"), by: number, "name": name, "is_active": True})


@action("PATCH user_project_roles/{}", "PATCH vendor_project_roles/{}")
def replace_holders(context: Context) -> dict[str, Any]:
    """Exactly those people, or companies, have the role in the project. Raises: NotFound, Unprocessable."""
    by = "user_id" if "/user_project_roles/" in context.operation.path else "vendor_id"
    try:
        role = _role(context, context.inputs.path["id"])
    except Unprocessable:
        raise NotFound() from None
    numbers = context.attributes.get(f"{by}s") or []
    kind = "users" if by == "user_id" else "vendors"
    if not all(context.records.is_member(kind, context.project_id or 0, number) for number in numbers):
        raise Unprocessable(fields={f"{by}s": [Reason.NOT_IN_PROJECT]})
    held = {record.body[by]: record for record in _held(context, role, by)}
    for number, record in held.items():
        if number not in numbers:
            context.records.delete(record, at=context.now(), user_id=context.user_id)
    for number in numbers:
        if number not in held:
            _hold(context, role, by, number)
    return {"id": role.id, f"{by}s": numbers}
