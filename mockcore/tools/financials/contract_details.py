"""Detail lines of a commitment's lines, and their items in its invoices.

Source: reference (``line_item_id``, ``billed_to_date``, the item type). That a line which has details is invoiced by them, and
what is refused, is assumed.
"""

from typing import Any

from mockcore.domain.amounts import check_numbers, money, money_text, total, write_amount
from mockcore.domain.contract_details import DETAIL_ITEMS, DETAILS, LINES
from mockcore.domain.line_items import COMMITMENTS, refuse
from mockcore.domain.references import referenced
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored


@before(DETAILS, "create", "update")
def of_line(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a line of another contract, no number, or a contract that is approved."""
    number = record.parent_id if record else context.parent_id
    contract = context.find(COMMITMENTS, number or 0)
    if contract is not None:
        refuse(contract, "details cannot be changed")
    merged = {**(record.body if record else {}), **values}
    line = referenced(context, LINES, merged.get("line_item_id"), "line_item_id")
    if line.parent_id != number:
        raise Unprocessable(fields={"line_item_id": [Reason.UNKNOWN]})
    check_numbers(values, ("amount",))
    write_amount(values, "amount")


@before(DETAILS, "delete")
def unbilled(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a detail that an invoice bills, or whose contract is approved."""
    if record is None:
        return
    contract = context.find(COMMITMENTS, record.parent_id or 0)
    if contract is not None:
        refuse(contract, "details cannot be deleted")
    if items(context, record):
        raise Unprocessable(fields={"base": ["has been billed and cannot be deleted"]})


def items(context: Context, detail: Stored) -> list[Stored]:
    """The items of invoices that bill a detail."""
    selection = Selection(DETAIL_ITEMS, company_id=detail.company_id, project_id=detail.project_id)
    selection.conditions = [Condition("detail_line_item_id", "eq", detail.id)]
    return context.every(selection)


@computed(DETAILS, "billed_to_date")
def billed_to_date(detail: Stored, context: Context) -> str:
    """What its items come to so far."""
    billing_items = items(context, detail)
    return money_text(total(billing_items, "work_completed_this_period") + total(billing_items, "materials_presently_stored"))


@computed(DETAILS, "billed_against")
def billed_against(detail: Stored, context: Context) -> bool:
    """Whether anything was billed."""
    return money(billed_to_date(detail, context)) != 0
