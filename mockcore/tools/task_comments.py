"""Comments of task items, which may change the status of their task. Source: reference (the status of a comment)."""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.request.context import Context
from mockcore.request.declare import after, before
from mockcore.store.records import Stored

ITEMS, COMMENTS = "task_items", "task_item_comments"


@before(COMMENTS, "create")
def comment_on(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A comment belongs to a task item, and without a status of its own has the one of the item.

    Source: reference; the item's status is assumed. Raises: Unprocessable for no such item.
    """
    item = referenced(context, ITEMS, values.get("task_item_id"), "task_item_id")
    if values.get("status") is None:
        values["status"] = item.body.get("status")


@after(COMMENTS, "create")
def move_item(context: Context, comment: Stored) -> None:
    """The status of a new comment is the item's from now on. Source: documented, tasks; reference."""
    item = context.current(ITEMS, comment.body.get("task_item_id") or 0)
    status = comment.body.get("status")
    if item is not None and status is not None and status != item.body.get("status"):
        context.change(item, {"status": status})
