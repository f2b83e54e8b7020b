"""WBS codes: one item of each segment of the project's pattern, told as one code; and the line items that have them.

Source: documented, Work Breakdown Structure tutorial (``P.3.SVC``); flat names assumed to be joined alike.
"""

from typing import Any

from mockcore.domain.budget_sums import LINES as BUDGET_LINES
from mockcore.domain.wbs_codes import LINE_ITEMS, code_of_items, code_values, fill_code
from mockcore.domain.work_breakdown import CODES, DELIMITER, Tiers, items, pattern, segments, shown_item, shown_segment, tiers
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.query import Condition
from mockcore.store.records import Stored


@before(CODES, "create")
def check_code(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Puts the items in the pattern's order.

    Raises: Unprocessable for an item or segment that the project does not have, a required segment that is missing, or a
    combination that there is already.
    """
    rows = values.get("segment_items") or []
    places = {place.record.id: place for place in segments(context, context.project_id) if place.included}
    chosen: dict[int, int] = {}
    for row in rows:
        segment_id, item_id = row.get("segment_id"), row.get("segment_item_id")
        place = places.get(segment_id)
        if place is None or segment_id in chosen:
            raise Unprocessable(fields={"segment_items": [f"segment {segment_id} is not once in the project's pattern"]})
        if not any(item.id == item_id for item in items(context, place, context.project_id)):
            raise Unprocessable(fields={"segment_items": [f"segment item {item_id} does not exist"]})
        chosen[segment_id] = item_id
    for place in places.values():
        if place.record.body.get("required") and place.record.id not in chosen:
            raise Unprocessable(fields={"segment_items": [f"{place.record.body.get('name')} is required"]})
    values |= code_values(context, [(place, chosen[number]) for number, place in places.items() if number in chosen])
    if code_of_items(context, values["segment_items"]) is not None:
        raise Unprocessable(fields={"segment_items": [Reason.TAKEN]})


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
    stored = pattern(context, code.project_id)
    return stored.id if stored else None


def _parts(code: Stored, context: Context) -> list[tuple[Tiers, Stored]]:
    rows = {row["segment_id"]: row["segment_item_id"] for row in code.body.get("segment_items") or ()}
    pairs = []
    for place in segments(context, code.project_id):
        if place.record.id in rows:
            among = tiers(context, place, code.project_id)
            item = among.by_id.get(rows[place.record.id])
            if item is not None:
                pairs.append((among, item))
    return pairs


for _kind in LINE_ITEMS:
    before(_kind, "create", "update")(fill_code)


@before(BUDGET_LINES, "create", "update")
def budget_once(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a code that another line of the budget has.

    Source: documented, budget (each line has a code of its own); the sentence is observed.
    """
    number = values.get("wbs_code_id")
    if number is None or (record is not None and record.body.get("wbs_code_id") == number):
        return
    selection = context.scoped(BUDGET_LINES)
    selection.conditions = [Condition("wbs_code_id", "eq", number)]
    other = context.records.first(selection)
    if other is not None and (record is None or other.id != record.id):
        raise Unprocessable(fields={"wbs_code_id": ["This Budget Code already exists"]})
