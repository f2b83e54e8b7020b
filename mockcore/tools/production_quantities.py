"""Production quantities: what was produced is measured as it was budgeted. Source: reference."""

from typing import Any

from mockcore.request.context import Context
from mockcore.request.declare import before
from mockcore.store.records import Stored

ACTUAL, BUDGETED = "actual_production_quantities", "budgeted_production_quantities"
# What a quantity is of, the more particular first.
BY = ("wbs_code_id", "cost_code_id")


@before(ACTUAL, "create", "update")
def take_unit(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An entry has the unit of the budgeted quantity of its code. Source: reference; where it comes from is assumed."""
    budgets = (context.first(BUDGETED, **{name: values[name]}) for name in BY if values.get(name) is not None)
    unit = next((budget.body.get("unit_of_measure") for budget in budgets if budget is not None), None)
    if unit and not values.get("unit_of_measure"):
        values["unit_of_measure"] = unit
