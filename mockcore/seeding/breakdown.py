"""The Work Breakdown Structure of a generated world: default segments, patterns, and codes for the line items there are."""

from collections.abc import Callable, Mapping
from typing import Any

from mockcore.domain.wbs_codes import ATTRIBUTES, LINE_ITEMS
from mockcore.domain.work_breakdown import CODES, DEFAULTS, DELIMITER, ITEM_KINDS, ITEMS, PATTERNS, SEGMENTS
from mockcore.store.records import Stored

Add = Callable[[str, dict[str, Any], int, int | None], Stored]
Nearby = Callable[[str | None, int, int | None], list[Stored]]
# Made here and nowhere else.
OWN = frozenset({PATTERNS, SEGMENTS, ITEMS, CODES})


def begin(add: Add, company_id: int) -> None:
    """The company's default segments and its pattern."""
    for attributes in DEFAULTS:
        add(SEGMENTS, dict(attributes), company_id, None)
    add(PATTERNS, {"description": None}, company_id, None)


def complete(add: Add, nearby: Nearby, inside: Mapping[str, list[Stored]], company_id: int, project_id: int) -> None:
    """The project's pattern, and a WBS code for each combination that its line items have."""
    add(PATTERNS, {"description": None}, company_id, project_id)
    # Segments that a seed counts are custom ones, of which no line item has an item.
    places = [segment for segment in nearby(SEGMENTS, company_id, None) if segment.body.get("type") in ITEM_KINDS]
    items = {
        segment.id: {record.id: record for record in nearby(ITEM_KINDS[segment.body["type"]][1], company_id, project_id)}
        for segment in places
    }
    codes: dict[tuple[int, ...], Stored] = {}
    for record in (line for kind in LINE_ITEMS for line in inside.get(kind, ())):
        chosen = [
            (segment, items[segment.id].get(record.body.get(ATTRIBUTES[segment.body["type"]]) or 0)) for segment in places
        ]
        if any(item is None and segment.body["required"] for segment, item in chosen):
            continue
        pairs = [(segment, item) for segment, item in chosen if item is not None]
        key = tuple(item.id for _, item in pairs)
        if key not in codes:
            body: dict[str, Any] = {"description": None, "status": "active"}
            body["segment_items"] = [{"segment_id": segment.id, "segment_item_id": item.id} for segment, item in pairs]
            body["flat_code"] = DELIMITER.join(str(item.body.get("code")) for _, item in pairs)
            body["flat_name"] = DELIMITER.join(str(item.body.get("name")) for _, item in pairs)
            codes[key] = add(CODES, body, company_id, project_id)
        record.body["wbs_code_id"] = codes[key].id
