"""Production quantities: what was produced is measured as it was budgeted. Source: reference."""

from typing import Any

from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.records import Stored

ACTUAL, BUDGETED = "actual_production_quantities", "budgeted_production_quantities"
# What a quantity is of, the more particular first.
BY = ("wbs_code_id", "cost_code_id")


@computed(ACTUAL, "unit_of_measure")
def unit_of_measure(entry: Stored, context: Context) -> Any:
    """The unit of the budgeted quantity of the same code. Source: reference (the field); where it comes from is assumed."""
    if entry.body.get("unit_of_measure"):
        return entry.body["unit_of_measure"]
    units = context.once((BUDGETED,), lambda: _units(context))
    return next((units[name, entry.body.get(name)] for name in BY if (name, entry.body.get(name)) in units), None)


def _units(context: Context) -> dict[tuple[str, Any], Any]:
    rows = context.every(context.scoped(BUDGETED))
    return {(name, row.body[name]): row.body.get("unit_of_measure") for name in BY for row in rows if row.body.get(name)}
