from typing import Any

import pytest

from mockcore.clock import Clock
from mockcore.errors import OperatorError
from mockcore.reference.lifecycle import parsed_all
from mockcore.reference.timeline import Brownouts, Timeline
from mockcore.settings import Settings
from tests.tiny import catalog


def timeline() -> Timeline:
    clock = Clock("2026-01-15T15:00:00Z")
    clock.set(clock.now(), frozen=True)
    return Timeline(catalog(), clock, Settings())


def test_without_announcements_nothing_holds() -> None:
    empty = timeline()
    assert empty.as_json() == []
    assert empty.notice(catalog().named("listWidgets"), "/rest/v1.0/projects/10/widgets", 0) is None
    assert empty.grant("password") is None


@pytest.mark.parametrize("text", [{"every_minutes": "x"}, {"every_minutes": 0}, {"first_minutes": 50, "last_minutes": 10}])
def test_brownouts_grow_within_whole_minutes(text: dict[str, Any]) -> None:
    with pytest.raises(OperatorError):
        Brownouts.of(text)


def test_brownouts_are_read_in_minutes_and_reckoned_in_seconds() -> None:
    assert Brownouts.of({"every_minutes": 10, "first_minutes": 1, "last_minutes": 5}) == Brownouts(600, 60, 300)


def test_a_row_holds_for_the_operations_that_it_selects_until_it_is_replaced() -> None:
    tiny, announced = catalog(), timeline()
    row = {"name": "old", "operations": ["listWidgets"], "deprecated": "2026-01-01"}
    announced.replace(parsed_all([row], tiny.nameable))
    now = 1_768_489_200
    notice = announced.notice(tiny.named("listWidgets"), "/rest/v1.0/x", now)
    assert notice is not None
    assert [name for name, _ in notice.dates] == ["Deprecation"]
    assert announced.notice(tiny.named("getWidget"), "/rest/v1.0/x", now) is None
    announced.replace([])
    assert announced.notice(tiny.named("listWidgets"), "/rest/v1.0/x", now) is None


def test_events_that_have_ended_are_those_of_rows_after_their_sunset() -> None:
    announced = timeline()
    rows = [
        {"name": "gone", "events": ["Project Users update"], "sunset": "2026-01-15"},
        {"name": "later", "events": "Project Vendors update", "sunset": "2026-01-16"},
    ]
    announced.replace(parsed_all(rows, catalog().nameable))
    assert announced.ended_events() == {"Project Users update"}
    announced.replace([])
    assert announced.ended_events() == set()
