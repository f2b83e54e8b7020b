from datetime import UTC, datetime

from mockcore.fake import Fake
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Records
from tests.tiny import blank, catalog

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def records() -> WorldRecords:
    return WorldRecords(Records(blank()), catalog(), Fake("test"), NOW)


def test_numbers_are_counted_in_each_project() -> None:
    defaults = Defaults(catalog(), records())
    numbers = [defaults.attributes("widgets", {}, 1, project)["number"] for project in (10, 10, 20)]
    assert numbers == ["1", "2", "1"]
    assert "number" not in defaults.attributes("widgets", {"number": "A-7"}, 1, 10)


def test_an_outline_is_worked_out_once() -> None:
    defaults = Defaults(catalog(), records())
    assert defaults.outline("widgets") is defaults.outline("widgets")
