from datetime import UTC, datetime

from mockcore.fake import Fake
from mockcore.seeding.counted_records import CountedRecords
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.scenario import Place, Scenario
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Records, Stored
from tests.tiny import blank, catalog

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def filled(place: Place) -> list[Stored]:
    tiny, fake = catalog(), Fake("test")
    world = WorldRecords(Records(blank()), tiny, fake, NOW)
    CountedRecords(Scenario("own", NOW, [], []), tiny, fake, world, Defaults(tiny, world)).fill(place, 1, 10)
    return world.at("widgets", 1, 10)


def test_a_place_has_as_many_records_as_it_counts_and_they_are_numbered() -> None:
    widgets = filled(Place(10, {}, counts={"widgets": 3}))
    assert [widget.body["number"] for widget in widgets] == ["1", "2", "3"]


def test_the_same_place_has_the_same_records() -> None:
    first, second = (filled(Place(10, {}, counts={"widgets": 3})) for _ in range(2))
    assert [widget.body for widget in first] == [widget.body for widget in second]


def test_a_place_that_is_filled_has_records_of_every_resource() -> None:
    assert len(filled(Place(10, {}, fill=2))) == 2
