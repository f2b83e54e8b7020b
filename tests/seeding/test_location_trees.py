from datetime import UTC, datetime

from mockcore.fake import Fake
from mockcore.reference.catalog import Catalog
from mockcore.seeding.location_trees import LocationTrees
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Records
from tests.tiny import blank

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def grown(*drawn: str) -> list[tuple[str, str | None]]:
    records = WorldRecords(Records(blank()), Catalog.load(), Fake("test"), NOW)
    trees = LocationTrees(records)
    for path in drawn:
        body = {"node_name": path}
        tiers = trees.place(body, 1, 10)
        trees.grow(tiers, records.add("locations", body, 1, 10))
    places = records.at("locations", 1, 10)
    names = {place.id: place.body["node_name"] for place in places}
    return [(place.body["node_name"], names.get(place.body.get("parent_id"))) for place in places]


def test_a_path_begins_with_its_root() -> None:
    assert grown("Building A > Level 1 > Lobby") == [("Building A", None)]


def test_what_is_drawn_next_stands_below_what_there_is() -> None:
    assert grown("Roof > Parapet", "Roof > Parapet") == [("Roof", None), ("Parapet", "Roof")]


def test_a_path_that_is_there_whole_gets_a_neighbour() -> None:
    assert grown("Roof", "Roof > Parapet", "Roof > Parapet")[-1] == ("Parapet 2", "Roof")
