"""WBS codes: one item of each segment of the project's pattern, told as one code; and the line items that have them.

Source: documented, Work Breakdown Structure tutorial (``P.3.SVC``); flat names assumed to be joined alike.
"""

from typing import Any

from mockcore.domain.work_breakdown import (
    CODES,
    COST_CODE,
    COST_TYPE,
    DELIMITER,
    SUB_JOB,
    Segment,
    Tiers,
    items,
    pattern,
    segments,
    shown_item,
    shown_segment,
    tiers,
)
from mockcore.errors import NotFound, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
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


@before(CODES, "create")
def check_code(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Puts the items in the pattern's order.

    Raises: Unprocessable for an item or segment that the project does not have, a required segment that is missing, or a
    combination that there is already.
    """
    rows = values.get("segment_items") or []
    places = {part.record.id: part for part in segments(context, context.project_id) if part.included}
    chosen: dict[int, int] = {}
    for row in rows:
        segment_id, item_id = row.get("segment_id"), row.get("segment_item_id")
        part = places.get(segment_id)
        if part is None or segment_id in chosen:
            raise Unprocessable(fields={"segment_items": [f"segment {segment_id} is not once in the project's pattern"]})
        if not any(item.id == item_id for item in items(context, part, context.project_id)):
            raise Unprocessable(fields={"segment_items": [f"segment item {item_id} does not exist"]})
        chosen[segment_id] = item_id
    for part in places.values():
        if part.record.body.get("required") and part.record.id not in chosen:
            raise Unprocessable(fields={"segment_items": [f"{part.record.body.get('name')} is required"]})
    values |= _body(context, [(part, chosen[number]) for number, part in places.items() if number in chosen])
    if _found(context, values["segment_items"]) is not None:
        raise Unprocessable(fields={"segment_items": ["has already been taken"]})


def _body(context: Context, chosen: list[tuple[Segment, int]]) -> dict[str, Any]:
    """What is kept of a code: its rows, and the flat texts by which lists are searched."""
    told = [(tiers(context, part, context.project_id), number) for part, number in chosen]
    return {
        "segment_items": [{"segment_id": part.record.id, "segment_item_id": number} for part, number in chosen],
        "flat_code": DELIMITER.join(among.code(among.by_id[number]) for among, number in told),
        "flat_name": DELIMITER.join(str(among.by_id[number].body.get("name") or "") for among, number in told),
        "status": "active",
    }


def _found(context: Context, rows: Rows) -> Stored | None:
    wanted = Selection(CODES, company_id=context.company_id, project_id=context.project_id, limit=10_000)
    key = {(row["segment_id"], row["segment_item_id"]) for row in rows}
    for code in context.select(wanted):
        if {(row["segment_id"], row["segment_item_id"]) for row in code.body.get("segment_items") or ()} == key:
            return code
    return None


@before(CODES, "update")
def check_change(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A code keeps its items. Source: reference, which lets description and status change."""
    values.pop("segment_items", None)


@computed(CODES, "segment_items")
def segment_items(code: Stored, context: Context) -> list[Any]:
    """The items of a code, in the pattern's order."""
    place = code.project_id
    return [
        shown_item(among, item, shown_segment(context, among.segment, place), in_use=True)
        for among, item in _parts(code, context)
    ]


@computed(CODES, "flat_code", "code")
def flat_code(code: Stored, context: Context) -> str:
    """The codes of the items, joined in the pattern's order; a segment without an item is left out."""
    return DELIMITER.join(among.code(item) for among, item in _parts(code, context)) or str(code.body.get("flat_code") or "")


@computed(CODES, "flat_name")
def flat_name(code: Stored, context: Context) -> str:
    """The names of the items, joined alike."""
    names = [str(item.body.get("name") or "") for _, item in _parts(code, context)]
    return DELIMITER.join(names) or str(code.body.get("flat_name") or "")


@computed(CODES, "wbs_pattern_id")
def pattern_of(code: Stored, context: Context) -> int | None:
    """The project's pattern."""
    kept = pattern(context, code.project_id)
    return kept.id if kept else None


def _parts(code: Stored, context: Context) -> list[tuple[Tiers, Stored]]:
    rows = {row["segment_id"]: row["segment_item_id"] for row in code.body.get("segment_items") or ()}
    found = []
    for part in segments(context, code.project_id):
        if part.record.id in rows:
            among = tiers(context, part, code.project_id)
            item = among.by_id.get(rows[part.record.id])
            if item is not None:
                found.append((among, item))
    return found


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
        values["wbs_code_id"] = _made(context, told).id


def _number(given: Any) -> int | None:
    """An id as v1 or v2 gives it."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _legacy(context: Context, code: Stored) -> dict[str, Any]:
    types = {part.record.id: part.type for part in segments(context, context.project_id)}
    found = {types.get(row["segment_id"]): row["segment_item_id"] for row in code.body.get("segment_items") or ()}
    return {name: found.get(kind) for kind, name in ATTRIBUTES.items()}


def _made(context: Context, told: dict[str, int]) -> Stored:
    """The code of those items, made where there is none."""
    places = [part for part in segments(context, context.project_id) if part.included and part.type in told]
    body = _body(context, [(part, told[part.type]) for part in places if _has(context, part, told[part.type])])
    return _found(context, body["segment_items"]) or context.put(CODES, {"description": None, **body})


def _has(context: Context, part: Segment, number: int) -> bool:
    return any(item.id == number for item in items(context, part, context.project_id))


for _kind in LINE_ITEMS:
    before(_kind, "create", "update")(fill_code)
