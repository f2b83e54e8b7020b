"""The words in which routes say what they take and answer."""

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from mockcore.web.control_schema import (
    COUNT,
    TEXT,
    about,
    answers,
    closed,
    closed_with,
    many,
    mapping,
    or_null,
    queries,
    record,
    takes,
)

CLOCK = record("Clock", {"now": TEXT}, {"speed": COUNT})


def test_a_record_needs_its_first_fields_and_only_a_closed_one_refuses_others() -> None:
    assert Draft202012Validator(CLOCK).is_valid({"now": "", "colour": 1})
    assert not Draft202012Validator(CLOCK).is_valid({"speed": 1})
    assert not Draft202012Validator(closed("", {"now": TEXT})).is_valid({"now": "", "colour": 1})


def test_lists_mappings_and_nulls() -> None:
    schema = mapping(many(or_null(COUNT)))
    assert Draft202012Validator(schema).is_valid({"a": [1, None]})
    assert not Draft202012Validator(schema).is_valid({"a": [-1]})


def test_a_route_answers_one_thing_and_fails_in_its_own_ways() -> None:
    responses = answers(CLOCK, {"now": "x"}, 404, status=201)
    assert responses[201]["content"]["application/json"] == {"schema": CLOCK, "example": {"now": "x"}}
    assert responses[404] == {}
    assert "content" not in answers(None, status=204)[204]


def test_what_is_said_of_a_parameter_stands_beside_its_schema() -> None:
    row = queries({"after": about({**COUNT, "example": 0}, "From here.")})["parameters"][0]
    assert row == {"name": "after", "in": "query", "schema": COUNT, "description": "From here.", "example": 0}
    assert takes(TEXT, None, required=False)["requestBody"] == {
        "required": False,
        "content": {"application/json": {"schema": TEXT}},
    }


def test_a_body_has_its_own_types_and_keys_and_an_example() -> None:
    class Body(BaseModel):
        model_config = closed_with(name="a")
        name: str

    assert Body.model_json_schema()["examples"] == [{"name": "a"}]
    for wrong in ({"name": "a", "nmae": "b"}, {"name": 1}):
        with pytest.raises(ValidationError):
            Body.model_validate(wrong)
