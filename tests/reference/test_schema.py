from typing import Any

import pytest

from mockcore.reference.schema import main_type, nullable, properties, resolved, types, unwrapped, variants

PARTS: dict[str, Any] = {
    "User": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]},
    "Node": {"type": "object", "properties": {"child": {"$ref": "#/components/schemas/Node"}}},
}


def whole(schema: Any) -> Any:
    return resolved(schema, PARTS.__getitem__)


def test_references_are_put_in_place_and_all_of_is_one_object() -> None:
    more = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
    found = whole({"allOf": [{"$ref": "#/components/schemas/User"}, more]})
    assert set(found["properties"]) == {"id", "name"}
    assert found["required"] == ["id", "name"]


def test_a_recursive_reference_ends_in_a_schema_without_constraints() -> None:
    assert whole(PARTS["Node"])["properties"]["child"]["properties"]["child"] == {}


def test_an_alternative_to_null_is_a_nullable_type() -> None:
    found = whole({"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]})
    assert found == {"type": ["string", "null"], "enum": ["a", None]}


@pytest.mark.parametrize(
    ("schema", "main", "null"),
    [
        ({"type": "string"}, "string", False),
        ({"type": ["integer", "null"]}, "integer", True),
        ({"properties": {}}, "object", False),
        ({"items": {}}, "array", False),
        ({}, "", True),
    ],
)
def test_a_type_is_told_with_and_without_null(schema: Any, main: str, null: bool) -> None:
    assert (main_type(schema), nullable(schema)) == (main, null)
    assert "null" not in types(schema)


def test_the_richest_alternative_gives_the_properties() -> None:
    schema = {"oneOf": [{"properties": {"a": {}}}, {"properties": {"a": {}, "b": {}}}, {"type": "null"}]}
    assert set(properties(schema)) == {"a", "b"}
    assert len(variants(schema)) == 2


def test_the_envelope_of_v2_is_known_by_its_only_property() -> None:
    assert unwrapped({"properties": {"data": {"type": "array"}}}) == ({"type": "array"}, True)
    assert unwrapped({"properties": {"data": {}, "total": {}}})[1] is False
