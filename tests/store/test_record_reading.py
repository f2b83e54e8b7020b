"""Records are read by every name that they have; what was read is remembered until a resource is written."""

from pathlib import Path

import pytest

from mockcore.store.record_reading import RecordReader
from mockcore.store.records import Placement, Records, Stored
from mockcore.store.selection import Selection
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"


@pytest.fixture
def records() -> Records:
    database = Database()
    database.create_tables()
    return Records(database)


def rfi(number: int, **body: object) -> Stored:
    return Stored.new("rfis", number, dict(body), AT, Placement(1, 10))


def test_a_record_is_read_once_until_its_resource_is_written(records: Records) -> None:
    records.insert(rfi(7, subject="Beam"))
    assert records.get("rfis", 7) is not None
    statements: list[str] = []
    records.storage.connection.set_trace_callback(statements.append)  # type: ignore[attr-defined]
    records.get("rfis", 7)
    assert statements == []
    records.changed("rfis")
    records.get("rfis", 7)
    assert len(statements) == 1


def test_the_first_of_a_list_is_a_record_or_none(records: Records) -> None:
    records.insert(rfi(7))
    records.insert(rfi(8))
    first = records.first(Selection("rfis", 1, sort=[("id", True)]))
    assert first is not None
    assert first.id == 8
    assert records.first(Selection("rfis", 2)) is None


def test_what_another_process_has_written_is_read_after_a_refresh(tmp_path: Path) -> None:
    one, two = (Database(str(tmp_path / "world.db"), shared=True) for _ in range(2))
    one.create_tables()
    writer, reader = Records(one), RecordReader(two)
    record = writer.insert(rfi(7, subject="Beam"))
    reader.refresh()
    before = reader.get("rfis", 7)
    writer.update(record, {"subject": "Duct"}, at=AT)
    reader.refresh()
    after = reader.get("rfis", 7)
    assert before is not None
    assert after is not None
    assert (before.body["subject"], after.body["subject"]) == ("Beam", "Duct")
