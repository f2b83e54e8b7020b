"""Direct costs: lines given with the cost or one by one, their total, and the lock of what another system has taken over.

Source: reference; documented, financial tools (with an origin_id the whole is immutable; 409 as the reference lists).
"""

from typing import Any

from mockcore.domain.amounts import extend, money_text, total
from mockcore.domain.erp_lock import keep_synced
from mockcore.domain.line_items import DIRECT_COSTS, grouped, lines_of
from mockcore.domain.references import name_of
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed, guard
from mockcore.store.records import Stored

LINES = f"{DIRECT_COSTS}/line_items"
LINES_OF_BODY = "direct cost lines"


@before(DIRECT_COSTS, "create")
def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A draft, unless it says otherwise; its lines are kept beside it."""
    values["status"] = values.get("status") or "draft"
    context.cache[LINES_OF_BODY] = values.pop("line_items", None)


@before(DIRECT_COSTS, "update", "delete")
def keep(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for a synced one."""
    context.cache[LINES_OF_BODY] = values.pop("line_items", None)
    keep_synced(context, {**values, "line_items": True} if context.cache[LINES_OF_BODY] else values, record)


@after(DIRECT_COSTS, "create", "update")
def keep_lines(context: Context, cost: Stored) -> None:
    """Each line of the request becomes one of its own; one that names an id changes that line."""
    stored = {line.id: line for line in grouped(context, LINES, cost.project_id).get(cost.id, ())}
    for position, row in enumerate(context.cache.pop(LINES_OF_BODY, None) or (), len(stored) + 1):
        values = {name: value for name, value in row.items() if name not in ("id", "direct_cost_id") and value is not None}
        line = stored.get(row.get("id"))
        guard(context, LINES, "update" if line else "create", values, line)
        if line is not None:
            context.change(line, values)
        else:
            context.put(LINES, {"position": position, **values}, cost.id)


@before(LINES, "create", "update", "delete")
def price(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """``manual_amount`` is the amount of a line that is not calculated. Raises: Conflict for a line of a synced cost."""
    number = record.parent_id if record is not None else context.parent_id or values.get("direct_cost_id")
    cost = context.current(DIRECT_COSTS, number) if isinstance(number, int) else None
    if cost is not None and context.operation.kind == LINES:
        keep_synced(context, {}, cost)
    manual = values.pop("manual_amount", None)
    if manual is not None and values.get("amount") is None:
        values["amount"] = str(manual)
    extend(values, record.body if record else {})


@computed(DIRECT_COSTS, "grand_total", "amount", "line_items_total", "line_items_extended_total")
def grand_total(cost: Stored, context: Context) -> str:
    """What its lines come to."""
    return money_text(total(lines_of(context, cost)))


@computed(DIRECT_COSTS, "line_items_count")
def line_items_count(cost: Stored, context: Context) -> int:
    """How many lines there are."""
    return len(lines_of(context, cost))


@computed(DIRECT_COSTS, "line_items")
def line_items(cost: Stored, context: Context) -> list[Stored]:
    """The lines."""
    return lines_of(context, cost)


@computed(DIRECT_COSTS, "vendor_name")
def vendor_name(cost: Stored, context: Context) -> Any:
    """The vendor's name."""
    return name_of(context, "vendors", cost.body.get("vendor_id"))
