from typing import Any

import pytest

from mockcore.reference.coercion import Problems, Upload, coerced, date_time, in_order, quantity, whole
from mockcore.reference.schema import DECIMAL, LIMITS, PRESENCE

INTEGER, NUMBER, TEXT, FLAG = ({"type": name} for name in ("integer", "number", "string", "boolean"))
DAY = {"type": "string", "format": "date"}
ROWS = {"type": "array", "items": {"type": "object", "properties": {"name": TEXT}}}


@pytest.mark.parametrize(
    ("schema", "given", "kept"),
    [
        (INTEGER, " 42 ", 42),
        (INTEGER, 3.0, 3),
        (INTEGER, "", None),
        (NUMBER, "1500.25", 1500.25),
        (NUMBER, "7", 7),
        (FLAG, "on", True),
        (FLAG, 0, False),
        (TEXT, 12, "12"),
        (DAY, "2026-01-15T10:00:00Z", "2026-01-15"),
        ({"type": "string", "format": "date-time"}, "2026-01-01T10:00:00-08:00", "2026-01-01T18:00:00Z"),
        ({"type": "string", "format": "date-time"}, "whenever", None),
        ({"type": "string", "enum": ["Open", "Closed"]}, "open", "Open"),
        ({"type": "array", "items": INTEGER}, "1,2", [1, 2]),
        ({"type": "array", "items": INTEGER}, {"1": "20", "0": "10"}, [10, 20]),
        ({"anyOf": [INTEGER, TEXT]}, "x", "x"),
    ],
)
def test_a_value_becomes_what_its_schema_wants(schema: Any, given: Any, kept: Any) -> None:
    problems = Problems()
    assert coerced(schema, given, problems, "field") == kept
    assert problems == {}


@pytest.mark.parametrize(
    ("schema", "given", "reason"),
    [
        (INTEGER, "²", "is not a number"),
        (INTEGER, "1.5", "must be an integer"),
        (NUMBER, "1,500.25", "is not a number"),
        ({**INTEGER, LIMITS: [0, 23]}, -1, "must be greater than or equal to 0"),
        ({**INTEGER, LIMITS: [0, 23]}, 24, "must be less than or equal to 23"),
        ({**TEXT, LIMITS: [0, 100], DECIMAL: True}, "150", "must be less than or equal to 100"),
        ({**TEXT, DECIMAL: True}, "a few", "is not a number"),
        (INTEGER, 1.5, "must be an integer"),
        (INTEGER, 2**63, "is out of range"),
        (INTEGER, True, "must be an integer"),
        (NUMBER, "NaN", "is not a number"),
        (NUMBER, "inf", "is not a number"),
        (FLAG, "perhaps", "must be true or false"),
        (TEXT, [], "must be a string"),
        (TEXT, "a\x00", "must not contain NUL characters"),
        ({**TEXT, "maxLength": 3}, "four", "is too long (maximum is 3 characters)"),
        (DAY, "2026-02-30", "is not a date (YYYY-MM-DD)"),
        ({"type": "string", "enum": ["open", None]}, "lost", "is not included in the list"),
        ({"type": "array", "items": INTEGER}, {"0": 1, "²": 2}, "must be an array"),
        ({"type": "object", "properties": {"a": TEXT}}, "text", "must be an object"),
    ],
)
def test_what_cannot_become_it_is_named(schema: Any, given: Any, reason: str) -> None:
    problems = Problems()
    coerced(schema, given, problems, "field")
    assert problems == {"field": [reason]}


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_a_text_that_must_say_something_is_named_when_it_is_blank(blank: str | None) -> None:
    problems = Problems()
    schema = {"type": "object", "properties": {"name": TEXT, "note": TEXT}, PRESENCE: ["name"]}
    coerced(schema, {"name": blank, "note": blank}, problems, "vendor")
    assert problems == {"vendor.name": ["can't be blank"]}


def test_a_row_that_is_null_is_named_by_its_position() -> None:
    problems = Problems()
    coerced(ROWS, [{"name": "a"}, None], problems, "rows")
    assert problems == {"rows[1]": ["must be an object"]}


def test_a_missing_field_is_named_within_its_object() -> None:
    problems = Problems()
    coerced({"type": "object", "required": ["name"], "properties": {"name": TEXT}}, {}, problems, "rfi")
    assert problems == {"rfi.name": ["is missing"]}


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), (str(2**63 - 1), 2**63 - 1), (str(2**63), None), ("²", None), ("9" * 5_000, None), ("-1", None), ("", None)],
)
def test_only_decimal_digits_of_64_bits_are_a_whole_number(text: str, number: int | None) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(
    ("value", "number"), [("2.5", 2.5), (3, 3.0), ("[]", None), (None, None), ("nan", None), ("1e999", None)]
)
def test_only_finite_numbers_are_quantities(value: Any, number: float | None) -> None:
    assert quantity(value) == number


@pytest.mark.parametrize(
    ("rows", "kept"), [({"10": "b", "2": "a"}, ["a", "b"]), ({}, None), ({"a": 1}, None), ({"0": 1, "²": 2}, None)]
)
def test_a_map_of_positions_is_a_list(rows: dict[str, Any], kept: Any) -> None:
    assert in_order(rows) == kept


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-01-15", "2026-01-15T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00+14:00", None),
        ("2026-13-45", None),
    ],
)
def test_a_time_is_read_in_utc(text: str, read: str | None) -> None:
    assert date_time(text) == read


def test_a_file_where_a_text_was_expected_is_its_name() -> None:
    assert str(Upload("plan.pdf", "application/pdf", b"%PDF-")) == "plan.pdf"


def test_files_and_ids_of_uploads_are_taken_where_the_document_has_none() -> None:
    file = Upload("a.txt", "text/plain", b"text")
    schema = {"type": "object", "properties": {"name": TEXT}}
    sent = {"name": "x", "attachments": [file], "upload_ids": ["01"], "stranger": 1}
    assert coerced(schema, sent, Problems(), "") == {"name": "x", "attachments": [file], "upload_ids": ["01"]}
    assert coerced(schema, {"attachments": ["a.txt"]}, Problems(), "") == {}
