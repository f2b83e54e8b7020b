"""Observations: the way from initiated to closed, responses that move it on, notification. Source: tutorial; reference."""

from typing import Any

from mockcore.domain.notifications import notified
from mockcore.domain.references import name_of, referred
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed, narrow
from mockcore.request.transitions import transitions
from mockcore.store.query import Selection
from mockcore.store.records import Stored

ITEMS, RESPONSES = "observations/items", "observations/items/response_logs"
INSPECTION_ITEMS = "checklist/list_items"
PARENT = "parent"
# What an observation may have come of: its resource, its type, and what is told of it.
ORIGINS = {
    "checklist_item_id": (INSPECTION_ITEMS, "inspection", {"checklist_list_id": PARENT, "name": "name"}),
    "coordination_issue_id": (
        "coordination_issues", "coordination_issue", {"coordination_issue_number": "issue_number", "name": "title"},
    ),
    "incident_action_id": ("incidents/actions", "incident", {"incident_id": PARENT, "name": "description"}),
}  # fmt: skip
STATUS = transitions(
    ITEMS,
    "status",
    initial="initiated",
    steps={
        "initiated": ("ready_for_review", "closed"),
        "ready_for_review": ("initiated", "not_accepted", "closed"),
        "not_accepted": ("initiated", "ready_for_review", "closed"),
        "closed": ("initiated",),
    },
    source="documented, observations tutorial (the order); that each may be closed and initiated again is assumed",
)


@before(ITEMS, "create", "update")
def name_origin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An observation of an item of an inspection, or of an action, is one of the inspection or incident too."""
    for field, (kind, _, details) in ORIGINS.items():
        if field in values:
            source = referred(context, kind, values[field])
            above = source.parent_id if source is not None else None
            values |= {name: above for name, key in details.items() if key == PARENT}


@computed(ITEMS, "origin")
def origin(observation: Stored, context: Context) -> dict[str, Any] | None:
    """What the observation came of: an item of an inspection, a coordination issue or an action of an incident.

    Source: reference.
    """
    for field, (kind, label, details) in ORIGINS.items():
        source = referred(context, kind, observation.body.get(field))
        if source is not None and source.deleted_at is None and context.shows(source):
            shown = {name: source.parent_id if key == PARENT else source.body.get(key) for name, key in details.items()}
            return {"type": label, "payload": {field: source.id, **shown}}
    return None


@before(ITEMS, "create", "update")
def follow_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Closing dates the item, opening again clears it. Raises: Unprocessable for a status that does not follow."""
    old = record.body if record else {}
    status = values.get("status")
    if status is None:
        values.pop("status", None)
        return
    if status != old.get("status"):
        values["closed_at"] = context.now() if status == "closed" else None


@narrow(ITEMS)
def name_statuses(context: Context, selection: Selection) -> None:
    """``filters[status]`` takes names, and the numbers of an older time, in the order of the statuses (assumed)."""
    names = list(STATUS.allowed)
    for condition in selection.conditions:
        if condition.field == "status":
            values = condition.value if isinstance(condition.value, list) else [condition.value]
            named = [names[int(value)] if str(value) in ("0", "1", "2", "3") else value for value in values]
            condition.op, condition.value = "in", named


@before(RESPONSES, "create")
def sign_response(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A response carries its author and the status it sets. Raises: Unprocessable for one that does not follow."""
    item = context.current(ITEMS, context.parent_id or 0)
    current = item.body.get("status") if item else None
    status = str(values.get("status") or current or STATUS.initial).lower().replace(" ", "_")
    STATUS.check(current, status)
    values |= {"status": status.replace("_", " ").title(), "item_id": context.parent_id}
    values["created_by_name"] = name_of(context, "users", context.user_id)


@after(RESPONSES, "create")
def move_on(context: Context, response: Stored) -> None:
    """The item takes the status of its last response."""
    item = context.current(ITEMS, response.parent_id or 0)
    status = str(response.body.get("status")).lower().replace(" ", "_")
    if item is not None and item.body.get("status") != status:
        context.change(item, {"status": status, "closed_at": context.now() if status == "closed" else None})


@action("POST observations/items/send_unsent")
def send_unsent(context: Context) -> list[Any]:
    """Notifies of every observation that was not sent yet, and shows them."""
    return notified(context, ITEMS)


@action("GET observations/items/statuses")
def statuses(context: Context) -> list[dict[str, str]]:
    """The statuses an observation may have."""
    return [{"label": name.replace("_", " ").title(), "status": name} for name in STATUS.allowed]


@computed("observation_types", "category_key")
def category_key(kind: Stored, context: Context) -> str | None:
    """The category in small letters: ``work_to_complete``. Source: reference."""
    category = kind.body.get("category")
    return str(category).lower().replace(" ", "_") if category else None
