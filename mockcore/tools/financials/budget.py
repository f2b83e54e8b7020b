"""The budget: line items and their figures, the lock, and budget modifications until a company has budget changes.

Source: reference; documented, budget changes (405 with ``Allow: GET`` after the migration). That a company has migrated with
its first budget change, and what a locked budget refuses, is assumed.
"""

from collections.abc import Callable
from typing import Any

from mockcore.domain.amounts import NONE, check_numbers, decimal, extension, money, money_text, write_amount
from mockcore.domain.budget_lock import BUDGET, locked
from mockcore.domain.budget_sums import CHANGES, FORECASTS, LINES, MODIFICATIONS, Row, everything, row_of
from mockcore.domain.references import referenced
from mockcore.errors import MethodNotAllowed
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.request.states import forbid
from mockcore.store.query import Selection
from mockcore.store.records import Stored

ORIGINAL = ("original_budget_amount", "quantity", "unit_cost", "calculation_strategy")
MIGRATED = "Budget modifications can only be read since this company uses budget changes."
FIGURES: dict[str, Callable[[Row], Any]] = {
    "approved_budget_changes": lambda row: row.approved_changes,
    "revised_budget": lambda row: row.revised,
    "pending_budget_changes": lambda row: row.pending_changes,
    "projected_budget": lambda row: row.projected,
    "committed_costs": lambda row: row.committed,
    "direct_costs": lambda row: row.direct,
    "pending_cost_changes": lambda row: row.pending_costs,
    "projected_costs": lambda row: row.costs,
    "budget_forecast": lambda row: row.forecast,
    "estimated_cost_at_completion": lambda row: row.at_completion,
    "projected_over_under": lambda row: row.over_under,
}


def budget(context: Context) -> Stored:
    """The project's budget, made when first needed."""
    return context.first(BUDGET) or context.put(BUDGET, {"locked": False})


@action("POST budget/lock")
def lock(context: Context) -> dict[str, Any]:
    """The original amounts stay as they are from now on."""
    context.change(budget(context), {"locked": True})
    return {"locked": True}


@action("DELETE budget/lock")
def unlock(context: Context) -> dict[str, Any]:
    """Takes the lock away, and destroys the budget modifications unless they are to be preserved.

    Source: documented, budget (preserve and unlock); reference of 2026-09 (that they are destroyed where nothing is said).
    """
    destroys = context.inputs.query.get("destroy_all_budget_line_item_transfers") is not False
    for move in everything(context, MODIFICATIONS) if destroys else ():
        context.records.delete(move, at=context.now(), user_id=context.user_id)
    context.change(budget(context), {"locked": False})
    return {"locked": False}


@before(LINES, "create", "update")
def reckon(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Automatic amounts are quantity times unit cost. Raises: Conflict for another original amount once locked."""
    old: dict[str, Any] = record.body if record else {}
    merged = {**old, **values}
    strategy = merged.get("calculation_strategy") or ("manual" if values.get("original_budget_amount") is not None else None)
    quantity, unit_cost = decimal(merged.get("quantity")), decimal(merged.get("unit_cost"))
    if strategy != "manual" and quantity is not None and unit_cost is not None:
        values["original_budget_amount"] = money_text(extension(quantity, unit_cost))
    check_numbers(values, ("original_budget_amount",))
    write_amount(values, "original_budget_amount")
    if locked(context) and money(values.get("original_budget_amount", old.get("original_budget_amount"))) != money(
        old.get("original_budget_amount")
    ):
        forbid(BUDGET, "locked", "original_budget_amount can be changed once it is unlocked")


@before(LINES, "delete")
def keep(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for a line with an amount once the budget is locked."""
    if record is not None and locked(context) and money(record.body.get("original_budget_amount")) != NONE:
        forbid(BUDGET, "locked", "a line with an original amount can be deleted once it is unlocked")


def _figure(shown: Callable[[Row], Any]) -> Callable[[Stored, Context], Any]:
    return lambda line, context: money_text(shown(row_of(line, context)))


for _name, _shown in FIGURES.items():
    computed(LINES, _name)(_figure(_shown))


@before(MODIFICATIONS, "create", "update", "delete")
def move(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: MethodNotAllowed once the company uses budget changes; Unprocessable for lines that do not exist."""
    if context.records.first(Selection(CHANGES, company_id=context.company_id)) is not None:
        raise MethodNotAllowed(MIGRATED, headers={"Allow": "GET"})
    check_numbers(values, ("transfer_amount",))
    write_amount(values, "transfer_amount")
    for name in ("from_budget_line_item_id", "to_budget_line_item_id"):
        number = values.get(name)
        if number is not None:
            referenced(context, LINES, number, name)


@before(FORECASTS, "create", "update")
def forecast(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The amount is quantity times unit cost where it is not given. Raises: Unprocessable for what is no number."""
    check_numbers(values, ("amount", "quantity", "unit_cost"))
    merged = {**(record.body if record else {}), **values}
    quantity, unit_cost = decimal(merged.get("quantity")), decimal(merged.get("unit_cost"))
    if values.get("amount") is None and quantity is not None and unit_cost is not None:
        values["amount"] = money_text(extension(quantity, unit_cost))
    write_amount(values, "amount")
