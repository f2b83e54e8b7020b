from types import SimpleNamespace
from typing import Any

from mockcore.reference.computed import Computed

# Where nothing is deleted.
SOURCE: Any = SimpleNamespace(deleted=())


def computed(schema: dict[str, Any], value: Any) -> Any:
    def layout(inner: Any, kind: str) -> Any:
        return lambda record, source: "laid out"

    return Computed("x", schema, lambda record, source: value, layout, (), lambda kind: False)(None, SOURCE)


def test_a_scalar_has_the_type_of_its_schema() -> None:
    assert computed({"type": "string"}, 7) == "7"
    assert computed({"type": "integer"}, "7") == 7


def test_an_object_has_every_declared_property_and_no_other() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}
    assert computed(schema, {"a": 1, "c": 3}) == {"a": 1, "b": None}


def test_rows_are_completed() -> None:
    schema = {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}}
    (row,) = computed(schema, [{"a": 1}])
    assert set(row) == {"a", "b"}
