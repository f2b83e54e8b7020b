"""The lock of a project's budget: once it is on, the original amounts stay. Source: reference."""

from mockcore.request.context import Context

BUDGET = "budget"


def locked(context: Context) -> bool:
    """Whether the project's budget is locked."""
    known = context.first(BUDGET)
    return known is not None and bool(known.body.get("locked"))
