"""The columns of the standard budget view, for the view's rows, their groups and the snapshots that keep them.

Source: documented, budget tutorial (a key for each column beside the fields; the forecast is ``budget_forecast``); reference.
The columns are those of the standard view; their names are assumed.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import money_text
from mockcore.domain.budget_sums import Row

VIEWS, SNAPSHOTS = "budget_views", "budget_view_snapshots"
STANDARD, SOURCE = "standard", "source"
# Name, whether it is a field of the row or a column of the view, what it tells.
COLUMNS: tuple[tuple[str, str, str, Callable[[Row], Decimal]], ...] = (
    ("original_budget_amount", "Original Budget Amount", STANDARD, lambda row: row.original),
    ("budget_modifications", "Budget Modifications", STANDARD, lambda row: row.moved),
    ("approved_cos", "Approved COs", SOURCE, lambda row: row.approved_orders),
    ("revised_budget", "Revised Budget", SOURCE, lambda row: row.revised),
    ("pending_budget_changes", "Pending Budget Changes", SOURCE, lambda row: row.pending_changes),
    ("projected_budget", "Projected Budget", SOURCE, lambda row: row.projected),
    ("committed_costs", "Committed Costs", SOURCE, lambda row: row.committed),
    ("direct_costs", "Direct Costs", SOURCE, lambda row: row.direct),
    ("pending_cost_changes", "Pending Cost Changes", SOURCE, lambda row: row.pending_costs),
    ("projected_costs", "Projected Costs", SOURCE, lambda row: row.costs),
    ("budget_forecast", "Forecast To Complete", STANDARD, lambda row: row.forecast),
    ("estimated_cost_at_completion", "Estimated Cost at Completion", SOURCE, lambda row: row.at_completion),
    ("projected_over_under", "Projected over Under", SOURCE, lambda row: row.over_under),
)
FORECAST = "budget_forecast"
SNAPSHOT_ROWS = "kept_rows"


def figures(code: int, row: Row) -> dict[str, Any]:
    """The columns of a row: fields under their names, the others under the names of their columns."""
    out: dict[str, Any] = {}
    for name, label, type_, tells in COLUMNS:
        out[name if type_ == STANDARD else label] = money_text(tells(row))
    by_hand = row.manual is not None
    out[FORECAST] = {
        "id": row.lines[0].id if row.lines else code,
        "manual_amount": money_text(row.manual) if row.manual is not None else None,
        "automatic_amount": money_text(row.automatic),
        "amount": money_text(row.forecast),
        "automatically_calculated": not by_hand,
        "calculation_strategy": "manual" if by_hand else "automatic",
        "notes": None,
    }
    return out


def amount_of(value: Any) -> Decimal:
    """The number in a column of a row: the forecast is an object."""
    return Decimal(value["amount"] if isinstance(value, Mapping) else value)
