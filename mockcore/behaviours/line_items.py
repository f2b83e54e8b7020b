"""Line items of everything that costs: their amounts, and the lock of what is approved.

Source: reference; documented, financial tools (the schedule of values of what is approved or complete stays as it is).
"""

from typing import Any

from mockcore.behaviours.amounts import extend, extended_type, money, told
from mockcore.behaviours.context import Context
from mockcore.behaviours.contract import before, computed
from mockcore.errors import Unprocessable
from mockcore.store.query import Wanted
from mockcore.store.records import Stored

COMMITMENTS, PRIME_CONTRACTS = "commitments", "prime_contracts"
POTENTIAL = "potential_change_orders"
COMMITMENT_ORDERS, PRIME_ORDERS = "commitment_change_orders", "prime_change_orders"
DIRECT_COSTS = "direct_costs"
# Line items → what they are lines of.
LINES = {f"{kind}/line_items": kind for kind in (
    COMMITMENTS, PRIME_CONTRACTS, POTENTIAL, COMMITMENT_ORDERS, PRIME_ORDERS, DIRECT_COSTS,
)}  # fmt: skip
TOTALS = ("grand_total", "line_items_extended_total", "line_items_total", "original_amount", "amount", "total")
LOCKED = frozenset({"approved", "complete"})
HOLDERS = {
    PRIME_CONTRACTS: "PrimeContract",
    POTENTIAL: "PotentialChangeOrder",
    COMMITMENT_ORDERS: "CommitmentChangeOrder",
    PRIME_ORDERS: "PrimeChangeOrder",
    DIRECT_COSTS: "DirectCost",
}
EVERY = 100_000


def locked(record: Stored) -> bool:
    """Whether a contract or change order is approved or complete."""
    return str(record.body.get("status")).casefold() in LOCKED


def refuse(record: Stored, what: str) -> None:
    """Raises: Unprocessable when the record is approved or complete. Source: documented; status assumed."""
    if locked(record):
        raise Unprocessable(fields={"base": [f"{what} while the status is {record.body.get('status')}"]})


def lines_of(context: Context, record: Stored) -> list[Stored]:
    """The live lines of a record; those of the whole project are read at once when a list is asked for."""
    kind = f"{record.kind}/line_items"
    if context.operation.one or context.operation.rule != "list":
        return context.once((kind, record.id), lambda: context.select(Wanted(kind, parent_id=record.id, limit=EVERY)))
    return grouped(context, kind, record.project_id).get(record.id, [])


def grouped(context: Context, kind: str, project_id: int | None, name: str | None = None) -> dict[int, list[Stored]]:
    """The live records of a project by their parent, or by a field that refers to another record."""
    return context.once((kind, project_id, name), lambda: _grouped(context, kind, project_id, name))


def _grouped(context: Context, kind: str, project_id: int | None, name: str | None) -> dict[int, list[Stored]]:
    found: dict[int, list[Stored]] = {}
    for record in context.select(Wanted(kind, company_id=context.company_id, project_id=project_id, limit=EVERY)):
        above = record.parent_id if name is None else record.body.get(name)
        if isinstance(above, int):
            found.setdefault(above, []).append(record)
    return found


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
    return context.records.get(kind, number) if kind and number else None


def amount_of(line: Stored, context: Context) -> str:
    """The line's amount; taxes are reckoned apart."""
    return told(money(line.body.get("amount")))


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
        computed(_kind, "total_amount")(amount_of)
    computed(_kind, "extended_type")(type_of)
    computed(_kind, "holder")(holder)
    if _kind != f"{DIRECT_COSTS}/line_items":
        before(_kind, "create", "update")(price)
        before(_kind, "delete")(keep)
