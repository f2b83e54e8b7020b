"""Line items: those of one record, grouped for a list, and the lock of what is approved."""

import pytest

from mockcore.domain.line_items import COMMITMENTS, grouped, lines_of, locked, refuse
from mockcore.errors import Conflict
from mockcore.request.context import Context

LINES = f"{COMMITMENTS}/line_items"


@pytest.mark.parametrize(("status", "closed"), [("Approved", True), ("complete", True), ("Draft", False), (None, False)])
def test_what_is_approved_or_complete_is_locked(context: Context, status: str | None, closed: bool) -> None:
    assert locked(context.put(COMMITMENTS, {"status": status})) is closed


def test_a_refusal_tells_the_status(context: Context) -> None:
    refuse(context.put(COMMITMENTS, {"status": "Draft"}), "it cannot be deleted")
    with pytest.raises(Conflict, match=r"^The commitment is Complete: it cannot be deleted until it has another status\.$"):
        refuse(context.put(COMMITMENTS, {"status": "Complete"}), "it cannot be deleted")


def test_lines_are_grouped_by_what_they_are_lines_of_or_by_a_field(context: Context) -> None:
    contract, other = (context.put(COMMITMENTS, {}) for _ in range(2))
    first = context.put(LINES, {"cost_code_id": 5}, contract.id)
    second = context.put(LINES, {"cost_code_id": 5}, other.id)
    assert [line.id for line in lines_of(context, contract)] == [first.id]
    by_code = grouped(context, LINES, context.project_id, "cost_code_id")
    assert [line.id for line in by_code[5]] == [first.id, second.id]
