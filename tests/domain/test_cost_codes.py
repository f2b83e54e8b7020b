"""Cost codes: those that a WBS code stands for, and the outermost above one."""

from mockcore.domain.cost_codes import code_parts, root_of
from mockcore.domain.work_breakdown import CODES
from mockcore.request.context import Context
from mockcore.store.record import Stored


def numbers(*records: Stored | None) -> list[int | None]:
    return [record.id if record else None for record in records]


def test_a_line_names_its_cost_code_itself_or_through_its_wbs_code(context: Context) -> None:
    cost, kind, other = (context.put(name, {}) for name in ("cost_codes", "line_item_types", "cost_codes"))
    code = context.put(CODES, {"segment_items": [{"segment_item_id": cost.id}, {"segment_item_id": kind.id}]})
    assert numbers(*code_parts(context, code.id, None)) == [cost.id, kind.id]
    line = context.put("budget_line_items", {"cost_code_id": other.id})
    assert numbers(*code_parts(context, code.id, line)) == [other.id, kind.id]


def test_the_root_of_a_cost_code_is_the_outermost_above_it(context: Context) -> None:
    root = context.put("cost_codes", {})
    middle = context.put("cost_codes", {"parent_id": root.id})
    leaf = context.put("cost_codes", {"parent_id": middle.id})
    assert numbers(root_of(context, leaf), root_of(context, None)) == [root.id, None]
