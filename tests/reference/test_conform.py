from typing import Any

import pytest

from mockcore.reference.conform import conform, identified, unset


@pytest.mark.parametrize(
    ("schema", "value", "shown"),
    [
        ({"type": "string"}, 7, "7"),
        ({"type": "string", "format": "decimal"}, 47700, "47700.00"),
        ({"type": "string"}, True, "true"),
        ({"type": "string"}, {"id": 1, "name": "Anna"}, "Anna"),
        ({"type": "integer"}, "7", 7),
        ({"type": "integer"}, 2.0, 2),
        ({"type": "integer"}, "2026-01-15T08:30:00Z", 1_768_465_800_000),
        ({"type": "integer"}, "2026-13-45", None),
        ({"type": "integer"}, "9" * 25, None),
        ({"type": "integer"}, 1e308, None),
        ({"type": "number"}, "2.5", 2.5),
        ({"type": "number"}, "nan", None),
        ({"type": "integer"}, "²", None),
        ({"type": "boolean"}, 1, True),
        ({"type": "array"}, "x", None),
        ({"type": "string", "enum": ["in_progress"]}, "In Progress", "in_progress"),
        ({}, [1], [1]),
    ],
)
def test_a_stored_value_is_shown_with_the_type_of_its_schema(schema: Any, value: Any, shown: Any) -> None:
    assert conform(schema, value, None) == shown


@pytest.mark.parametrize(
    ("name", "schema", "shown"),
    [
        ("notes", {"type": "array"}, []),
        ("can_edit", {"type": "boolean"}, True),
        ("private", {"type": "boolean"}, False),
        ("items_count", {"type": ["integer", "null"]}, 0),
        ("vendor", {"type": ["object", "null"]}, None),
        ("vendor", {"type": "object", "properties": {"id": {"type": "integer"}}}, None),
        ("counts", {"type": "object", "properties": {"open": {"type": "integer"}}}, {"open": 0}),
        ("status", {"type": "string", "enum": ["open"]}, "open"),
        ("name", {"type": "string"}, ""),
        ("name", {"type": "string", "default": "x"}, "x"),
    ],
)
def test_what_is_not_stored_is_shown_as_its_schema_admits(name: str, schema: Any, shown: Any) -> None:
    assert unset(name, schema) == shown


@pytest.mark.parametrize(
    ("value", "number"),
    [(12, 12), ("12", 12), (12.0, 12), (12.5, None), (True, None), ("twelve", None), ([12], None), (None, None)],
)
def test_a_record_is_identified_by_what_writes_a_whole_number(value: Any, number: int | None) -> None:
    assert identified(value) == number
