"""Roles that people and companies have in a project: each a role of the company's list. Source: reference."""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.request.context import Context
from mockcore.store.query import Condition
from mockcore.store.records import Stored

ROLES, PROJECT_ROLES = "roles", "project_roles"
PARTIES = {"user_id": "users", "vendor_id": "vendors"}


def give_roles(context: Context, user_id: int, numbers: list[Any]) -> None:
    """The person has those roles in the request's project. Raises: Unprocessable for a role that the company lacks."""
    for role in [referenced(context, ROLES, number, "project_role_ids") for number in numbers]:
        if user_id not in [holder.body.get("user_id") for holder in holders(context, role, "user_id")]:
            appoint(context, role, "user_id", user_id)


def take_roles(context: Context, user_id: int, numbers: list[Any]) -> None:
    """The person has none of them any more. Raises: as ``give_roles``."""
    for role in [referenced(context, ROLES, number, "project_role_ids") for number in numbers]:
        for holder in holders(context, role, "user_id"):
            if holder.body["user_id"] == user_id:
                context.records.delete(holder, at=context.now(), user_id=context.user_id)


def holders(context: Context, role: Stored, by: str) -> list[Stored]:
    """Who has the role in the project: people (by ``user_id``) or companies (by ``vendor_id``)."""
    selection = context.scoped(PROJECT_ROLES)
    selection.conditions = [Condition("role", "eq", role.body.get("name")), Condition(by, "set", None)]
    return context.every(selection)


def appoint(context: Context, role: Stored, by: str, number: int) -> None:
    """Gives the role to a person or a company, as ``holders`` tells them."""
    party = context.find(PARTIES[by], number)
    name = party.body.get("name") if party else None
    context.put(PROJECT_ROLES, {"role": role.body.get("name"), by: number, "name": name, "is_active": True})
