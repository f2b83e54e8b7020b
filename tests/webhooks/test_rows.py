"""Rows within records, told of as records."""

from typing import Any

from mockcore.events import Event
from mockcore.webhooks.rows import events_of, fields_by_kind


def event(name: str, rows: list[dict[str, Any]], before: list[dict[str, Any]] | None = None) -> Event:
    changes = None if before is None else {"lines": [before, rows]}
    return Event(name, "change_events", 1, 2, 3, None, {"lines": rows}, changes=changes)


def told(happened: Event) -> list[tuple[str, int, int | None]]:
    return [(each.name, each.record_id, each.parent_id) for each in events_of(happened, ["lines"])]


def test_the_attributes_are_those_after_a_full_stop() -> None:
    assert fields_by_kind(["rfis", "rfis/replies", "change_events.lines"]) == {"change_events": ["lines"]}


def test_a_record_comes_and_goes_with_its_rows() -> None:
    assert told(event("create", [{"id": 7}])) == [("create", 7, 1)]
    assert told(event("delete", [{"id": 7}])) == [("delete", 7, 1)]


def test_an_update_tells_of_the_rows_that_it_changed_alone() -> None:
    before = [{"id": 7}, {"id": 8, "amount": "1.00"}, {"id": 9}]
    assert told(event("update", [{"id": 7}, {"id": 8, "amount": "2.00"}, {"id": 10}], before)) == [
        ("update", 8, 1),
        ("delete", 9, 1),
        ("create", 10, 1),
    ]
    assert told(event("update", before)) == []
