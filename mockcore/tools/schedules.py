"""The schedule: tasks, changes of them that are requested and reviewed, lookaheads. Source: reference.

That an approved change is made at once, what the change says of itself, and how long a lookahead takes, is assumed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mockcore.clock import instant
from mockcore.domain.references import name_of, referenced, referred
from mockcore.domain.times_of_day import readable
from mockcore.errors import Reason, Unprocessable
from mockcore.reference.coercion import quantity
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.store.query import Condition, Selection, total
from mockcore.store.records import Stored

TASKS, CHANGES = "tasks", "requested_changes"
LOOKAHEADS, LOOKAHEAD_TASKS = "schedule/lookaheads", "schedule/lookahead_tasks"
CHANGED = ("start", "finish", "percentage")
# The task above in the outline once more, to be asked for: what a record calls its parent is where it is stored.
ABOVE = "above_id"
# From which percentage on a task has the actual date.
ACTUAL = {"start": 1, "finish": 100}
PENDING, APPROVED, REJECTED = "pending", "approved", "rejected"
# Seconds after its creation at which a lookahead is no longer in the state.
STATES = (("queued", 1), ("processing_previous_lookahead", 2), ("processing_master_schedule", 3))


@before(TASKS, "create", "update")
def set_times(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A task has its dates as times too, a place in the outline, and actual dates that agree with its percentage."""
    for name in ("start", "finish"):
        if name in values:
            text = values[name]
            values[f"{name}_datetime"] = f"{text}T00:00:00Z" if isinstance(text, str) and len(text) == 10 else text
    if "parent_id" in values:
        values[ABOVE] = values["parent_id"]
    if record is None:
        values["percentage"] = values.get("percentage") or (100 if values.get("actual_finish") else 0)
        if values.get("row_number") is None:
            values["row_number"] = context.next_number(TASKS, parent_id=0, name="row_number")
    _agree(context, values, record.body if record else {})


def _agree(context: Context, values: dict[str, Any], old: Mapping[str, Any]) -> None:
    """A task that has begun has an actual start, one of 100 % an actual finish, and the other way round.

    The planned date where it has passed, else the time of the change. Source: assumed.
    """
    if values.get("actual_finish") and values.get("percentage") is None:
        values["percentage"] = 100
    percentage = values.get("percentage")
    if percentage is None:
        return
    for name, least in ACTUAL.items():
        actual = f"actual_{name}"
        if percentage < least:
            values[actual] = None
        elif (values.get(actual) or old.get(actual)) is None:
            planned = readable(values.get(name) or old.get(name))
            passed = planned is not None and planned.timestamp() <= context.clock.epoch()
            values[actual] = f"{planned:%Y-%m-%dT%H:%M:%SZ}" if planned is not None and passed else context.now()


def actual(name: str) -> Callable[[Stored, Context], str | None]:
    """An actual date of a task: its own, else the planned one of a task that has come so far. Source: as ``_agree``."""
    least = ACTUAL[name]

    def shown(task: Stored, context: Context) -> str | None:
        percentage, own = quantity(task.body.get("percentage")), task.body.get(f"actual_{name}")
        if percentage is None or percentage < least:
            return own if percentage is None else None
        planned = readable(task.body.get(name))
        return own or (f"{planned:%Y-%m-%dT%H:%M:%SZ}" if planned is not None else None)

    return shown


for _name in ACTUAL:
    computed(TASKS, f"actual_{_name}")(actual(_name))


@computed(TASKS, "has_children")
def has_children(task: Stored, context: Context) -> bool:
    """Whether tasks are below it in the outline."""
    return bool(task.body.get("has_children")) or task.id in context.once((TASKS, "parents"), lambda: _parents(context))


def _parents(context: Context) -> set[Any]:
    selection = context.scoped(TASKS)
    selection.conditions = [Condition(ABOVE, "set", None)]
    return {task.body[ABOVE] for task in context.every(selection)}


@computed(TASKS, "full_outline_path")
def full_outline_path(task: Stored, context: Context) -> str | None:
    """The names from the top of the outline to the task. Source: reference (the field); the separator is assumed."""
    if task.body.get("full_outline_path"):
        return str(task.body["full_outline_path"])
    names, seen, above = [task.body.get("name")], {task.id}, referred(context, TASKS, task.body.get("parent_id"))
    while above is not None and above.id not in seen:
        seen.add(above.id)
        names.append(above.body.get("name"))
        above = referred(context, TASKS, above.body.get("parent_id"))
    return " > ".join(str(name) for name in reversed(names) if name)


def variance(name: str) -> Callable[[Stored, Context], float | None]:
    """The days by which a date of a task is later than in the baseline. Source: reference (the field)."""

    def shown(task: Stored, context: Context) -> float | None:
        planned, base = readable(task.body.get(name)), readable(task.body.get(f"baseline_{name}"))
        if task.body.get(f"{name}_variance") is not None or planned is None or base is None:
            return task.body.get(f"{name}_variance")
        return round((planned - base).total_seconds() / 86400, 2)

    return shown


for _name in ("start", "finish"):
    computed(TASKS, f"{_name}_variance")(variance(_name))


@computed(TASKS, "schedule_duration")
def schedule_duration(task: Stored, context: Context) -> float | None:
    """The days from start to finish, both counted; none for a milestone. Source: reference (the field); else assumed."""
    began, ended = readable(task.body.get("start")), readable(task.body.get("finish"))
    if task.body.get("schedule_duration") is not None or began is None or ended is None:
        return task.body.get("schedule_duration")
    return 0 if task.body.get("milestone") else (ended - began).days + 1


@computed("schedule", "schedule_present")
def schedule_present(schedule: Stored, context: Context) -> bool:
    """Whether the project has a schedule: tasks."""
    return total(context.records.storage, context.scoped(TASKS)) > 0


@computed("schedule", "number_of_pending_requested_changes")
def pending_changes(schedule: Stored, context: Context) -> int:
    """How many changes wait for a review."""
    selection = context.scoped(CHANGES)
    selection.conditions = [Condition("status_not_localized", "eq", PENDING)]
    return total(context.records.storage, selection)


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
