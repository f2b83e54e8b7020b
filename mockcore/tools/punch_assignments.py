"""Assignments of punch items: who responded, whose work was accepted, and what follows for the item.

Source: reference (the statuses and dates); that an item follows the statuses of all its assignments is assumed.
"""

from typing import Any

from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed
from mockcore.store.records import Stored

ITEMS, ASSIGNMENTS = "punch_items", "punch_item_assignments"
UNRESOLVED, READY, REJECTED, RESOLVED = "unresolved", "ready_for_review", "work_not_accepted", "resolved"
# Status → the attribute that is dated by it.
DATES = {READY: "ready_for_review_at", REJECTED: "work_not_accepted_at", RESOLVED: "manager_accepted_at"}


@before(ASSIGNMENTS, "update")
def respond(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A comment or a status responds; an approval resolves, and its refusal sends work back that somebody has responded to.

    Source: reference; that an assignment without a response stays unresolved when it is not approved is assumed.
    """
    old = record.body if record else {}
    if values.get("status") is None:
        values.pop("status", None)
    approved = values.get("approved")
    if approved is not None:
        responded = old.get("responded_at") or old.get("status") in (READY, RESOLVED)
        values["status"] = RESOLVED if approved else REJECTED if responded else UNRESOLVED
    state = values.get("status")
    if values.get("comment") or (state == READY and state != old.get("status")):
        values["responded_at"] = context.now()
    if state is not None and state != old.get("status"):
        values["approved"] = state == RESOLVED
        values["manager_accepted_at"] = None
        if state in DATES:
            values[DATES[state]] = context.now()
    values["_stated"] = state is not None and approved is None


@after(ASSIGNMENTS, "update")
def follow_assignments(context: Context, assignment: Stored) -> None:
    """The item shows whether responses are resolved; those who still have to respond hold its ball, then the manager.

    Statuses that all its assignments have been given move the item itself: ready for review, then ready to close; work that is
    not accepted sends it back. Source: assumed.
    """
    item = context.current(ITEMS, assignment.parent_id or 0)
    if item is None:
        return
    rows = context.children(ASSIGNMENTS, item.id)
    states = {row.body.get("status") for row in rows}
    changes: dict[str, Any] = {
        "has_resolved_responses": RESOLVED in states,
        "has_unresolved_responses": bool(states - {RESOLVED}),
    }
    manager, step = item.body.get("punch_item_manager_id"), item.body.get("workflow_status")
    if assignment.body.get("_stated") and step not in ("closed", "draft"):
        step = _step(states, step)
    if step != item.body.get("workflow_status"):
        changes["workflow_status"] = step
    waiting = [row.body["login_information_id"] for row in rows if row.body.get("status") in (UNRESOLVED, REJECTED)]
    closer = item.body.get("final_approver_id") or item.body.get("created_by_id")
    holders = {
        "work_required": waiting or [manager],
        "work_not_accepted": waiting or [manager],
        "ready_for_review": [manager or closer],
        "ready_to_close": [closer],
    }
    if step in holders and any(holders[step]):
        changes["ball_in_court_ids"] = [person for person in holders[step] if person]
    context.change(item, changes)


def _step(states: set[Any], step: Any) -> Any:
    """The step of an item whose assignments have those statuses."""
    if REJECTED in states:
        return REJECTED
    if states == {RESOLVED}:
        return "ready_to_close"
    return READY if states <= {READY, RESOLVED} else "work_required" if step in (READY, "ready_to_close") else step


@computed(ASSIGNMENTS, "formatted_status")
def formatted_status(assignment: Stored, context: Context) -> str:
    """The status as people read it."""
    return str(assignment.body.get("status") or UNRESOLVED).replace("_", " ").title()
