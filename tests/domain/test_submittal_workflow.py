"""Whose turn it is in the workflow of a submittal."""

from typing import Any

from mockcore.domain.submittal_workflow import awaited, current_step, later
from mockcore.store.records import Placement, Stored


def approver(number: int, step: int, **values: Any) -> Stored:
    return Stored.new("submittal_approvers", number, {"workflow_group_number": step, **values}, "", Placement(1, 2, 3))


def test_a_step_is_over_when_all_whose_answer_is_required_have_answered() -> None:
    rows = [approver(1, 1), approver(2, 1, response_required=False), approver(3, 2)]
    assert [row.id for row in awaited(rows)] == [1, 2]
    rows[0].body["returned_date"] = "2026-12-01"
    assert [row.id for row in awaited(rows)] == [3]
    rows[0].body["_considered"] = "rejected"
    assert current_step(rows) == []


def test_who_forwarded_is_waited_for_once_there_is_an_answer() -> None:
    rows = [approver(1, 1), approver(2, 1, _forwarded_by=1)]
    assert [row.id for row in awaited(rows)] == [2]
    rows[1].body["returned_date"] = "2026-12-01"
    assert [row.id for row in awaited(rows)] == [1]


def test_days_are_counted_in_the_calendar() -> None:
    assert (later("2026-12-30", 3), later("2026-12-30", None)) == ("2027-01-02", None)
