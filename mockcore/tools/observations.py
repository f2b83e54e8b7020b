"""Observations: the way from initiated to closed, responses that move it on, notification. Source: tutorial; reference."""

from typing import Any

from mockcore.domain.notifications import notified
from mockcore.domain.references import name_of
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed, narrow
from mockcore.request.transitions import transitions
from mockcore.store.query import Selection
from mockcore.store.records import Stored

ITEMS, RESPONSES = "observations/items", "observations/items/response_logs"
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
def follow_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Closing dates the item, opening again clears it. Raises: Unprocessable for a status that does not follow."""
    old = record.body if record else {}
    status = values.get("status")
    if status is None:
        values.pop("status", None)
        return
    STATUS.check(old.get("status"), status)
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
