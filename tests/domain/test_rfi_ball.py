"""Who holds the ball of an RFI."""

from typing import Any

from mockcore.domain.rfi_ball import ball_of, pass_ball


def holders(old: dict[str, Any], **values: Any) -> list[int]:
    pass_ball(values, old)
    return list(values["ball_in_court_ids"])


def test_the_ball_stays_where_it_was_passed_until_the_status_or_the_people_change() -> None:
    rfi = {"status": "open", "rfi_manager_id": 1, "assignee_ids": [2, 3], **ball_of([1], 1, [2, 3])}
    assert holders(rfi, subject="Beams") == [1]
    assert holders(rfi, rfi_manager_id=4) == [4]
    assert holders(rfi, assignee_ids=[5]) == [5]
    assert holders(rfi, ball_in_court_id=2) == [2]
    assert holders(rfi, status="closed") == []


def test_a_draft_is_with_the_manager_and_an_open_rfi_with_the_assignees() -> None:
    assert holders({}, status="draft", rfi_manager_id=1, assignee_ids=[2]) == [1]
    assert holders({}, status="open", rfi_manager_id=1, assignee_ids=[2, 3]) == [2, 3]
    assert holders({}, status="open", rfi_manager_id=1) == [1]
    assert ball_of([1], 1, [2])["ball_in_court_role"] == "manager"
