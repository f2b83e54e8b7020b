"""Budget details: what stands behind the columns of the budget, one row for each line of anything that has a WBS code.

Source: reference for the fields and filters; the names of the kinds of details are assumed.
"""

from typing import Any

from mockcore.domain.budget_columns import VIEWS
from mockcore.domain.budget_sums import LINES, everything
from mockcore.domain.change_orders import TYPES as ORDER_TYPES
from mockcore.domain.cost_codes import code_parts, root_of
from mockcore.domain.line_items import COMMITMENTS, DIRECT_COSTS, POTENTIAL, PRIME_CONTRACTS
from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.records import Stored

# Line items → what they are called among the details.
TYPES = {
    LINES: "Budget Line Items",
    f"{COMMITMENTS}/line_items": "Commitments",
    f"{DIRECT_COSTS}/line_items": "Direct Costs",
    f"{POTENTIAL}/line_items": "Commitment Change Orders",
}
OF_PRIME_CONTRACTS, PRIME_ORDER = "Prime Contract Change Orders", ORDER_TYPES[POTENTIAL][PRIME_CONTRACTS]


@action("POST budget_views/{}/budget_details")
def details(context: Context) -> list[dict[str, Any]]:
    """The rows that the filters in the body choose. Raises: NotFound for an unknown view."""
    context.record(VIEWS)
    return [
        row
        for kind in TYPES
        for line in everything(context, kind)
        if (row := _row(context, kind, line)) and _passes(context, row)
    ]


def _row(context: Context, kind: str, line: Stored) -> dict[str, Any] | None:
    code = line.body.get("wbs_code_id")
    owner = context.find(kind.rsplit("/", 1)[0], line.parent_id) if line.parent_id else None
    if not isinstance(code, int) or (owner is not None and owner.deleted_at):
        return None
    cost_code, cost_type = code_parts(context, code, line)
    root = root_of(context, cost_code)
    body = owner.body if owner else {}
    project = context.find("projects", context.project_id or 0)
    return {
        "id": f"{kind.split('/', maxsplit=1)[0]}-{line.id}",
        "biller": {"id": context.project_id, "name": project.body.get("name") if project else None},
        "contract": {"id": owner.id, "name": body.get("title")} if owner and owner.kind == COMMITMENTS else None,
        "cost_code": _named(cost_code),
        "cost_type": _named(cost_type),
        "root_cost_code": _named(root),
        "description": line.body.get("description"),
        "detail_type": {"id": kind, "name": OF_PRIME_CONTRACTS if body.get("type") == PRIME_ORDER else TYPES[kind]},
        "item": body.get("title") or body.get("invoice_number") or body.get("description"),
        "vendor": _named(referred(context, "vendors", body.get("vendor_id"))),
        "link": None,
    }


def _named(record: Stored | None) -> dict[str, Any] | None:
    return {"id": record.id, "name": record.body.get("name")} if record else None


def _passes(context: Context, row: dict[str, Any]) -> bool:
    """Whether a row passes the filters: ids of root cost codes and cost types, billers, kinds of details."""
    conditions = context.attributes
    for name in ("root_cost_code", "cost_code", "cost_type", "vendor", "detail_type"):
        ids = conditions.get(name)
        if ids and str((row[name] or {}).get("id")) not in {str(value) for value in ids}:
            return False
    billers = [
        str(value)
        for condition in conditions.get("biller") or ()
        if isinstance(condition, dict)
        for value in condition.get("value") or ()
    ]
    return not billers or str(row["biller"]["id"]) in billers


@action("GET budget_detail_filters")
def filters(context: Context) -> list[dict[str, Any]]:
    """The values by which the details can be filtered in one column."""
    column = str(context.inputs.query.get("column_id") or "cost_code")
    rows = [row for kind in TYPES for line in everything(context, kind) if (row := _row(context, kind, line))]
    names = {cell["id"]: cell["name"] for row in rows if (cell := row.get(column)) and cell["id"] is not None}
    return [{"label": label, "value": [value]} for value, label in names.items()]
