"""Subcontractor invoices of a commitment: the latest, their items, what each comes to and what they come to together.

Source: documented, requisitions tutorial (the latest open one only); reference for the fields.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, money, money_text
from mockcore.domain.contract_details import DETAIL_ITEMS
from mockcore.domain.erp_lock import keep_synced
from mockcore.domain.invoices import ITEMS_ALONE, formatted_period, refuses
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, grouped
from mockcore.domain.progress_billing import (
    RETAINED_PERCENT,
    STORED_PERCENT,
    Item,
    carried,
    certified_by,
    excess,
    settle,
    summary,
)
from mockcore.domain.references import referred
from mockcore.domain.status_effects import APPROVED, effect, statuses
from mockcore.domain.taxes import codes_of, tax_on
from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.states import forbid
from mockcore.store.query import Selection
from mockcore.store.records import Stored

REQUISITIONS = "requisitions"
CONTRACT_ITEMS, CHANGE_ITEMS = f"{REQUISITIONS}/contract_items", f"{REQUISITIONS}/change_order_items"
ITEMS = (CONTRACT_ITEMS, DETAIL_ITEMS, CHANGE_ITEMS)
# Items → the lines that they bill.
LINES_OF = {
    CONTRACT_ITEMS: f"{COMMITMENTS}/line_items",
    DETAIL_ITEMS: f"{COMMITMENTS}/line_items",
    CHANGE_ITEMS: f"{POTENTIAL}/line_items",
}
ITEM_TYPES = {CONTRACT_ITEMS: "contract_item", DETAIL_ITEMS: "contract_detail_item", CHANGE_ITEMS: "change_order_item"}
NAMES = ("id", "line_item_id", "detail_line_item_id", "item_type")
# What an approved invoice takes.
FREE = frozenset({"status", "payment_date", "origin_id", "origin_data", "comment"})
CLOSED = statuses(REQUISITIONS, APPROVED)


def invoices(context: Context, commitment: Stored) -> list[Stored]:
    """The requisitions of a commitment, oldest first."""
    requisitions = grouped(context, REQUISITIONS, commitment.project_id, "commitment_id").get(commitment.id, [])
    return sorted(requisitions, key=lambda record: (record.body.get("number") or 0, record.id))


def commitment_of(context: Context, requisition: Stored) -> Stored | None:
    """The commitment that an invoice bills."""
    number = requisition.body.get("commitment_id")
    return referred(context, COMMITMENTS, number)


def is_latest(context: Context, requisition: Stored) -> bool:
    """Whether no later invoice bills the same commitment."""
    commitment = commitment_of(context, requisition)
    return commitment is None or invoices(context, commitment)[-1].id == requisition.id


def items_of(context: Context, requisition: Stored, kind: str) -> list[Stored]:
    """The items of an invoice of one kind."""
    return context.once((kind, requisition.id), lambda: context.every(Selection(kind, parent_id=requisition.id)))


def line_values(commitment: Stored, line: Stored, position: int) -> dict[str, Any]:
    """What an item has from its line."""
    body = line.body
    return {
        "line_item_id": line.id,
        "cost_code_id": body.get("cost_code_id"),
        "wbs_code_id": body.get("wbs_code_id"),
        "description_of_work": body.get("description"),
        "scheduled_value": money_text(money(body.get("amount"))),
        "scheduled_quantity": body.get("quantity"),
        "scheduled_unit_price": body.get("unit_cost"),
        "uom": body.get("uom"),
        "position": position + 1,
        RETAINED_PERCENT: commitment.body.get("retainage_percent"),
        STORED_PERCENT: commitment.body.get("retainage_percent"),
    }


def add_item(context: Context, requisition: Stored, kind: str, values: dict[str, Any], earlier: Stored | None) -> Stored:
    """A new item, with what the invoice before has of it."""
    body = {**values, "item_type": ITEM_TYPES[kind], "status": "no_action", "is_new": earlier is None}
    if earlier is not None:
        body |= {name: value for name, value in carried(earlier.body).items() if value is not None}
        body["previous_progress_id"] = earlier.id
    return context.put(kind, body, requisition.id)


def bill_items(context: Context, requisition: Stored, rows: list[Any]) -> None:
    """Applies rows of work to the items that they name, by their own id or by that of their line."""
    items = [candidate for kind in ITEMS for candidate in items_of(context, requisition, kind)]
    for row in rows:
        item = next((candidate for candidate in items if _refers_to(row, candidate)), None) if isinstance(row, dict) else None
        if item is None:
            raise Unprocessable(fields={"items": ["do not name an item of this invoice"]})
        values = {name: value for name, value in row.items() if value is not None and name not in NAMES}
        settle(values, item.body)
        doubt_excess(context, {**item.body, **values})
        context.change(item, values)


def doubt_excess(context: Context, body: Mapping[str, Any]) -> None:
    """Notes an item that bills more than its scheduled value."""
    if detail := excess(body):
        context.doubt(detail)


def _refers_to(row: dict[str, Any], item: Stored) -> bool:
    if row.get("detail_line_item_id") is not None:
        return bool(row["detail_line_item_id"] == item.body.get("detail_line_item_id"))
    if row.get("line_item_id") is not None:
        return bool(row["line_item_id"] == item.body.get("line_item_id"))
    return bool(row.get("id") == item.id)


def check_open(context: Context, requisition: Stored, values: Mapping[str, Any] = ITEMS_ALONE) -> None:
    """Raises: Conflict for one that is synced, not the latest, or approved; an approved one may be reopened."""
    keep_synced(context, values, requisition)
    if not is_latest(context, requisition):
        forbid("invoices", "followed by a later one", "only the latest open invoice of a commitment can be changed or deleted")
    if refuses(requisition, values, CLOSED, FREE):
        forbid("invoices", requisition.body["status"], "it cannot be changed or deleted until it has another status")


def figures(context: Context, requisition: Stored) -> dict[str, Any]:
    """The summary of an invoice."""
    return context.once(("summary", requisition.id), lambda: _figures(context, requisition))


def _figures(context: Context, requisition: Stored) -> dict[str, Any]:
    last = referred(context, REQUISITIONS, requisition.body.get("previous_requisition_id"))
    certified = certified_by(item.body for item in all_items(last, context)) if last and not last.deleted_at else NONE
    lines, details, changed = ([item.body for item in items_of(context, requisition, kind)] for kind in ITEMS)
    return {
        **summary([*lines, *details], changed, certified, _tax(context, requisition, last)),
        "formatted_period": formatted_period(
            requisition.body.get("requisition_start"), requisition.body.get("requisition_end")
        ),
    }


def _tax(context: Context, requisition: Stored, last: Stored | None) -> Decimal:
    """The tax on what an invoice bills more than the one before, by the codes of the lines."""
    codes = {kind: codes_of(context, kind, requisition.project_id) for kind in set(LINES_OF.values())}
    if not any(codes.values()):
        return NONE
    before = {_billed(item): Item.of(item.body).completed for item in (all_items(last, context) if last else ())}
    tax = NONE
    for item in all_items(requisition, context):
        code = codes[LINES_OF[item.kind]].get(item.body.get("line_item_id") or 0)
        tax += tax_on(context, Item.of(item.body).completed - before.get(_billed(item), NONE), code)
    return tax


def _billed(item: Stored) -> tuple[Any, ...]:
    return item.kind, item.body.get("line_item_id"), item.body.get("detail_line_item_id")


def invoiced(context: Context, commitment: Stored) -> Decimal:
    """What the approved invoices of a commitment come to."""
    approved = [requisition for requisition in invoices(context, commitment) if effect(requisition) == APPROVED]
    return sum((money(figures(context, requisition)["current_payment_due"]) for requisition in approved), NONE)


def all_items(requisition: Stored, context: Context) -> list[Stored]:
    """The items of the contract's lines and of their details, then those of its change orders."""
    return [item for kind in ITEMS for item in items_of(context, requisition, kind)]
