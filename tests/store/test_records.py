from pathlib import Path

import pytest

from mockcore.store.query import Condition, Selection, distinct, page, page_ids, total
from mockcore.store.records import Records, Stored
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"


@pytest.fixture
def records() -> Records:
    database = Database()
    database.create_tables()
    return Records(database)


def made(records: Records, project: int = 10, parent: int | None = None, **body: object) -> Stored:
    return records.insert(Stored(records.next_id(), 1, "", "rfis", 1, project, parent, None, AT, AT, None, dict(body)))


def test_totals_follow_every_write(records: Records) -> None:
    first, _ = made(records), made(records, parent=5)
    made(records, project=11)
    assert total(records.storage, Selection("rfis", 1, 10)) == 2
    assert total(records.storage, Selection("rfis", 1)) == 3
    assert total(records.storage, Selection("rfis", 1, 10, parent_id=5)) == 1
    records.delete(first, at=AT)
    assert total(records.storage, Selection("rfis", 1, 10)) == 1
    assert total(records.storage, Selection("rfis", 1, 10, deleted="only")) == 1
    records.restore(first, at=AT)
    assert total(records.storage, Selection("rfis", 1, 10)) == 2


def test_conditions_reach_into_the_document(records: Records) -> None:
    one = made(records, subject="Beam", people=[3, 4])
    two = made(records, subject="Duct", people=[4])
    made(records, subject="50% off_", people=[])

    def found(*conditions: Condition) -> list[int]:
        return page_ids(records.storage, Selection("rfis", 1, 10, conditions=list(conditions)))

    assert found(Condition("subject", "eq", "Beam")) == [one.id]
    assert found(Condition("people", "has", [3])) == [one.id]
    assert found(Condition("people", "has", [4])) == [one.id, two.id]
    assert found(Condition("subject", "in", [])) == []
    assert found(Condition("people", "has", [9])) == []
    assert distinct(records.storage, Selection("rfis", 1, 10), "subject") == ["50% off_", "Beam", "Duct"]
    assert [row[0] for row in page(records.storage, Selection("rfis", 1, 10, sort=[("subject", True)], limit=1))] == [two.id]


def test_an_update_notes_old_and_new(records: Records) -> None:
    record = made(records, subject="Beam")
    records.update(record, {"subject": "Duct", "status": "open"}, at=AT, user_id=7)
    found = records.get("rfis", record.id)
    assert found is not None
    assert (found.version, found.body["subject"]) == (2, "Duct")
    event = records.history(record.id)[-1]
    assert event[1:3] == (7, "update")
    assert "Beam" in event[4]


def test_a_failed_transaction_leaves_nothing(records: Records) -> None:
    def fails() -> None:
        with records.storage.transaction(write=True):
            made(records)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert total(records.storage, Selection("rfis", 1)) == 0


def test_an_image_is_the_whole_world(records: Records, tmp_path: Path) -> None:
    record = made(records, subject="Beam")
    for path in (None, str(tmp_path / "copy.db")):
        copy = Database(path)
        copy.load(records.storage.image())
        found = Records(copy).get("rfis", record.id)
        assert found is not None
        assert found.body == {"subject": "Beam"}
        copy.close()


def test_ids_do_not_fit_32_bits_and_are_kept(records: Records) -> None:
    number = 562949953434271
    records.insert(Stored(number, 1, "", "rfis", number, None, None, None, AT, AT, None, {}))
    assert records.get("rfis", number) is not None


def test_ids_that_a_seed_chose_are_not_given_again(records: Records) -> None:
    for identifier in (10_000_000, 10_000_002, 225_100, 562949953434271):
        records.reserve(identifier)
    assert [records.next_id(), records.next_id()] == [10_000_003, 10_000_004]
