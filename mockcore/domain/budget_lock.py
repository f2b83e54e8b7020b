"""The lock of a project's budget: once it is on, the original amounts stay. Source: reference."""

from mockcore.request.context import Context

BUDGET = "budget"


def locked(context: Context) -> bool:
    """Whether the project's budget is locked."""
    budget = context.first(BUDGET)
    return budget is not None and bool(budget.body.get("locked"))
