"""A body that is an object: attributes, context and rows."""

from typing import Any

import pytest

from mockcore.errors import BadRequest, Reason
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.object_body import read_object
from mockcore.reference.operation import Operation
from tests.reference.input.documents import CREATE, with_body

TEXT, INTEGER = {"type": "string"}, {"type": "integer"}
WIDGET = {"type": "object", "required": ["name"], "properties": {"name": TEXT}}
SCOPED = {
    "type": "object",
    "required": ["company_id", "widget"],
    "properties": {"company_id": INTEGER, "widget": WIDGET, "colour": TEXT},
}
SYNC = {
    "type": "object",
    "required": ["updates"],
    "properties": {"company_id": INTEGER, "updates": {"type": "array", "items": WIDGET}},
}


def read(operation: Operation, body: Any, **query: Any) -> Inputs:
    assert operation.body is not None
    inputs = Inputs(query=query)
    read_object(operation, operation.body, body, inputs)
    return inputs


def test_the_attributes_of_a_record_stand_in_its_wrapper_and_what_is_beside_it_unknown_is_noted() -> None:
    inputs = read(CREATE, {"widget": {"name": "Pump", "weight": 2}, "colour": "red"})
    assert (inputs.attributes["name"], inputs.attributes["weight"]) == ("Pump", 2)
    assert inputs.unknown == ["colour"]


@pytest.mark.parametrize(("value", "field"), [({}, "widget"), ({"widget": {"status": "open"}}, "name")])
def test_what_is_missing_is_named_as_the_record_has_it(value: Any, field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read(CREATE, value)
    assert refused.value.fields == {field: [Reason.MISSING]}


def test_what_steers_the_request_is_no_attribute_and_what_else_stands_beside_the_wrapper_is_one() -> None:
    inputs = read(with_body(SCOPED), {"company_id": "5", "colour": "red", "widget": {"name": "Pump"}})
    assert (inputs.context, inputs.attributes) == ({"company_id": 5}, {"colour": "red", "name": "Pump"})


def test_a_scope_that_the_query_names_is_not_missing_in_the_body() -> None:
    assert read(with_body(SCOPED), {"widget": {"name": "Pump"}}, company_id=5).attributes == {"name": "Pump"}
    with pytest.raises(BadRequest) as refused:
        read(with_body(SCOPED), {"widget": {"colour": "red"}}, company_id=5)
    assert refused.value.fields == {"name": [Reason.MISSING]}


@pytest.mark.parametrize("body", [{}, {"widget": {}}, {"widget": None}, {"widget": " "}, {"widget": []}, {"other": 1}])
def test_a_wrapper_that_is_empty_is_missing_and_nothing_inside_is_named(body: dict[str, Any]) -> None:
    with pytest.raises(BadRequest) as refused:
        read(with_body(SCOPED), body, company_id=5)
    assert refused.value.fields == {"widget": [Reason.MISSING]}


def test_a_wrapper_that_is_optional_may_be_left_out_where_something_stands_beside_it() -> None:
    widget = {"type": "object", "properties": {"name": TEXT}}
    files = {"type": "array", "items": TEXT}
    operation = with_body({"type": "object", "properties": {"widget": widget, "attachments": files}}, "update")
    assert read(operation, {"widget": None, "attachments": ["plan.pdf"]}).attributes == {"attachments": ["plan.pdf"]}
    for body in ({"attachments": []}, {"other": 1}):
        with pytest.raises(BadRequest):
            read(operation, body)


def test_rows_are_not_among_the_attributes() -> None:
    operation = with_body(SYNC, "sync")
    for _ in range(2):
        inputs = read(operation, {"company_id": 5, "updates": [{"name": "Pump"}], "colour": "red"})
        assert (inputs.rows, inputs.context, inputs.attributes) == ([{"name": "Pump"}], {"company_id": 5}, {})
        assert inputs.unknown == ["colour"]
