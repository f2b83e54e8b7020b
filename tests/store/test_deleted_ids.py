"""Whether an id is that of a deleted record: answered without a query where few are deleted."""

from pathlib import Path
from random import Random

import pytest

from mockcore.store import deleted_ids
from mockcore.store.records import Placement, Records, Stored
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"


@pytest.fixture
def records() -> Records:
    database = Database()
    database.create_tables()
    return Records(database)


def stored(records: Records) -> Stored:
    return records.insert(Stored.new("rfis", records.next_id(), {}, AT, Placement(1)))


def test_there_are_none_until_one_is_deleted(records: Records) -> None:
    record = stored(records)
    assert record.id not in records.deleted
    assert not records.deleted
    records.delete(record, at=AT)
    assert records.deleted
    assert (record.id in records.deleted, record.id + 1 in records.deleted, None in records.deleted) == (True, False, False)
    records.restore(record, at=AT)
    assert not records.deleted


@pytest.mark.parametrize("most", [1, 100])
def test_each_is_known_however_many_there_are(records: Records, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(deleted_ids, "MOST_READ", most)
    gone = [stored(records) for _ in range(5)]
    live = stored(records)
    for record in gone:
        records.delete(record, at=AT)
    records.changed()
    assert records.deleted
    assert [record.id in records.deleted for record in (*gone, live)] == [True] * 5 + [False]
    records.restore(gone[0], at=AT)
    assert gone[0].id not in records.deleted


def test_what_another_process_deletes_is_noticed(tmp_path: Path) -> None:
    one, two = (Database(str(tmp_path / "world.db"), shared=True) for _ in range(2))
    one.create_tables()
    writer, reader = Records(one), Records(two)
    with one.transaction(write=True):
        record = stored(writer)
    reader.refresh()
    assert record.id not in reader.deleted
    assert not reader.deleted
    with one.transaction(write=True):
        writer.delete(record, at=AT)
    reader.refresh()
    assert record.id in reader.deleted


@pytest.mark.parametrize("form", ['{"a_id":%d}', '{"a_ids":["%d"]}', '{"id":%d.0}', '{"a_id":"00%d"}', '{"a":"%d 5"}'])
def test_a_text_that_may_refer_to_one_is_looked_through(records: Records, form: str) -> None:
    live, other = stored(records), stored(records)
    records.delete(live, at=AT)
    assert records.deleted.may_be_in(form % live.id)
    assert not records.deleted.may_be_in(form % other.id)
    records.restore(live, at=AT)
    assert not records.deleted.may_be_in(form % live.id)


@pytest.mark.parametrize(
    "text", ["", '{"a_id":"00000005-0000-8000-8000-000000000000"}', '{"a":"00000005000080008000000000000000"}']
)
def test_what_cannot_be_known_from_a_text_may_refer_to_one(records: Records, text: str) -> None:
    records.delete(stored(records), at=AT)
    assert records.deleted.may_be_in(text)


def test_ids_shorter_than_those_deleted_before_are_found_in_a_text(records: Records) -> None:
    records.delete(stored(records), at=AT)
    records.delete(records.insert(Stored.new("rfis", 77, {}, AT, Placement(1))), at=AT)
    assert (records.deleted.may_be_in('{"a_id":77}'), records.deleted.may_be_in('{"a_id":78}')) == (True, False)


def test_ids_are_found_in_texts_as_they_are_found_by_themselves(records: Records) -> None:
    random = Random(4711)
    numbers = [random.choice((random.randrange(10**9), random.randrange(10**3), 10**7 + n)) for n in range(300)]
    for place, number in enumerate(dict.fromkeys(numbers)):
        record = records.insert(Stored.new("rfis", number, {}, AT, Placement(1)))
        if random.random() < 0.5:
            records.delete(record, at=AT)
        if place % 5 == 0:
            known = [other for other in numbers if other in records.deleted]
            assert [other for other in numbers if records.deleted.may_be_in(f'{{"a":{other}}}')] == known
