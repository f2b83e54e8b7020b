"""Records whose people have not been told of them yet. Source: documented, observations tutorial."""

from mockcore.request.context import Context
from mockcore.store.query import Condition
from mockcore.store.records import Stored


def notified(context: Context, kind: str) -> list[Stored]:
    """Notifies of every record of a resource that was not sent yet; the records."""
    selection = context.seen(kind)
    selection.conditions.append(Condition("date_notified", "null", None))
    return [context.change(item, {"date_notified": context.now()}) for item in context.every(selection)]
