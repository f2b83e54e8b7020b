"""What a value of a record may be."""

from typing import Any

import pytest

from mockcore.seeding.value_schemas import embedded, value_schema

TEXT = {"type": ["string", "null"]}


def named(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


@pytest.mark.parametrize(
    ("name", "sources", "schema"),
    [
        ("name", [TEXT], named("text")),
        ("total", [{"type": "string", "format": "decimal"}, TEXT], {"anyOf": [named("decimal"), named("text")]}),
        ("due", [{"type": "string", "format": "date"}, {"type": ["string", "null"], "format": "date"}], named("date")),
        ("due", [{"type": "string", "format": "date"}, TEXT], named("text")),
        ("status", [{"enum": ["open", None]}, {"type": "string", "enum": ["draft"]}], {"enum": ["open", None, "draft"]}),
        ("status", [{"type": "string", "enum": ["open"]}, TEXT], named("text")),
        ("vendor_id", [], named("reference")),
        ("vendor_ids", [], named("references")),
        ("anything", [], {}),
        ("anything", [{}, TEXT], {}),
        ("tags", [{"type": "array"}], named("list")),
        ("count", [{"anyOf": [{"type": "integer"}, {"type": "null"}]}], named("whole")),
    ],
)
def test_a_value_is_what_answers_show_or_bodies_take(name: str, sources: list[Any], schema: Any) -> None:
    assert value_schema(name, sources) == schema


def test_a_nested_record_may_be_named_by_its_id() -> None:
    holder = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT}}
    inside, reference = value_schema("holder", [holder])["anyOf"]
    assert (inside["properties"]["name"], inside["additionalProperties"], reference) == (
        named("text"),
        False,
        named("reference"),
    )


def test_a_member_of_a_list_is_never_null() -> None:
    holders = {"type": "array", "items": {"type": ["object", "null"], "properties": {"id": {"type": "integer"}}}}
    inside, record = value_schema("holders", [holders])["items"]["anyOf"]
    assert (inside["type"], record) == ("object", named("record"))


def test_no_id_stands_for_an_object_that_is_no_record() -> None:
    lines = {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}}
    assert embedded(value_schema("lines", [lines]))["items"]["type"] == "object"
    assert embedded(named("text")) == named("text")
