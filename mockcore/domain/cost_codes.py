"""The cost code and cost type that a WBS code stands for, and the cost codes above one."""

from mockcore.domain.references import referred
from mockcore.domain.work_breakdown import CODES
from mockcore.request.context import Context
from mockcore.store.records import Stored


def code_parts(context: Context, code: int, line: Stored | None) -> tuple[Stored | None, Stored | None]:
    """The cost code and cost type of a line or of its WBS code."""
    body = line.body if line else {}
    wbs_code = context.find(CODES, code)
    numbers = [row.get("segment_item_id") for row in (wbs_code.body.get("segment_items") or () if wbs_code else ())]
    records = []
    for kind, name in (("cost_codes", "cost_code_id"), ("line_item_types", "line_item_type_id")):
        parts = [context.find(kind, number) for number in (body.get(name), *numbers) if isinstance(number, int)]
        records.append(next((row for row in parts if row is not None), None))
    return records[0], records[1]


def root_of(context: Context, cost_code: Stored | None) -> Stored | None:
    """The outermost cost code above."""
    seen: set[int] = set()
    while cost_code is not None and cost_code.id not in seen:
        seen.add(cost_code.id)
        above = cost_code.body.get("parent_id")
        parent = referred(context, "cost_codes", above)
        if parent is None:
            return cost_code
        cost_code = parent
    return cost_code
