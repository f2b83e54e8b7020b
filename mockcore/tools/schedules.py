"""The schedule: tasks, changes of them that are requested and reviewed, lookaheads. Source: reference.

That an approved change is made at once, what the change says of itself, and how long a lookahead takes, is assumed.
"""

from typing import Any

from mockcore.clock import instant
from mockcore.domain.references import name_of, referenced
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

TASKS, CHANGES = "tasks", "requested_changes"
LOOKAHEADS, LOOKAHEAD_TASKS = "schedule/lookaheads", "schedule/lookahead_tasks"
CHANGED = ("start", "finish", "percentage")
PENDING, APPROVED, REJECTED = "pending", "approved", "rejected"
# Seconds after its creation at which a lookahead is no longer in the state.
STATES = (("queued", 1), ("processing_previous_lookahead", 2), ("processing_master_schedule", 3))


@before(TASKS, "create", "update")
def set_times(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A task has its dates as times too."""
    for name in ("start", "finish"):
        if name in values:
            text = values[name]
            values[f"{name}_datetime"] = f"{text}T00:00:00Z" if isinstance(text, str) and len(text) == 10 else text


@before(CHANGES, "create")
def request(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """What is asked of a task waits for a review. Raises: Unprocessable for a task that is not there."""
    number = context.inputs.path.get("task_id") or context.inputs.query.get("task_id") or values.get("task_id")
    task = referenced(context, TASKS, number, "task_id")
    proposal = values.pop("task", None) or {}
    for name in CHANGED:
        values[f"old_{name}"] = task.body.get(name)
        values[f"new_{name}"] = proposal.get(name, task.body.get(name))
    texts = [f"{name} {proposal[name]}" for name in CHANGED if proposal.get(name) is not None]
    values["change_requested"] = ", ".join(texts) or values.get("other_change")
    values |= {
        "task_id": task.id,
        "reason": values.get("change_reason"),
        "requested_by": name_of(context, "users", context.user_id),
    }
    values |= _status(PENDING)


@after(CHANGES, "create")
def mark_task(context: Context, change: Stored) -> None:
    """The task shows that a change is pending."""
    task = context.current(TASKS, change.body["task_id"])
    if task is not None:
        context.change(task, {"pending": True})


@action("PATCH requested_changes/review", "PATCH schedule/requested_changes/review")
def review(context: Context) -> list[Stored]:
    """Approves or rejects pending changes; an approved one is made. Raises: Unprocessable for one that is not pending."""
    rows = context.inputs.rows if context.inputs.rows is not None else context.attributes.get("requested_changes")
    reviewed = []
    for position, row in enumerate(rows or []):
        number = row.get("id") if isinstance(row, dict) else None
        change = referenced(context, CHANGES, number, f"requested_changes[{position}].id")
        if change.body.get("status_not_localized") not in (None, PENDING):
            raise Unprocessable(fields={f"requested_changes[{position}].id": ["has been reviewed already"]})
        approved = bool(row.get("approved"))
        reason = {"disposition_reason": row.get("disposition_reason")}
        context.change(change, {**reason, **_status(APPROVED if approved else REJECTED)})
        _settle(context, change, approved)
        reviewed.append(change)
    return reviewed


def _settle(context: Context, change: Stored, approved: bool) -> None:
    task = context.current(TASKS, change.body.get("task_id") or 0)
    if task is None:
        return
    changes: dict[str, Any] = {"pending": context.first(CHANGES, task_id=task.id, status_not_localized=PENDING) is not None}
    if approved:
        changes |= {name: change.body[f"new_{name}"] for name in CHANGED if change.body.get(f"new_{name}") is not None}
        set_times(context, changes, task)
    context.change(task, changes)


def _status(status: str) -> dict[str, str]:
    return {"status": status.title(), "status_not_localized": status}


@before(LOOKAHEADS, "create")
def check_dates(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a lookahead that ends before it begins."""
    if str(values.get("end_date") or "") < str(values.get("start_date") or ""):
        raise Unprocessable(fields={"end_date": ["must not be before the start date"]})


@after(LOOKAHEADS, "create")
def fill(context: Context, lookahead: Stored) -> None:
    """A lookahead begins with the tasks of the schedule that fall into its weeks, beside those of the one that it copies."""
    began, ended = (str(lookahead.body.get(name) or "") for name in ("start_date", "end_date"))
    selection = context.scoped(TASKS)
    copies = _tasks(context, lookahead.id) if lookahead.body.get("copied_from_id") else []
    row, there = len(copies), {copy.body.get("task_id") for copy in copies}
    for task in context.every(selection):
        if task.id in there:
            continue
        start, finish = (str(task.body.get(name) or "")[:10] for name in ("start", "finish"))
        if not start or start > ended or (finish or start) < began:
            continue
        row += 1
        values = {name: task.body.get(name) for name in ("name", "activity_id", "wbs", "critical_path", "resource_ids")}
        values |= {"lookahead_id": lookahead.id, "task_id": task.id, "row_number": row}
        values["task"] = {"id": task.id, "start": start, "finish": finish or None}
        context.put(LOOKAHEAD_TASKS, {**values, "start_date": start, "end_date": finish, "segments": []})
    _list_tasks(context, lookahead)


@before(LOOKAHEAD_TASKS, "create", "update")
def below(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A subtask is below a task of its lookahead. Raises: Unprocessable for another parent."""
    number = values.get("parent_id")
    if number is None:
        return
    of = values.get("lookahead_id") or (record.body.get("lookahead_id") if record else None)
    if all(task.id != number for task in _tasks(context, of or 0)):
        raise Unprocessable(fields={"parent_id": [Reason.UNKNOWN]})


def _tasks(context: Context, lookahead_id: int) -> list[Stored]:
    selection = Selection(LOOKAHEAD_TASKS, company_id=context.company_id)
    selection.conditions = [Condition("lookahead_id", "eq", lookahead_id)]
    return context.every(selection)


def _subtasks(context: Context, task: Stored) -> list[Stored]:
    return [other for other in _tasks(context, task.body.get("lookahead_id") or 0) if other.body.get("parent_id") == task.id]


@computed(LOOKAHEAD_TASKS, "subtasks")
def subtasks(task: Stored, context: Context) -> list[Stored]:
    """The tasks below it."""
    return _subtasks(context, task)


@after(LOOKAHEAD_TASKS, "create", "update", "delete", "restore")
def list_tasks(context: Context, task: Stored) -> None:
    """A lookahead shows its tasks."""
    lookahead = context.current(LOOKAHEADS, task.body.get("lookahead_id") or 0)
    if lookahead is not None and lookahead.deleted_at is None:
        _list_tasks(context, lookahead)


def _list_tasks(context: Context, lookahead: Stored) -> None:
    tasks = [task.id for task in _tasks(context, lookahead.id) if task.body.get("parent_id") is None]
    context.change(lookahead, {"lookahead_task_ids": tasks})


@computed(LOOKAHEADS, "status", moving=True)
def status(lookahead: Stored, context: Context) -> str:
    """Queued, processed, then ready."""
    passed = context.clock.epoch() - instant(lookahead.created_at).timestamp()
    return next((state for state, until in STATES if passed < until), "ready")
