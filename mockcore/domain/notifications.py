"""Records whose people have not been told of them yet. Source: documented, observations tutorial."""

from typing import Any

from mockcore.reference.schema import unwrapped
from mockcore.request.context import Context
from mockcore.store.query import Condition


def notified(context: Context, kind: str) -> list[Any]:
    """Notifies of every record of a resource that was not sent yet; the records as the operation shows them."""
    selection = context.seen(kind)
    selection.limit = 10_000
    selection.conditions.append(Condition("date_notified", "null", None))
    inner, _ = unwrapped(context.operation.response or {})
    resolve = context.projector.item(inner.get("items", {}), kind)
    return [resolve(context.change(item, {"date_notified": context.now()}), context) for item in context.select(selection)]
