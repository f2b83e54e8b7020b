"""Who takes part in a project, and the permission template that a user has there."""

import pytest

from mockcore.domain.project_participation import assign, let_in, take_out
from mockcore.errors import Unprocessable
from mockcore.oauth.access_levels import TEMPLATES, assignment
from mockcore.request.context import Context


def test_a_user_has_one_template_in_a_project_and_can_have_none(context: Context) -> None:
    user = context.put("users", {"name": "Anna"})
    first, second = (context.put(TEMPLATES, {"name": name}) for name in ("Foreman", "Owner"))
    for template in (first, second):
        assign(context, user.id, template.id)
        record = assignment(context.records, context.project_id, user.id)
        assert record is not None
        assert record.body["permission_template_id"] == template.id
    assign(context, user.id, None)
    assert assignment(context.records, context.project_id, user.id) is None


def test_a_template_that_does_not_exist_is_refused(context: Context) -> None:
    with pytest.raises(Unprocessable):
        assign(context, 1, 0)


def test_who_leaves_a_project_leaves_the_template_too(context: Context) -> None:
    user = context.put("users", {"name": "Anna"})
    let_in(context, "users", user.id)
    assign(context, user.id, context.put(TEMPLATES, {"name": "Foreman"}).id)
    assert take_out(context, "users", user.id)
    assert assignment(context.records, context.project_id, user.id) is None
    assert not take_out(context, "users", user.id)
