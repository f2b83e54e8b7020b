"""WBS codes of line items: one code for each combination of items, found or added as a line names them.

Source: documented, Work Breakdown Structure tutorial (``P.3.SVC``); flat names assumed to be joined alike.
"""

from typing import Any

from mockcore.domain.work_breakdown import CODES, COST_CODE, COST_TYPE, DELIMITER, SUB_JOB, Segment, items, segments, tiers
from mockcore.errors import NotFound, Unprocessable
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
    "commitment_change_orders/line_items",
    "commitments/line_items",
    "direct_costs/line_items",
    "potential_change_orders/line_items",
    "prime_change_orders/line_items",
    "prime_contracts/line_items",
)
Rows = list[dict[str, int]]


def code_values(context: Context, chosen: list[tuple[Segment, int]]) -> dict[str, Any]:
    """What is kept of a code: its rows, and the flat texts by which lists are searched."""
    told = [(tiers(context, part, context.project_id), number) for part, number in chosen]
    return {
        "segment_items": [{"segment_id": part.record.id, "segment_item_id": number} for part, number in chosen],
        "flat_code": DELIMITER.join(among.code(among.by_id[number]) for among, number in told),
        "flat_name": DELIMITER.join(str(among.by_id[number].body.get("name") or "") for among, number in told),
        "status": "active",
    }


def code_of_items(context: Context, rows: Rows) -> Stored | None:
    """The code of exactly those items, where the project has one."""
    wanted = Selection(CODES, company_id=context.company_id, project_id=context.project_id, limit=10_000)
    key = {(row["segment_id"], row["segment_item_id"]) for row in rows}
    for code in context.select(wanted):
        if {(row["segment_id"], row["segment_item_id"]) for row in code.body.get("segment_items") or ()} == key:
            return code
    return None


def fill_code(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Either view of a line item's code fills the other.

    Raises: Unprocessable for a WBS code that the project does not have.
    """
    given = values.get("wbs_code_id")
    if given is not None:
        try:
            code = context.visible(context.find(CODES, number) if (number := _number(given)) else None)
        except NotFound:
            raise Unprocessable(fields={"wbs_code_id": ["does not exist"]}) from None
        values |= _legacy(context, code)
        return
    told = {kind: number for kind, name in ATTRIBUTES.items() if (number := _number(values.get(name)))}
    if COST_CODE not in told and COST_TYPE not in told:
        return
    for kind, name in ATTRIBUTES.items():
        kept = record.body.get(name) if record is not None else None
        if kept is not None and name not in values:
            told.setdefault(kind, kept)
    if COST_CODE in told and COST_TYPE in told and context.project_id is not None:
        values["wbs_code_id"] = _code_for(context, told).id


def _number(given: Any) -> int | None:
    """An id as v1 or v2 gives it."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _legacy(context: Context, code: Stored) -> dict[str, Any]:
    types = {part.record.id: part.type for part in segments(context, context.project_id)}
    found = {types.get(row["segment_id"]): row["segment_item_id"] for row in code.body.get("segment_items") or ()}
    return {name: found.get(kind) for kind, name in ATTRIBUTES.items()}


def _code_for(context: Context, told: dict[str, int]) -> Stored:
    """The code of those items, made where there is none."""
    places = [part for part in segments(context, context.project_id) if part.included and part.type in told]
    body = code_values(context, [(part, told[part.type]) for part in places if _has(context, part, told[part.type])])
    return code_of_items(context, body["segment_items"]) or context.put(CODES, {"description": None, **body})


def _has(context: Context, part: Segment, number: int) -> bool:
    return any(item.id == number for item in items(context, part, context.project_id))
