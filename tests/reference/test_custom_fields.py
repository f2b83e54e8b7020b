from typing import Any

import pytest

from mockcore.reference.custom_fields import DEFINITIONS, ENTRIES, custom_fields
from tests.tiny import record

TYPES = {1: "string", 2: "number", 3: "boolean", 4: "lov_entry", 5: "lov_entries"}
STORED: dict[str, dict[int, dict[str, Any]]] = {
    DEFINITIONS: {number: {"data_type": kind} for number, kind in TYPES.items()},
    ENTRIES: {71: {"label": "Day"}, 72: {"label": "Night"}},
}


class Company:
    """What a company has defined."""

    def find(self, kind: str, identifier: int) -> Any:
        body = STORED[kind].get(identifier)
        return None if body is None else record(kind, identifier, 1, **body)


def shown(**attributes: Any) -> Any:
    return custom_fields(record("widgets", 1, 1, **attributes), Company())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "value", "field"),
    [
        (1, "x", {"data_type": "string", "value": "x"}),
        (1, {"data_type": "string", "value": "x"}, {"data_type": "string", "value": "x"}),
        (2, "2.5", {"data_type": "decimal", "value": 2.5}),
        (3, "true", {"data_type": "boolean", "value": True}),
        (4, "72", {"data_type": "lov_entry", "value": {"id": 72, "label": "Night"}}),
        (5, [71, 72], {"data_type": "lov_entries", "value": [{"id": 71, "label": "Day"}, {"id": 72, "label": "Night"}]}),
        (5, None, {"data_type": "lov_entries", "value": []}),
    ],
)
def test_a_custom_field_is_shown_by_the_type_of_its_definition(number: int, value: Any, field: Any) -> None:
    assert shown(**{f"custom_field_{number}": value}) == {f"custom_field_{number}": field}


def test_a_field_that_the_company_has_not_defined_is_dropped() -> None:
    assert shown(custom_field_99="x", custom_field_x="y", custom_field_1="z") == {
        "custom_field_1": {"data_type": "string", "value": "z"}
    }


def test_it_may_be_written_inside_custom_fields_too() -> None:
    assert shown(custom_fields={"custom_field_1": "x"}) == {"custom_field_1": {"data_type": "string", "value": "x"}}


def test_a_record_without_any_shows_none() -> None:
    assert shown(name="Pump") == {}
