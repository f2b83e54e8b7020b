"""Task items: one assignee or several, sent when asked. Source: reference."""

from typing import Any

from mockcore.domain.notifications import notified
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
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


@computed(ITEMS, "assignees")
def assignees(item: Stored, context: Context) -> list[dict[str, Any]]:
    """Who is assigned, and when they were told of it: with the item. Source: reference; that it is at once is assumed."""
    people = [context.find("users", number) for number in item.body.get("assignee_ids") or [] if isinstance(number, int)]
    date = str(item.body.get("date_notified") or "")[:10] or None
    return [
        {"id": person.id, "date_notified": date, "login": person.body.get("login"), "name": person.body.get("name")}
        for person in people
        if person is not None
    ]
