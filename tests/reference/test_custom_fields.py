from typing import Any

import pytest

from mockcore.reference.custom_fields import custom_fields
from tests.tiny import record


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, {"data_type": "boolean", "value": True}),
        (2.5, {"data_type": "decimal", "value": 2.5}),
        ("x", {"data_type": "string", "value": "x"}),
        ([1], {"data_type": "lov_entries", "value": [1]}),
        ({"data_type": "date", "value": "2026-01-01"}, {"data_type": "date", "value": "2026-01-01"}),
    ],
)
def test_a_custom_field_is_shown_with_its_type(value: Any, shown: Any) -> None:
    assert custom_fields(record("widgets", 1, 1, custom_field_12=value), None) == {"custom_field_12": shown}  # type: ignore[arg-type]


def test_it_may_be_written_inside_custom_fields_too() -> None:
    nested = record("widgets", 1, 1, custom_fields={"custom_field_3": "x"})
    assert custom_fields(nested, None) == {"custom_field_3": {"data_type": "string", "value": "x"}}  # type: ignore[arg-type]


def test_a_record_without_any_shows_none() -> None:
    assert custom_fields(record("widgets", 1, 1, name="Pump"), None) == {}  # type: ignore[arg-type]
