"""WBS codes of line items: either view of a line's code fills the other."""

from typing import Any

import pytest

from mockcore.domain.wbs_codes import code_of_items, fill_code
from mockcore.domain.work_breakdown import CODES, COST_CODE, COST_TYPE, items, segments
from mockcore.errors import Unprocessable
from mockcore.request.context import Context

Chosen = dict[str, int]


@pytest.fixture
def chosen(context: Context) -> Chosen:
    """A cost code and a cost type of the project, as a line item names them."""
    first = {place.type: items(context, place, context.project_id) for place in segments(context, context.project_id)}
    return {"cost_code_id": first[COST_CODE][0].id, "line_item_type_id": first[COST_TYPE][0].id}


def test_a_cost_code_and_a_cost_type_name_one_code_which_is_added_once(context: Context, chosen: Chosen) -> None:
    first: dict[str, Any] = dict(chosen)
    second: dict[str, Any] = {name: str(number) for name, number in chosen.items()}
    for values in (first, second):
        fill_code(context, values, None)
    assert first["wbs_code_id"] == second["wbs_code_id"]
    code = context.records.get(CODES, first["wbs_code_id"])
    assert code is not None
    match = code_of_items(context, code.body["segment_items"])
    assert match is not None
    assert match.id == code.id


def test_a_code_names_its_cost_code_and_cost_type(context: Context, chosen: Chosen) -> None:
    line: dict[str, Any] = dict(chosen)
    fill_code(context, line, None)
    values: dict[str, Any] = {"wbs_code_id": line["wbs_code_id"]}
    fill_code(context, values, None)
    assert {name: values[name] for name in chosen} == chosen


def test_a_code_that_the_project_does_not_have_is_refused(context: Context) -> None:
    for number in (0, "no id", 1):
        with pytest.raises(Unprocessable):
            fill_code(context, {"wbs_code_id": number}, None)


def test_a_line_with_half_a_code_has_none(context: Context, chosen: Chosen) -> None:
    values: dict[str, Any] = {"cost_code_id": chosen["cost_code_id"]}
    fill_code(context, values, None)
    assert "wbs_code_id" not in values
