"""Roles that people have in a project are roles of the company's list."""

import pytest

from mockcore.domain.project_roles import ROLES, give_roles, holders, take_roles
from mockcore.errors import Unprocessable
from mockcore.request.context import Context


def test_a_person_has_a_role_once_and_can_lose_it(context: Context) -> None:
    role = context.put(ROLES, {"name": "Surveyor"})
    user = context.put("users", {"name": "Anna"})
    for _ in range(2):
        give_roles(context, user.id, [str(role.id)])
    assert [holder.body["name"] for holder in holders(context, role, "user_id")] == ["Anna"]
    take_roles(context, user.id, [role.id])
    assert holders(context, role, "user_id") == []


def test_a_role_that_the_company_lacks_is_refused(context: Context) -> None:
    for number in (0, "surveyor", context.put("users", {}).id):
        with pytest.raises(Unprocessable):
            give_roles(context, context.user_id or 0, [number])
