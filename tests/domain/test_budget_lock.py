"""A project's budget is locked once someone has locked it."""

from mockcore.domain.budget_lock import BUDGET, locked
from mockcore.request.context import Context


def test_a_budget_is_open_until_it_is_locked(context: Context) -> None:
    assert not locked(context)
    budget = context.first(BUDGET) or context.put(BUDGET, {"locked": False})
    assert not locked(context)
    context.change(budget, {"locked": True})
    assert locked(context)
