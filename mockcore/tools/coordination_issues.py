"""Coordination issues: status, numbers by status, assignments and the activity they leave. Source: reference."""

from collections import Counter
from typing import Any

from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before
from mockcore.request.filling import stored_values
from mockcore.store.records import Stored

ISSUES, ACTIVITIES = "coordination_issues", "coordination_issue_activities"
STATUSES = ("open", "in_progress", "blocked", "unblocked", "ready_for_review", "moved_to_observation", "closed")


@before(ISSUES, "create", "update")
def date_closing(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A closed issue tells when; an issue has a number of its project."""
    status = values.get("status")
    if status is not None and (record is None or status != record.body.get("status")):
        values["closed_date"] = context.now() if status == "closed" else None
    if record is None and not values.get("issue_number"):
        values["issue_number"] = context.next_number(ISSUES, name="issue_number")
    if record is not None:
        values["updated_by_id"] = context.user_id


@after(ISSUES, "create")
def tell_creation(context: Context, issue: Stored) -> None:
    """The feed begins with the issue's creation."""
    _tell(context, issue, "issue_created", {})


def _tell(context: Context, issue: Stored, kind: str, details: dict[str, Any]) -> Stored:
    values = {"coordination_issue_id": issue.id, "type": kind, "details": details, "created_by_id": context.user_id}
    return context.put(ACTIVITIES, values, issue.id)


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
    activity.body.update(details)
    return activity
