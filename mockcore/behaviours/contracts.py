"""Contracts: line amounts from quantity and unit cost, totals from lines. Source: reference; money as decimal text."""

from typing import Any

from mockcore.behaviours.context import Context
from mockcore.behaviours.contract import after, before
from mockcore.spec.coercion import quantity
from mockcore.store.records import Stored

LINES = {
    "commitments/line_items": "commitments",
    "prime_contracts/line_items": "prime_contracts",
    "potential_change_orders/line_items": "potential_change_orders",
    "direct_costs/line_items": "direct_costs",
}
TOTALS = ("grand_total", "line_items_extended_total", "line_items_total", "original_amount", "amount", "total")


def price(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """``amount`` is quantity times unit cost where it is not given itself."""
    old = record.body if record else {}
    if values.get("amount") is not None or not ({"quantity", "unit_cost"} & set(values)):
        return
    count, unit_cost = (quantity(values.get(name, old.get(name))) for name in ("quantity", "unit_cost"))
    if count is not None and unit_cost is not None:
        values["amount"] = round(count * unit_cost, 2)


def add_up(context: Context, line: Stored) -> None:
    """The contract's totals follow its lines."""
    kind = LINES[line.kind]
    contract = context.records.get(kind, line.parent_id or 0)
    if contract is None:
        return
    amount = sum(quantity(part.body.get("amount")) or 0 for part in context.children(line.kind, contract.id))
    fields = context.catalog.kind(kind).fields
    told = {name: round(amount, 2) for name in TOTALS if name in fields}
    context.change(contract, told)


for _kind in LINES:
    before(_kind, "create", "update")(price)
    after(_kind, "create", "update", "delete")(add_up)
