"""Links lead from a record to those that refer to it by certain attributes, whoever wrote them."""

import pytest

from mockcore.store.links import Links
from mockcore.store.records import Placement, Records, Stored
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"
FOLLOWED = {"topics": ["meeting_id", "meeting", "tag_ids"]}


@pytest.fixture
def records() -> Records:
    database = Database()
    database.create_tables()
    return Records(database, FOLLOWED)


def topic(records: Records, **body: object) -> Stored:
    return records.insert(Stored.new("topics", records.next_id(), dict(body), AT, Placement(1)))


def referrers(records: Records, number: int) -> list[int]:
    return [record.id for record in records.links.referrers(number, 10)]


def test_one_id_several_a_text_and_an_object_lead_to_the_record(records: Records) -> None:
    topics = [topic(records, meeting_id=5), topic(records, meeting_id="5"), topic(records, meeting={"id": 5})]
    tagged = topic(records, tag_ids=[6, 5], other_id=7)
    assert referrers(records, 5) == [record.id for record in (*topics, tagged)]
    assert referrers(records, 7) == []


def test_a_change_moves_the_link_and_a_deletion_hides_it(records: Records) -> None:
    record = topic(records, meeting_id=5)
    records.update(record, {"meeting_id": 6}, at=AT)
    assert (referrers(records, 5), referrers(records, 6)) == ([], [record.id])
    records.delete(record, at=AT)
    assert referrers(records, 6) == []
    records.restore(record, at=AT)
    assert referrers(records, 6) == [record.id]


def test_records_of_a_seed_are_followed_too(records: Records) -> None:
    records.bulk_insert([Stored.new("topics", number, {"meeting_id": 5}, AT) for number in (11, 12)])
    assert referrers(records, 5) == [11, 12]


def test_a_world_that_was_written_without_them_is_read_once(records: Records) -> None:
    plain = Records(records.storage)
    record = topic(plain, meeting_id=5)
    assert referrers(records, 5) == []
    records.links.renew()
    assert referrers(records, 5) == [record.id]
    Links(records.storage, {"topics": ["other_id"]}).renew()
    assert referrers(records, 5) == []


def test_a_world_that_says_so_is_not_read_again(records: Records) -> None:
    plain = Records(records.storage)
    topic(plain, meeting_id=5)
    records.links.note()
    records.links.renew()
    assert referrers(records, 5) == []


def test_what_was_deleted_with_a_record_comes_back_once(records: Records) -> None:
    one, two = topic(records), topic(records)
    records.links.depart(9, [two.id, one.id])
    assert [record.id for record in records.links.departed(9)] == [one.id, two.id]
    assert records.links.departed(9) == []


def test_what_leads_to_a_record_is_looked_up_by_a_backlink_and_keeps_nothing_from_deletion() -> None:
    database = Database()
    database.create_tables()
    records = Records(database, None, None, {"notes": ["topic_id", "tag_ids"]})
    first, second = (
        records.insert(Stored.new("notes", number, {"topic_id": 5, "tag_ids": [6, 7]}, AT, Placement(1))) for number in (11, 12)
    )
    assert [record.id for record in records.links.leading("notes", "topic_id", 5)] == [11, 12]
    assert [record.id for record in records.links.leading("notes", "tag_ids", 7)] == [11, 12]
    assert records.links.leading("notes", "tag_ids", 5) == records.links.leading("topics", "topic_id", 5) == []
    assert records.links.referrers(5, 10) == []
    records.update(first, {"topic_id": 9}, at=AT)
    records.delete(second, at=AT)
    assert [record.id for record in records.links.leading("notes", "topic_id", 9)] == [11]
    assert records.links.leading("notes", "topic_id", 5) == []
