"""Detail lines of a commitment's lines. Source: reference (``line_item_id``)."""

from mockcore.domain.line_items import COMMITMENTS
from mockcore.request.context import Context
from mockcore.store.query import Selection
from mockcore.store.records import Stored

DETAILS, LINES = f"{COMMITMENTS}/line_item_contract_details", f"{COMMITMENTS}/line_items"
DETAIL_ITEMS = "requisitions/contract_detail_items"


def of_contract(context: Context, contract: Stored) -> dict[int, list[Stored]]:
    """The details of a contract by line."""
    by_line: dict[int, list[Stored]] = {}
    for detail in context.every(Selection(DETAILS, parent_id=contract.id)):
        by_line.setdefault(detail.body.get("line_item_id") or 0, []).append(detail)
    return by_line
