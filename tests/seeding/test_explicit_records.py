from datetime import UTC, datetime

import pytest

from mockcore.errors import OperatorError
from mockcore.fake import Fake
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.explicit_records import ExplicitRecords
from mockcore.seeding.scenario import Place, Scenario
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
