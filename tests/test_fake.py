"""Fake values: reproducible, valid against their schema, and in agreement within a record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from mockcore.fake import Fake

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = {"type": "string"}
STAMP = {"type": "string", "format": "date-time"}
DAY = {"type": ["string", "null"], "format": "date"}
RFI: dict[str, Any] = {
    "type": "object",
    "required": ["subject", "status", "first_name", "last_name", "email_address", "created_at", "updated_at"],
    "properties": {
        "id": {"type": "integer"},
        "subject": {"type": "string", "maxLength": 60},
        "status": {"type": "string", "enum": ["open", "closed"]},
        "first_name": TEXT,
        "last_name": TEXT,
        "email_address": {"type": "string", "format": "email"},
        "created_at": STAMP,
        "updated_at": STAMP,
        "closed_at": {"type": ["string", "null"], "format": "date-time"},
        "deleted_at": {"type": ["string", "null"], "format": "date-time"},
        "start_date": DAY,
        "finish_date": DAY,
        "quantity": {"type": "number", "minimum": 1},
        "unit_cost": {"type": "string", "format": "decimal"},
        "amount": TEXT,
        "private": {"type": "boolean"},
        "position": {"type": ["integer", "null"], "minimum": 1, "maximum": 9},
        "uuid": {"type": "string", "format": "uuid"},
        "link": {"type": "string", "format": "uri"},
        "vendor": {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"name": TEXT}, "required": ["name"]}]},
        "tags": {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 3, "uniqueItems": True},
    },
}


def record(seed: int, **options: Any) -> dict[str, Any]:
    return Fake("seed").at("rfis", seed).record("rfis", RFI, now=NOW, **options)


def test_every_record_is_valid_against_its_schema() -> None:
    validator = jsonschema_rs.validator_for(RFI, validate_formats=True)
    for seed in range(300):
        validator.validate(record(seed))


def test_same_seed_and_key_give_the_same_bytes_in_another_process() -> None:
    code = "import json, test_fake; print(json.dumps([test_fake.record(n) for n in range(20)]))"
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "123",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
    }
    other = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == json.dumps([record(seed) for seed in range(20)])


def test_a_stream_does_not_depend_on_what_was_drawn_before() -> None:
    fake = Fake(1)
    before = fake.at("rfis", 2).record("rfis", RFI, now=NOW)
    fake.record("rfis", RFI, now=NOW)
    assert fake.at("rfis", 2).record("rfis", RFI, now=NOW) == before


def test_nested_keys_equal_one_long_key_and_numbers_differ_from_texts() -> None:
    assert Fake(1).at("a").at(2).random.random() == Fake(1).at("a", 2).random.random()
    assert Fake(1).at(2).random.random() != Fake(1).at("2").random.random()


def test_omitted_fields_and_marks_of_deletion_are_not_given() -> None:
    assert all({"id", "deleted_at"}.isdisjoint(record(seed, omit={"id"})) for seed in range(50))


def test_a_person_s_address_agrees_with_the_name() -> None:
    for seed in range(50):
        found = record(seed)
        assert found["email_address"].startswith(f"{found['first_name']}.{found['last_name']}".lower())


def test_dates_are_in_order_and_records_are_not_from_the_future() -> None:
    for seed in range(200):
        found = record(seed)
        assert found["created_at"] <= found["updated_at"] <= "2026-03-02T12:00:00Z"
        if found.get("start_date") and found.get("finish_date"):
            assert found["start_date"] <= found["finish_date"]


def test_amounts_are_quantity_times_unit_cost() -> None:
    for seed in range(100):
        found = record(seed)
        assert float(found["amount"]) == pytest.approx(found["quantity"] * float(found["unit_cost"]), abs=0.01)


def test_only_closed_records_have_a_closing_date() -> None:
    found = [record(seed) for seed in range(200)]
    assert not [one for one in found if one["status"] == "open" and one.get("closed_at")]
    assert [one for one in found if one["status"] == "closed" and one.get("closed_at")]


def test_about_a_quarter_of_the_optional_fields_is_missing() -> None:
    given = sum(record(seed).get("link") is not None for seed in range(400))
    assert 260 <= given <= 340


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("latitude", {"type": "number"}),
        ("percent", {"type": "integer", "minimum": 5, "exclusiveMaximum": 10}),
        ("hours", {"type": "number", "maximum": -3}),
        ("step", {"type": "integer", "multipleOf": 5, "minimum": 3}),
        ("code", {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3}$"}),
        ("name", {"type": "string", "minLength": 120, "maxLength": 130}),
        ("name", {"type": "string", "maxLength": 3}),
        ("time", {"type": "string", "format": "time"}),
        ("choice", {"oneOf": [{"type": "null"}, {"enum": [None, 4]}]}),
        ("map", {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2}),
        ("ids", {"type": "array", "items": {"type": "integer"}, "minItems": 3}),
        ("fixed", {"const": "x"}),
    ],
)
def test_a_value_keeps_the_bounds_of_its_schema(name: str, schema: dict[str, Any]) -> None:
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    for seed in range(40):
        validator.validate(Fake(seed).value(name, schema, now=NOW))
