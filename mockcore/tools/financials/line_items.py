"""Line items of everything that costs: their amounts, and the lock of what is approved. Source: reference."""

from typing import Any

from mockcore.domain.amounts import extend, extended_type, money, money_text
from mockcore.domain.line_items import DIRECT_COSTS, LINES, POTENTIAL, PRIME_CONTRACTS, refuse
from mockcore.domain.taxes import taxes_on
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.records import Stored

HOLDERS = {
    PRIME_CONTRACTS: "PrimeContract",
    POTENTIAL: "PotentialChangeOrder",
    DIRECT_COSTS: "DirectCost",
}


def price(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The amount follows quantity and unit cost. Raises: Unprocessable when what the line belongs to is approved."""
    above = _above(context, record)
    if above is not None:
        refuse(above, "line items cannot be changed")
    extend(values, record.body if record else {})


def keep(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable when what the line belongs to is approved."""
    above = _above(context, record)
    if above is not None:
        refuse(above, "line items cannot be deleted")


def _above(context: Context, record: Stored | None) -> Stored | None:
    number = record.parent_id if record is not None else context.parent_id
    kind = LINES.get(record.kind if record is not None else context.operation.kind)
    return context.current(kind, number) if kind and number else None


def amount_of(line: Stored, context: Context) -> str:
    """The line's amount, without taxes."""
    return money_text(money(line.body.get("amount")))


def taxed(line: Stored, context: Context) -> str:
    """The line's amount and the tax on it."""
    return money_text(money(line.body.get("amount")) + taxes_on(context, [line]))


def type_of(line: Stored, context: Context) -> str:
    """Whether the amount was given or is quantity times unit cost."""
    return extended_type(line.body)


def holder(line: Stored, context: Context) -> dict[str, Any] | None:
    """What the line belongs to; None for a line that a sync has made on its own."""
    if line.parent_id is None:
        return None
    kind = LINES[line.kind]
    above = context.find(kind, line.parent_id)
    name = HOLDERS.get(kind) or (above.body.get("type") if above else None)
    return {"id": line.parent_id, "holder_type": name or "WorkOrderContract"}


for _kind in LINES:
    computed(_kind, "extended_amount")(amount_of)
    if _kind != f"{POTENTIAL}/line_items":
        # Those have markups.
        computed(_kind, "total_amount")(taxed)
    computed(_kind, "extended_type")(type_of)
    computed(_kind, "holder")(holder)
    if _kind != f"{DIRECT_COSTS}/line_items":
        before(_kind, "create", "update")(price)
        before(_kind, "delete")(keep)
