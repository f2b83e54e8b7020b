"""Coordination issues: status, numbers by status, assignments and the activity they leave. Source: reference."""

from collections import Counter
from typing import Any

from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.request.filling import stored_values
from mockcore.request.transitions import transitions
from mockcore.store.records import Stored

ISSUES, ACTIVITIES = "coordination_issues", "coordination_issue_activities"
OBSERVATIONS, MOVED = "observations/items", "moved_to_observation"
STATUS = transitions(
    ISSUES,
    "status",
    initial="open",
    steps={
        "open": ("in_progress", "blocked", "ready_for_review", MOVED, "closed"),
        "in_progress": ("open", "blocked", "ready_for_review", MOVED, "closed"),
        "blocked": ("unblocked", MOVED, "closed"),
        "unblocked": ("open", "in_progress", "blocked", "ready_for_review", MOVED, "closed"),
        "ready_for_review": ("open", "in_progress", "blocked", MOVED, "closed"),
        MOVED: ("open", "closed"),
        "closed": ("open",),
    },
    source="reference (the statuses); that what is blocked is unblocked, and what is closed is opened again first, is assumed",
)
STATUSES = tuple(STATUS.allowed)
# What an observation takes over from its issue, by the issue's names.
TEXTS = {name: name for name in ("description", "due_date", "assignee_id", "location_id", "trade_id")} | {"title": "name"}


@before(ISSUES, "create", "update")
def date_closing(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A closed issue tells when; an issue has a number of its project. The feed tells of each step of the status."""
    status, former = values.get("status"), record.body.get("status") if record else None
    if status is not None and status != former:
        values["closed_date"] = context.now() if status == "closed" else None
        if record is not None:
            _tell(context, record, "status_change", {"old_status": former, "new_status": status})
    if record is None and not values.get("issue_number"):
        values["issue_number"] = context.next_number(ISSUES, name="issue_number")
    if record is not None:
        values["updated_by_id"] = context.user_id


@after(ISSUES, "create")
def tell_creation(context: Context, issue: Stored) -> None:
    """The feed begins with the issue's creation."""
    _tell(context, issue, "issue_created", {})


@after(ISSUES, "create", "update")
def move(context: Context, issue: Stored) -> None:
    """An issue that is moved to an observation becomes one, unless it has already. Source: reference; else assumed."""
    if issue.body.get("status") == MOVED and not linked_observations(issue, context):
        texts = {target: issue.body[name] for name, target in TEXTS.items() if issue.body.get(name) is not None}
        number = str(context.next_number(OBSERVATIONS, parent_id=0))
        values = {**texts, "number": number, "status": "initiated", "coordination_issue_id": issue.id}
        context.put(OBSERVATIONS, {**values, "created_by_id": context.user_id})


@after(OBSERVATIONS, "create")
def follow_observation(context: Context, observation: Stored) -> None:
    """An issue of which an observation is made is moved to it."""
    issue = referred(context, ISSUES, observation.body.get("coordination_issue_id"))
    if issue is not None and issue.deleted_at is None and issue.body.get("status") not in (MOVED, "closed"):
        _tell(context, issue, "status_change", {"old_status": issue.body.get("status"), "new_status": MOVED})
        context.change(issue, {"status": MOVED})


@computed(ISSUES, "linked_observation_items")
def linked_observations(issue: Stored, context: Context) -> list[Stored]:
    """The observations that were made of an issue."""
    return context.leading(OBSERVATIONS, "coordination_issue_id", issue)


def _tell(context: Context, issue: Stored, kind: str, details: dict[str, Any]) -> Stored:
    number, at = context.records.next_id(), context.now()
    details = {"id": number, "coordination_issue_id": issue.id, "created_at": at, "created_by_id": context.user_id, **details}
    values = {"coordination_issue_id": issue.id, "type": kind, "details": details, "created_by_id": context.user_id}
    return context.put(ACTIVITIES, values, issue.id)


@action("GET coordination_issues/{}/statuses")
def next_statuses(context: Context) -> dict[str, Any]:
    """The statuses that may follow that of the issue. Source: reference (the fields); that these are meant is assumed."""
    issue = context.record(ISSUES)
    following = STATUS.allowed.get(str(issue.body.get("status")), STATUSES)
    rows = [{"key": name, "label": name.replace("_", " ").title(), "is_primary": False} for name in following]
    return {"data": [{**row, "action_label": row["label"]} for row in rows], "actions": rows}


def _issues(context: Context) -> list[Stored]:
    return context.every(context.scoped(ISSUES))


@action("GET coordination_issues/status_total")
def status_total(context: Context) -> dict[str, int]:
    """How many issues of the project have each status."""
    numbers = Counter(issue.body.get("status") for issue in _issues(context))
    return {f"{name}_count": numbers[name] for name in STATUSES if name != "in_progress"}


@action("GET coordination_issues/status_count")
def status_count(context: Context) -> list[dict[str, Any]]:
    """The same for each location, or for each company of an assignee."""
    by = str(context.parameter("filters[group_by]") or "location")
    groups: dict[int | None, tuple[str | None, Counter[Any]]] = {}
    for issue in _issues(context):
        owner = _group(context, issue, by)
        group = groups.setdefault(owner.id if owner else None, (owner.body.get("name") if owner else None, Counter()))
        group[1][issue.body.get("status")] += 1
    return [
        {**{f"{name}_count": numbers[name] for name in STATUSES}, "group_by": by, "group_id": key, "group_label": label}
        for key, (label, numbers) in groups.items()
    ]


def _group(context: Context, issue: Stored, by: str) -> Stored | None:
    if by == "location":
        return _named(context, "locations", issue.body.get("location_id"))
    user = _named(context, "users", issue.body.get("assignee_id"))
    return _named(context, "vendors", user.body.get("vendor_id")) if user else None


def _named(context: Context, kind: str, value: Any) -> Stored | None:
    return referred(context, kind, value)


@action("POST coordination_issues/{}/assignments")
def assign(context: Context) -> Stored:
    """Gives the issue to somebody else; the answer tells from whom to whom."""
    issue = context.record(ISSUES)
    old, new = issue.body.get("assignee_id"), context.attributes.get("assignee_id")
    stored_values(context, context.catalog.kind(ISSUES), {"assignee_id": new})
    issue.body.pop("assignee", None)
    context.change(issue, {"assignee_id": new})
    details = {"old_assignee_id": old, "new_assignee_id": new}
    activity = _tell(context, issue, "assignment", details)
    activity.replace_body({**activity.body, **details})
    return activity
