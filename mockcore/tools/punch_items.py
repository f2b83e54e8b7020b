"""Punch items: workflow and status in step, one assignment for each assignee, closing, comments. Source: reference."""

from collections.abc import Mapping
from typing import Any

from mockcore.errors import Unprocessable
from mockcore.reference.coercion import Upload
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.request.filling import attachment
from mockcore.request.transitions import transitions
from mockcore.store.query import Condition
from mockcore.store.records import Stored

ITEMS, ASSIGNMENTS = "punch_items", "punch_item_assignments"
WORKFLOW = transitions(
    ITEMS,
    "workflow_status",
    initial="initiated",
    steps={
        "draft": ("initiated", "closed"),
        "initiated": ("in_dispute", "work_required", "ready_for_review", "closed"),
        "in_dispute": ("initiated", "work_required", "closed"),
        "work_required": ("in_dispute", "ready_for_review", "closed"),
        "ready_for_review": ("work_not_accepted", "ready_to_close", "closed"),
        "work_not_accepted": ("work_required", "ready_for_review", "closed"),
        "ready_to_close": ("not_accepted_by_creator", "closed"),
        "not_accepted_by_creator": ("work_required", "ready_for_review", "ready_to_close", "closed"),
        "closed": ("initiated", "work_required"),
    },
    source="reference (the order); that every step may also close the item, and a closed one be opened again, is assumed",
)
# Step → who acts next, the first of those who are named.
TURN = {
    "draft": ("created_by_id",),
    "initiated": ("punch_item_manager_id",),
    "ready_for_review": ("punch_item_manager_id", "created_by_id"),
    "in_dispute": ("punch_item_manager_id", "created_by_id"),
    "not_accepted_by_creator": ("punch_item_manager_id",),
    "ready_to_close": ("final_approver_id", "created_by_id"),
}
PEOPLE = frozenset({"login_information_ids", "punch_item_manager_id", "final_approver_id"})


@before(ITEMS, "create", "update")
def keep_in_step(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """``Closed`` and the workflow's ``closed`` go together. Raises: Unprocessable for a step that does not follow."""
    old = record.body if record else {}
    if values.get("status"):
        values["status"] = str(values["status"]).capitalize()
    if values.get("workflow_status") is None:
        values.pop("workflow_status", None)
    if record is None:
        values.setdefault("workflow_status", "closed" if values.get("status") == "Closed" else WORKFLOW.initial)
    elif values.get("status") == "Closed":
        values.setdefault("workflow_status", "closed")
    elif values.get("status") and old.get("workflow_status") == "closed":
        values.setdefault("workflow_status", "work_required")
    step = values.get("workflow_status", old.get("workflow_status"))
    _close(context, values, old, step == "closed")
    if step not in ("draft", None) and not old.get("date_initiated"):
        values.setdefault("date_initiated", context.now()[:10])
    if "login_information_ids" in values:
        values["assignee_ids"] = values["login_information_ids"] or []
    if record is None or step != old.get("workflow_status") or not PEOPLE.isdisjoint(values):
        values["ball_in_court_ids"] = _holders(context, {**old, **values})


def _close(context: Context, values: dict[str, Any], old: dict[str, Any], closed: bool) -> None:
    if closed and not old.get("closed_at"):
        values |= {"status": "Closed", "closed_at": context.now(), "closed_by_id": context.user_id}
    elif not closed and old.get("closed_at"):
        values |= {"closed_at": None, "closed_by_id": None}
        values.setdefault("status", "Open")


def _holders(context: Context, item: Mapping[str, Any]) -> list[int]:
    """The manager reviews, the assignees work, the final approver closes."""
    step = str(item.get("workflow_status"))
    creator = context.user_id if step == "draft" else None
    holder = next((item[name] for name in TURN.get(step, ()) if item.get(name)), creator)
    return [holder] if holder else [] if step == "closed" else item.get("assignee_ids") or []


@computed(ITEMS, "status", daily=True)
def status(item: Stored, context: Context) -> Any:
    """Open, Closed or Pending as it was set; an open item is overdue from the day after its due date on.

    Source: reference (the statuses); that Overdue is an open item's is assumed.
    """
    stored, due = item.body.get("status"), item.body.get("due") or item.body.get("due_date")
    return "Overdue" if stored == "Open" and isinstance(due, str) and due[:10] < context.now()[:10] else stored


@after(ITEMS, "create", "update")
def assign(context: Context, item: Stored) -> None:
    """Each assignee has an assignment of the item, which outlasts other changes."""
    people = item.body.get("assignee_ids") or []
    if item.version == 1 and not people:
        return
    present = {assignment.body.get("login_information_id"): assignment for assignment in context.children(ASSIGNMENTS, item.id)}
    if list(present) == people:
        return
    for number, assignment in present.items():
        if number not in people:
            context.records.delete(assignment, at=context.now(), user_id=context.user_id)
    numbers = [(present.get(number) or _assignment(context, item, number)).id for number in people]
    context.change(item, {"assignment_ids": numbers})


def _assignment(context: Context, item: Stored, number: int) -> Stored:
    user = context.find("users", number)
    person = user.body if user else {}
    values = {
        "login_information_id": number,
        "login_information_name": person.get("name"),
        "user_name": person.get("name"),
        "name": person.get("name"),
        "vendor_id": person.get("vendor_id"),
        "approved": False,
        "status": "unresolved",
    }
    return context.put(ASSIGNMENTS, values, item.id)


@action("POST punch_items/{}/comments")
def comment(context: Context) -> Stored:
    """Adds a comment, which the item shows from now on."""
    item = context.record(ITEMS)
    files = context.attributes.get("attachments") or []
    number = context.records.next_id()
    row = {
        "id": number,
        "body": context.attributes.get("body"),
        "attachments": [attachment(context, file) if isinstance(file, Upload) else file for file in files],
        "created_at": context.now(),
        "created_by_id": context.user_id,
        "creator_id": context.user_id,
        "type": "comment",
    }
    context.change(item, {"comments": [*(item.body.get("comments") or []), row]})
    return item.below(f"{ITEMS}.comments", number, row, context.now())


@action("POST punch_items/add_punch_item_attachments")
def attach(context: Context) -> dict[str, Any]:
    """Adds files to the item that the query names, and tells the last one. Raises: Unprocessable for what is no file."""
    item = context.locate(ITEMS, context.inputs.query["id"])
    files = context.attributes.get("attachments") or []
    if not files or not all(isinstance(file, Upload) for file in files):
        raise Unprocessable(fields={"attachments": ["must be files"]})
    added = [attachment(context, file) for file in files]
    context.change(item, {"attachments": [*(item.body.get("attachments") or []), *added]})
    return {name: added[-1][name] for name in ("id", "name", "filename", "url")}


@action("POST punch_items/send_unsent", "POST punch_items/send_all_unsent")
def send_unsent(context: Context) -> dict[str, Any]:
    """Notifies the assignees of every assignment that was not sent yet."""
    selection = context.scoped(ASSIGNMENTS)
    selection.conditions = [Condition("notified_at", "null", None)]
    for assignment in context.every(selection):
        context.change(assignment, {"notified_at": context.now()})
    return {}
