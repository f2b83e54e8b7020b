"""What the status of an action plan forbids, and which items hold others up.

A result is recorded while the plan is in progress; of a completed plan nothing is added, changed or deleted until it is in
progress or in revision again. Source: observed (a draft takes no results: 409); that the other statuses are alike, what a
completed plan locks, and which items wait for which, is assumed.
"""

from typing import Any

from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.request.states import forbid
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

PLANS, SECTIONS, ITEMS, ASSIGNEES, REFERENCES, REQUESTS, RECORDS = (
    f"action_plans/plan{name}"
    for name in ("s", "_sections", "_items", "_item_assignees", "_references", "_test_record_requests", "_test_records")
)
BELOW = (SECTIONS, ITEMS, ASSIGNEES, REFERENCES, REQUESTS, RECORDS)
# The attribute by which a record names its plan, or something that names it.
BY = (("plan_item_id", ITEMS), ("plan_section_id", SECTIONS))
IN_PROGRESS, COMPLETED, CLOSED = "in_progress", "completed", 4
WORDS = {"draft": "a draft", "in_revision": "in revision", COMPLETED: COMPLETED}
NOUN = "action_plans"
# What an item holds up, and the attribute that those items share with it.
REACHES = {"plan": "plan_id", "section": "plan_section_id"}


def _status(context: Context, values: dict[str, Any]) -> str | None:
    """The status of the plan that a record belongs to."""
    number = values.get("plan_id")
    for name, kind in BY:
        above = referred(context, kind, values.get(name)) if number is None else None
        number = above.body.get("plan_id") if above is not None else number
    plan = referred(context, PLANS, number)
    return plan.body.get("status") if plan is not None else None


@before(RECORDS, "create")
def record_result(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A result is of a plan in progress. Raises: Conflict in any other status. Source: observed (a draft), else assumed."""
    status = _status(context, values)
    if status in WORDS:
        forbid(NOUN, WORDS[status], "results are recorded once it is in progress")


def stay(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """What belongs to a completed plan stays as it is. Raises: Conflict. Source: assumed."""
    if record is not None and not values and context.operation.kind != record.kind:
        # It goes along with what it belongs to.
        return
    if _status(context, {**(record.body if record else {}), **values}) == COMPLETED:
        forbid(NOUN, COMPLETED, "it is set in progress or in revision before anything of it is changed")


for _kind in BELOW:
    before(_kind, "create", "update", "delete")(stay)


@computed(ITEMS, "is_blocking")
def is_blocking(item: Stored, context: Context) -> bool:
    """Whether an item that is not closed holds up those after it in its plan or section. Source: reference; else assumed."""
    return item.body.get("holding_type") in REACHES and item.body.get("status_id") != CLOSED


@computed(ITEMS, "is_blocked")
def is_blocked(item: Stored, context: Context) -> bool:
    """Whether an item before it holds it up. Source: as ``is_blocking``."""
    plan_id, place = item.body.get("plan_id"), _place(item)
    for other in context.once((ITEMS, plan_id), lambda: _holding(context, item.company_id, plan_id)):
        share = REACHES[other.body["holding_type"]]
        if _place(other) < place and other.body.get(share) == item.body.get(share) and is_blocking(other, context):
            return True
    return False


def _holding(context: Context, company_id: int | None, plan_id: int | None) -> list[Stored]:
    selection = Selection(ITEMS, company_id=company_id)
    selection.conditions = [Condition("plan_id", "eq", plan_id), Condition("holding_type", "in", list(REACHES))]
    return context.every(selection)


def _place(item: Stored) -> tuple[int, int, int]:
    return int(item.body.get("plan_section_id") or 0), int(item.body.get("position") or 0), item.id


@computed(ASSIGNEES, "is_locked")
def is_locked(assignee: Stored, context: Context) -> bool:
    """Whether an assignee has signed, or the plan is completed. Source: reference (the field); else assumed."""
    return bool(assignee.body.get("signature")) or _status(context, assignee.body) == COMPLETED
