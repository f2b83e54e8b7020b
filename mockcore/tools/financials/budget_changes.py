"""Budget changes: adjustments by WBS code that move the budget once they are approved.

Source: documented, budget changes (an update names the adjustments that it changes, ``_delete`` takes one away); reference.
That an approved or void change keeps its adjustments is assumed from change orders.
"""

from typing import Any

from mockcore.domain.amounts import decimal, extension, money, money_text, total
from mockcore.domain.budget_sums import CHANGES, everything
from mockcore.domain.references import referenced
from mockcore.domain.work_breakdown import CODES
from mockcore.reference.schema import properties
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.request.envelope import row_schema
from mockcore.request.paging import paged
from mockcore.request.states import forbid
from mockcore.store.records import Stored

ADJUSTMENTS = "adjustment_line_items"
ROWS = (ADJUSTMENTS, "production_quantities")
SETTLED = frozenset({"approved", "void"})


@before(CHANGES, "create")
def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for an adjustment of a WBS code that the project does not have."""
    for name in ROWS:
        values[name] = [_settled(context, row) for row in values.get(name) or () if not row.get("_delete")]


@before(CHANGES, "update")
def change(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Adjustments that are not named stay. Raises: Conflict for those of an approved or void change."""
    old: dict[str, Any] = record.body if record else {}
    values.pop("id", None)
    stays = old.get("status") in SETTLED and values.get("status") in (None, old.get("status"))
    if stays and any(values.get(name) for name in ROWS):
        forbid(CHANGES, old["status"], f"{ADJUSTMENTS} cannot be changed until it has another status")
    if values.get("status") is None:
        values.pop("status", None)
    for name in ROWS:
        rows = values.pop(name, None)
        if rows is not None:
            values[name] = _merged(context, old.get(name) or [], rows)


def _merged(context: Context, old: list[Any], changes: list[Any]) -> list[Any]:
    named = {row.get("id"): row for row in changes}
    ids = {row["id"] for row in old}
    rows = [{**row, **named.get(row["id"], {})} for row in old if not named.get(row["id"], {}).get("_delete")]
    rows += [row for row in changes if row.get("id") not in ids and not row.get("_delete")]
    return [_settled(context, row) for row in rows]


def _settled(context: Context, row: dict[str, Any]) -> dict[str, Any]:
    """An adjustment with its amount. Raises: Unprocessable for a WBS code that the project does not have."""
    out = {name: value for name, value in row.items() if name != "_delete"}
    quantity, unit_cost = decimal(out.get("quantity")), decimal(out.get("unit_cost"))
    calculated = out.get("calculation_strategy") == "automatic" or out.get("amount") is None
    if calculated and quantity is not None and unit_cost is not None:
        out["amount"] = extension(quantity, unit_cost)
    if out.get("amount") is not None:
        # The reference has a number here.
        out["amount"] = float(money_text(money(out["amount"])))
    number = out.get("wbs_code_id")
    if number is not None:
        referenced(context, CODES, number, f"{ADJUSTMENTS}.wbs_code_id")
    return out


@before(CHANGES, "delete")
def keep(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for an approved change."""
    if record is not None and record.body.get("status") == "approved":
        forbid(CHANGES, "approved", "it cannot be deleted until it has another status")


@computed(CHANGES, "amount")
def amount(change_: Stored, context: Context) -> float:
    """What the adjustments come to."""
    return float(money_text(total(change_.body.get(ADJUSTMENTS) or ())))


@computed(CHANGES, "change_event_line_item_ids")
def change_event_lines(change_: Stored, context: Context) -> list[int]:
    """The change event line items that the adjustments name."""
    rows = change_.body.get(ADJUSTMENTS) or ()
    return list(dict.fromkeys(row["change_event_line_item_id"] for row in rows if row.get("change_event_line_item_id")))


@action("GET budget_changes/adjustment_line_items")
def adjustments(context: Context) -> list[dict[str, Any]]:
    """The adjustments of every budget change of the project."""
    rows = []
    for change_ in everything(context, CHANGES):
        heading = {"budget_change_id": str(change_.id), "budget_change_status": change_.body.get("status")}
        heading |= {"budget_change_number": str(change_.body.get("number")), "budget_change_name": change_.body.get("title")}
        rows += [{**row, **heading} for row in change_.body.get(ADJUSTMENTS) or ()]
    names = properties(row_schema(context))
    for row in rows:
        row |= {name: str(row[name]) for name in ("id", "wbs_code_id") if row.get(name) is not None}
    return paged(context, [{name: row.get(name) for name in names} for row in rows])
