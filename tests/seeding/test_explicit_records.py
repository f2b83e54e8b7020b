from datetime import UTC, datetime
from typing import Any

import pytest

from mockcore.errors import OperatorError
from mockcore.fake import Fake
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.explicit_records import ExplicitRecords
from mockcore.seeding.scenario import Place, Scenario
from mockcore.seeding.seed_text import Row
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Records
from tests.tiny import blank, catalog

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def world() -> WorldRecords:
    return WorldRecords(Records(blank()), catalog(), Fake("test"), NOW)


@pytest.fixture
def explicit(world: WorldRecords) -> ExplicitRecords:
    return ExplicitRecords(Scenario("own", NOW, [], []), catalog(), world, Defaults(catalog(), world))


def test_records_are_added_as_they_are_written(world: WorldRecords, explicit: ExplicitRecords) -> None:
    explicit.fill(Place(10, {}, {"widgets": [{"id": 77, "name": "Pump"}]}), 1, 10)
    (pump,) = world.at("widgets", 1, 10)
    assert (pump.id, pump.body["name"], pump.body["number"]) == (77, "Pump", "1")


def test_a_record_may_be_named_by_another(world: WorldRecords, explicit: ExplicitRecords) -> None:
    pump = world.add("widgets", {"name": "Pump 1/2"}, 1, 10)
    assert explicit.resolved(["@widgets/Pump 1/2", "plain"], 1, 10) == [pump.id, "plain"]


def test_a_name_that_nothing_has_is_refused(explicit: ExplicitRecords) -> None:
    with pytest.raises(OperatorError, match="'@widgets/Fan', which refers to nothing before it"):
        explicit.resolved("@widgets/Fan", 1, 10)


def test_a_name_that_is_close_is_told(world: WorldRecords, explicit: ExplicitRecords) -> None:
    world.add("widgets", {"name": "Pump"}, 1, 10)
    with pytest.raises(OperatorError, match="did you mean @widgets/Pump"):
        explicit.resolved("@widgets/Pmup", 1, 10)


def row(line: int, **attributes: Any) -> Row:
    written = Row(attributes)
    written.file, written.line = "own.yaml", line
    return written


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [{"name": "Fan", "number": "5"}, {"name": "Pump", "number": 5}],
            "line 3, cannot be used: number 5 of widgets has",
        ),
        ([{"name": "Fan"}, {"name": "  "}], "line 3, cannot be used: name of widgets can't be blank."),
        ([{"name": "Fan"}, {"name": "Pump", "part_of": "@widgets/Pmup"}], "line 3, has an unknown name, '@widgets/Pmup'"),
    ],
)
def test_what_a_rule_refuses_is_told_with_its_place(
    world: WorldRecords, monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, Any]], sentence: str
) -> None:
    document = catalog()
    monkeypatch.setitem(document.overlay, "unique", {"widgets": {"number": []}})
    monkeypatch.setattr(document.kind("widgets"), "presence", ["name"])
    explicit = ExplicitRecords(Scenario("own", NOW, [], []), document, world, Defaults(document, world))
    with pytest.raises(OperatorError) as refusal:
        explicit.fill(
            Place(10, {}, {"widgets": [row(2 + place, **attributes) for place, attributes in enumerate(rows)]}), 1, 10
        )
    assert sentence in str(refusal.value)
