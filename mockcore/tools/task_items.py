"""Task items: one assignee or several, sent when asked. Source: reference."""

from typing import Any

from mockcore.domain.notifications import notified
from mockcore.request.context import Context
from mockcore.request.declare import action, before
from mockcore.store.records import Stored

ITEMS = "task_items"


@before(ITEMS, "create", "update")
def assign(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """``assigned_id`` is the first of the assignees, however they were named."""
    if values.get("assigned_id") is not None and not values.get("assignee_ids"):
        values["assignee_ids"] = [values["assigned_id"]]
    if "assignee_ids" in values:
        first = next(iter(values["assignee_ids"] or []), None)
        values |= {"assigned_id": first, "assignee_id": first}


@action("POST task_items/send_unsent")
def send_unsent(context: Context) -> list[Any]:
    """Notifies of every task item that was not sent yet, and names them."""
    return notified(context, ITEMS)
