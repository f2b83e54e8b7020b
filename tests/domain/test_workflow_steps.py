"""How a workflow moves."""

from typing import Any

from mockcore.domain.workflow_steps import assignees, current, decided

TWO = [{"id": number, "required": True, "role_type": "responder"} for number in (1, 2)]


def response(login: int, type_: str, *, on_behalf: bool = False) -> dict[str, Any]:
    return {"login_id": login, "response_type": type_, "on_behalf": on_behalf}


def test_a_step_is_decided_once_all_who_must_have_responded() -> None:
    one, both = [response(1, "approve")], [response(1, "return"), response(2, "approve")]
    assert decided({"assignees": TWO, "responses": one}) is None
    assert decided({"assignees": TWO, "responses": both}) == both[0]


def test_a_response_for_others_decides_and_that_of_a_commenter_does_not() -> None:
    admin, comment = response(9, "approve", on_behalf=True), response(3, "reject")
    commenter = {"id": 3, "required": False, "role_type": "commenter"}
    assert decided({"assignees": TWO, "responses": [admin]}) == admin
    assert decided({"assignees": [*TWO, commenter], "responses": [comment]}) is None


def test_a_step_without_groups_is_everybodys() -> None:
    groups = [{"responsible_group_uuid": "a", "login_ids": [1]}, {"responsible_group_uuid": "b", "login_ids": [1, 2]}]
    assert [row["id"] for row in assignees({"groups": groups}, {"responsible_groups": None})] == [1, 2]
    assert [row["id"] for row in assignees({"groups": groups}, {"responsible_groups": "a"})] == [1]


def test_what_has_ended_stands_at_no_step() -> None:
    assert current({"occurrences": [{"id": 1}], "ended_at": None}) == {"id": 1}
    assert current({"occurrences": [{"id": 1}], "ended_at": "2026-01-01T00:00:00Z"}) is None
