"""WBS codes of line items: one code for each combination of items, found or added as a line names them.

Source: documented, Work Breakdown Structure tutorial (``P.3.SVC``); flat names assumed to be joined alike.
"""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.domain.work_breakdown import CODES, COST_CODE, COST_TYPE, DELIMITER, SUB_JOB, Segment, items, segments, tiers
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.store.query import Selection
from mockcore.store.records import Stored

# What a line item says of its code besides, by type of segment.
ATTRIBUTES = {COST_CODE: "cost_code_id", COST_TYPE: "line_item_type_id", SUB_JOB: "sub_job_id"}
LINE_ITEMS = (
    "actual_production_quantities",
    "budget_line_items",
    "budgeted_production_quantities",
    "change_events/change_event_production_quantities",
    "commitments/line_items",
    "direct_costs/line_items",
    "potential_change_orders/line_items",
    "prime_contracts/line_items",
)
Rows = list[dict[str, int]]


def code_values(context: Context, chosen: list[tuple[Segment, int]]) -> dict[str, Any]:
    """What is kept of a code: its rows, and the flat texts by which lists are searched."""
    placed = [(tiers(context, place, context.project_id), number) for place, number in chosen]
    return {
        "segment_items": [{"segment_id": place.record.id, "segment_item_id": number} for place, number in chosen],
        "flat_code": DELIMITER.join(among.code(among.by_id[number]) for among, number in placed),
        "flat_name": DELIMITER.join(str(among.by_id[number].body.get("name") or "") for among, number in placed),
        "status": "active",
    }


def code_of_items(context: Context, rows: Rows) -> Stored | None:
    """The code of exactly those items, where the project has one."""
    selection = Selection(CODES, company_id=context.company_id, project_id=context.project_id)
    key = {(row["segment_id"], row["segment_item_id"]) for row in rows}
    for code in context.every(selection):
        if {(row["segment_id"], row["segment_item_id"]) for row in code.body.get("segment_items") or ()} == key:
            return code
    return None


def fill_code(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Either view of a line item's code fills the other.

    Raises: Unprocessable for a WBS code that the project does not have.
    """
    code_id = values.get("wbs_code_id")
    if code_id is not None:
        values |= _legacy(context, referenced(context, CODES, code_id, "wbs_code_id"))
        return
    by_type = {kind: number for kind, name in ATTRIBUTES.items() if (number := identified(values.get(name)))}
    if COST_CODE not in by_type and COST_TYPE not in by_type:
        return
    for kind, name in ATTRIBUTES.items():
        stored = record.body.get(name) if record is not None else None
        if stored is not None and name not in values:
            by_type.setdefault(kind, stored)
    if COST_CODE in by_type and COST_TYPE in by_type and context.project_id is not None:
        values["wbs_code_id"] = _code_for(context, by_type).id


def _legacy(context: Context, code: Stored) -> dict[str, Any]:
    types = {place.record.id: place.type for place in segments(context, context.project_id)}
    by_type = {types.get(row["segment_id"]): row["segment_item_id"] for row in code.body.get("segment_items") or ()}
    return {name: by_type.get(kind) for kind, name in ATTRIBUTES.items()}


def _code_for(context: Context, by_type: dict[str, int]) -> Stored:
    """The code of those items, made where there is none."""
    places = [place for place in segments(context, context.project_id) if place.included and place.type in by_type]
    body = code_values(context, [(place, by_type[place.type]) for place in places if _has(context, place, by_type[place.type])])
    return code_of_items(context, body["segment_items"]) or context.put(CODES, {"description": None, **body})


def _has(context: Context, place: Segment, number: int) -> bool:
    return any(item.id == number for item in items(context, place, context.project_id))
