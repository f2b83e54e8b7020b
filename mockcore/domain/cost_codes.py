"""The cost code and cost type that a WBS code stands for, and the cost codes above one."""

from mockcore.domain.work_breakdown import CODES
from mockcore.request.context import Context
from mockcore.store.records import Stored


def code_parts(context: Context, code: int, line: Stored | None) -> tuple[Stored | None, Stored | None]:
    """The cost code and cost type of a line or of its WBS code."""
    given = line.body if line else {}
    kept = context.find(CODES, code)
    numbers = [part.get("segment_item_id") for part in (kept.body.get("segment_items") or () if kept else ())]
    found = []
    for kind, name in (("cost_codes", "cost_code_id"), ("line_item_types", "line_item_type_id")):
        parts = [context.find(kind, number) for number in (given.get(name), *numbers) if isinstance(number, int)]
        found.append(next((part for part in parts if part is not None), None))
    return found[0], found[1]


def root_of(context: Context, cost_code: Stored | None) -> Stored | None:
    """The outermost cost code above."""
    seen: set[int] = set()
    while cost_code is not None and cost_code.id not in seen:
        seen.add(cost_code.id)
        above = cost_code.body.get("parent_id")
        parent = context.find("cost_codes", above) if isinstance(above, int) else None
        if parent is None:
            return cost_code
        cost_code = parent
    return cost_code
