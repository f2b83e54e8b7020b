"""The rows of a bulk action or sync."""

from typing import Any

import pytest

from mockcore.errors import Reason
from mockcore.reference.coercion import Problems
from mockcore.reference.input.bulk_rows import body_rows, row_schema, row_values
from tests.reference.input.documents import body_of

WIDGET = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "weight": {"type": "number"}}}
UPDATES = {"type": "array", "items": WIDGET}
SYNC = body_of({"type": "object", "required": ["updates"], "properties": {"updates": UPDATES}}, "sync")
OPTIONAL = body_of({"type": "object", "properties": {"updates": UPDATES}}, "sync")
ARRAY = body_of(UPDATES, "bulk_create")
IDS = body_of({"type": "object", "properties": {"ids": {"type": "array", "items": {"type": "integer"}}}}, "bulk_delete")


@pytest.mark.parametrize("rows", [[{"id": 1}, {"id": 2}], {"1": {"id": 2}, "0": {"id": 1}}])
def test_rows_are_an_array_or_a_map_by_position(rows: Any) -> None:
    problems = Problems()
    assert body_rows(SYNC, {"updates": rows}, problems) == [{"id": 1}, {"id": 2}]
    assert not problems


def test_what_is_no_array_is_named_and_rows_that_may_be_left_out_are_none() -> None:
    problems = Problems()
    assert body_rows(SYNC, {"updates": "x"}, problems) == body_rows(OPTIONAL, {}, problems) == []
    assert problems == {"updates": [Reason.NOT_AN_ARRAY]}
    missing = Problems()
    assert body_rows(SYNC, {}, missing) == []
    assert missing == {"updates": [Reason.MISSING]}


@pytest.mark.parametrize("spec", [SYNC, ARRAY])
def test_a_row_is_coerced_and_may_say_which_record_it_means_and_leave_out_the_rest(spec: Any) -> None:
    assert row_schema(spec) == WIDGET
    assert row_values(spec, {"id": 7, "origin_id": "A", "weight": "2.5", "colour": "red"}, Problems()) == {
        "id": 7,
        "origin_id": "A",
        "weight": 2.5,
    }


def test_a_bare_id_is_a_row_only_where_rows_are_no_objects() -> None:
    problems = Problems()
    assert row_values(IDS, 7, problems) is None
    assert not problems
    assert row_values(SYNC, 7, problems) is None
    assert problems == {"base": [Reason.NOT_AN_OBJECT]}
