from typing import Any

import pytest

from mockcore.journal.value_findings import breaches, iso, listed


@pytest.mark.parametrize(
    ("schema", "value", "codes"),
    [
        ({"type": "integer"}, 12, []),
        ({"type": "integer"}, 12.0, []),
        ({"type": "integer"}, "12", ["coerced-type"]),
        ({"type": "boolean"}, 1, ["coerced-type"]),
        ({"type": "string", "format": "date"}, "2026-02-30", ["date-format"]),
        ({"type": "string", "enum": ["open"]}, "Open", ["unknown-value"]),
        ({"type": "array", "items": {"type": "integer"}}, [1, "2"], ["coerced-type"]),
        ({"type": "object", "properties": {"a": {}}}, {"b": 1}, ["unknown-field"]),
        ({"type": "object", "properties": {"a": {}}}, {"custom_field_7": 1, "upload_ids": []}, []),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, "x", []),
    ],
)
def test_a_value_is_compared_with_its_schema(schema: dict[str, Any], value: Any, codes: list[str]) -> None:
    assert [code for code, _ in breaches(schema, value, "field", json=True)] == codes


def test_a_form_says_numbers_in_text() -> None:
    assert not list(breaches({"type": "integer"}, "12", "field", json=False))


@pytest.mark.parametrize(
    ("text", "zoned"), [("2026-01-15T08:00:00Z", True), ("2026-01-15T08:00:00", False), ("2026-01-15", True)]
)
def test_a_time_needs_its_zone(text: str, zoned: bool) -> None:
    assert iso(text) is zoned
    assert iso(text, zoned=False)


def test_the_choice_that_was_meant_is_named() -> None:
    assert list(listed(["open"], "OPEN", "status", json=True)) == [("unknown-value", "status: OPEN in place of open")]
