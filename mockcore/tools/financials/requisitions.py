"""Requisitions (subcontractor invoices): items from the commitment's lines, the summary, and which may still be changed.

Source: documented, requisitions tutorial (the latest open one only; a package must be approved); financial tools (what has
an origin_id is synced and stays as it is); reference for the fields.
"""

from typing import Any

from mockcore.domain.amounts import money, money_text, total
from mockcore.domain.contract_details import DETAIL_ITEMS, of_contract
from mockcore.domain.invoices import figure, fill_days, following_number
from mockcore.domain.line_items import COMMITMENTS
from mockcore.domain.progress_billing import FIGURES, complete, settle
from mockcore.domain.references import name_of, referenced, referred
from mockcore.domain.requisitions import (
    CHANGE_ITEMS,
    CLOSED,
    CONTRACT_ITEMS,
    ITEMS,
    REQUISITIONS,
    add_item,
    all_items,
    bill_items,
    check_open,
    commitment_of,
    doubt_excess,
    figures,
    invoices,
    is_latest,
    items_of,
    line_values,
)
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed
from mockcore.store.query import Selection
from mockcore.store.records import Stored

# The rows of work in the body, until the invoice is stored.
BILLED = "billed"
DAYS = {"requisition_start": "start_date", "requisition_end": "end_date", "billing_date": "due_date"}


@before(REQUISITIONS, "create")
def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Numbered within its commitment; its days are those of the billing period. Raises: Unprocessable for no commitment."""
    number = values.get("commitment_id") or context.parameter("commitment_id")
    commitment = referenced(context, COMMITMENTS, number, "commitment_id")
    earlier = invoices(context, commitment)
    values["commitment_id"] = commitment.id
    values["number"] = following_number(earlier)
    values["previous_requisition_id"] = earlier[-1].id if earlier else None
    values["status"] = values.get("status") or "draft"
    values.setdefault("final", False)
    context.cache[BILLED] = values.pop("items", None)
    fill_days(context, values, DAYS)
    if values["status"] != "draft":
        values.setdefault("submitted_at", context.now())


@after(REQUISITIONS, "create")
def fill(context: Context, requisition: Stored) -> None:
    """An item for each line of the commitment or each of its details, and those of change orders in the invoice before."""
    commitment = commitment_of(context, requisition)
    if commitment is None:
        return
    number = requisition.body.get("previous_requisition_id")
    last = referred(context, REQUISITIONS, number)
    kinds = (CONTRACT_ITEMS, DETAIL_ITEMS) if last else ()
    earlier = {_place(item): item for kind in kinds for item in items_of(context, last, kind)} if last else {}
    details = of_contract(context, commitment)
    for position, line in enumerate(context.every(Selection(f"{COMMITMENTS}/line_items", parent_id=commitment.id))):
        values = line_values(commitment, line, position)
        for detail in details.get(line.id, ()):
            add_item(
                context, requisition, DETAIL_ITEMS, {**values, **_detail_values(detail)}, earlier.get((line.id, detail.id))
            )
        if line.id not in details:
            add_item(context, requisition, CONTRACT_ITEMS, values, earlier.get((line.id, None)))
    for item in items_of(context, last, CHANGE_ITEMS) if last else ():
        names = ("line_item_id", "cost_code_id", "wbs_code_id", "description_of_work", "scheduled_value", "position")
        values = {name: item.body.get(name) for name in (*names, "change_order_package_id", "commitment_line_item_id")}
        add_item(context, requisition, CHANGE_ITEMS, values, item)
    bill_items(context, requisition, context.cache.pop(BILLED, None) or [])


def _detail_values(detail: Stored) -> dict[str, Any]:
    """What an item has from a detail of its line."""
    return {
        "detail_line_item_id": detail.id,
        "scheduled_value": money_text(money(detail.body.get("amount"))),
        "description_of_work": detail.body.get("description"),
        "scheduled_quantity": None,
        "scheduled_unit_price": None,
    }


def _place(item: Stored) -> tuple[Any, Any]:
    """The line that an item bills, and the detail of it."""
    return item.body.get("line_item_id"), item.body.get("detail_line_item_id")


@before(REQUISITIONS, "update", "delete")
def latest_only(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for one that is synced, not the latest, or approved; an approved one may be reopened."""
    if record is None:
        return
    check_open(context, record, values)
    if values.get("status") not in (None, "draft") and not record.body.get("submitted_at"):
        values.setdefault("submitted_at", context.now())
    context.cache[BILLED] = values.pop("items", None)


@after(REQUISITIONS, "update")
def bill(context: Context, requisition: Stored) -> None:
    """The rows of work in the request."""
    bill_items(context, requisition, context.cache.pop(BILLED, None) or [])


def check_item(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for an item of an invoice that is closed, and for what is not a number."""
    requisition = context.current(REQUISITIONS, record.parent_id) if record and record.parent_id else None
    if requisition is not None:
        check_open(context, requisition)
    old = record.body if record else {}
    settle(values, old)
    doubt_excess(context, {**old, **values})


for _kind in ITEMS:
    before(_kind, "update")(check_item)
    for _name in FIGURES:
        computed(_kind, _name)(figure(_name))


@computed(REQUISITIONS, "summary", "g702")
def summary_of(requisition: Stored, context: Context) -> dict[str, Any]:
    """The G702."""
    return figures(context, requisition)


computed(REQUISITIONS, "items")(all_items)


@computed(REQUISITIONS, "percent_complete")
def percent_complete(requisition: Stored, context: Context) -> str:
    """``96.36%``."""
    return complete(figures(context, requisition))


@computed(REQUISITIONS, "total_claimed_amount")
def claimed(requisition: Stored, context: Context) -> str:
    """What the subcontractor claims."""
    return money_text(total(all_items(requisition, context), "subcontractor_claimed_amount"))


@computed(REQUISITIONS, "deletable")
def deletable(requisition: Stored, context: Context) -> bool:
    """Whether it is the latest and still open."""
    open_ = requisition.body.get("status") not in CLOSED and not requisition.body.get("origin_id")
    return open_ and is_latest(context, requisition)


def _of_commitment(context: Context, requisition: Stored, name: str) -> Any:
    commitment = commitment_of(context, requisition)
    return commitment.body.get(name) if commitment else None


@computed(REQUISITIONS, "commitment_type")
def commitment_type(requisition: Stored, context: Context) -> Any:
    """WorkOrderContract or PurchaseOrderContract."""
    return _of_commitment(context, requisition, "type")


@computed(REQUISITIONS, "contract_name")
def contract_name(requisition: Stored, context: Context) -> str | None:
    """The commitment's number and title."""
    commitment = commitment_of(context, requisition)
    if commitment is None or not context.shows(commitment):
        return None
    return " - ".join(str(commitment.body[name]) for name in ("number", "title") if commitment.body.get(name)) or None


@computed(REQUISITIONS, "vendor_id")
def vendor_id(requisition: Stored, context: Context) -> Any:
    """The commitment's company."""
    return _of_commitment(context, requisition, "vendor_id")


@computed(REQUISITIONS, "vendor_name")
def vendor_name(requisition: Stored, context: Context) -> Any:
    """Its name."""
    return name_of(context, "vendors", vendor_id(requisition, context))
