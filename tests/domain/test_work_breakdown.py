"""Segments in the pattern's order, and the items of each with what lies above and below."""

import pytest

from mockcore.domain.work_breakdown import (
    COST_CODE,
    COST_TYPE,
    CUSTOM,
    ITEMS,
    SEGMENTS,
    SUB_JOB,
    Segment,
    Tiers,
    item_kind,
    items,
    segment,
    segments,
    shown_item,
)
from mockcore.errors import NotFound
from mockcore.request.context import Context


def test_a_company_begins_with_sub_job_cost_code_and_cost_type(context: Context) -> None:
    assert [place.type for place in segments(context, None)] == [SUB_JOB, COST_CODE, COST_TYPE]


def test_a_custom_segment_is_beside_a_projects_pattern_until_it_is_chosen(context: Context) -> None:
    context.project_id, project = None, context.project_id
    record = context.put(SEGMENTS, {"name": "Phase", "type": CUSTOM, "position": 3})
    assert [place.included for place in segments(context, project)] == [True, True, True, False]
    assert segment(context, str(record.id)).type == CUSTOM
    with pytest.raises(NotFound):
        segment(context, 0)


def test_the_items_of_a_default_segment_are_the_records_of_the_older_operations(context: Context) -> None:
    by_type = {place.type: place for place in segments(context, context.project_id)}
    assert (item_kind(by_type[COST_CODE], None), item_kind(by_type[COST_CODE], 1)) == ("standard_cost_codes", "cost_codes")
    kinds = {record.kind for record in items(context, by_type[COST_CODE], context.project_id)}
    assert kinds == {"cost_codes"}


def test_an_item_has_the_path_of_those_above_it_and_a_ring_ends(context: Context) -> None:
    place = Segment(context.put(SEGMENTS, {"structure": "tiered"}), 0, True)
    above = context.put(ITEMS, {"code": "03", "name": "Concrete"})
    below = context.put(ITEMS, {"code": "300", "name": "Slab", "parent_id": above.id})
    tiers = Tiers.of(place, [above, below])
    assert tiers.code(below) == "03-300"
    answer = shown_item(tiers, above, {}, in_use=False)
    assert (answer["is_parent"], answer["path_ids"], answer["parent_id"]) == (True, [above.id], None)
    context.change(above, {"parent_id": below.id})
    assert Tiers.of(place, [above, below]).code(below) == "03-300"
