from datetime import UTC, datetime

from mockcore.fake import Fake
from mockcore.reference.catalog import Catalog
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Records
from tests.tiny import blank, catalog

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def records() -> WorldRecords:
    return WorldRecords(Records(blank()), catalog(), Fake("test"), NOW)


def test_a_project_refers_to_its_own_records_and_else_to_the_company_s() -> None:
    world = records()
    pump = world.add("widgets", {"name": "Pump"}, 1, 10)
    spare = world.add("widgets", {"name": "Spare"}, 1, None)
    assert (world.nearby("widgets", 1, 10), world.nearby("widgets", 1, 20)) == ([pump], [spare])
    assert world.nearby("widgets", 2, 30) == []


def test_records_are_stored_when_they_are_flushed() -> None:
    world = records()
    number = world.add("widgets", {"name": "Pump"}, 1, 10).id
    assert world.store.get("widgets", number) is None
    world.flush()
    stored = world.store.get("widgets", number)
    assert stored is not None
    assert stored.body["name"] == "Pump"


def test_a_project_that_is_left_is_stored_and_forgotten() -> None:
    world = records()
    number = world.add("widgets", {"name": "Pump"}, 1, 10).id
    world.leave(1, 10)
    assert world.of_project(10) == {}
    assert world.store.get("widgets", number) is not None


def test_a_record_was_made_before_the_scenario_s_instant() -> None:
    assert records().add("widgets", {}, 1, 10).created_at < "2026-03-02"


def test_a_record_may_lie_below_what_is_no_resource() -> None:
    kind = "accessible_groups/{context_type_id}"
    world = WorldRecords(Records(blank()), Catalog.load(), Fake("test"), NOW)
    assert world.add(kind, {}, 1, 10).kind == kind
