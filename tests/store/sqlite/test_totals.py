"""The number of records of each list, kept while several writes wait to be committed together."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mockcore.errors import StorageFailed
from mockcore.store.query import total
from mockcore.store.records import Records, Stored
from mockcore.store.selection import Selection
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    database = Database(str(tmp_path / "world.db"))
    database.create_tables()
    return Records(database)


def add(records: Records, parent: int | None = None) -> Stored:
    return records.insert(Stored(records.next_id(), 1, "", "rfis", 7, 70, parent, None, AT, AT, None, {"subject": "s"}))


def fail(records: Records, inside: AbstractContextManager[None]) -> None:
    with inside:
        add(records, 5)
        add(records)
        raise KeyError


def numbers(records: Records) -> list[int]:
    """Of the company, of its project, below a parent, and in the bin."""
    lists = (
        Selection("rfis", company_id=7),
        Selection("rfis", company_id=7, project_id=70),
        Selection("rfis", company_id=7, project_id=70, parent_id=5),
        Selection("rfis", company_id=7, deleted="only"),
    )
    return [total(records.storage, wanted) for wanted in lists]


def test_they_are_known_before_they_are_written(records: Records) -> None:
    with records.storage.group:
        add(records, 5)
        gone = add(records)
    with records.storage.group:
        records.delete(gone, at=AT)
    assert records.storage.connection.execute("SELECT count(*) FROM totals").fetchone() == (0,)
    assert numbers(records) == [1, 1, 1, 1]
    records.storage.group.settle()
    assert numbers(records) == [1, 1, 1, 1]
    written = records.storage.connection.execute("SELECT live, deleted FROM totals WHERE parent_id = 5")
    assert written.fetchall() == [(1, 0)] * 2


def test_what_fails_is_not_counted_and_the_others_of_its_group_are(records: Records) -> None:
    with records.storage.group:
        add(records, 5)
    with pytest.raises(KeyError):
        fail(records, records.storage.group)
    assert numbers(records) == [1, 1, 1, 0]
    with pytest.raises(KeyError):
        fail(records, records.storage.transaction(write=True))
    assert numbers(records) == [1, 1, 1, 0]


def test_a_group_that_cannot_be_committed_is_not_counted(records: Records) -> None:
    with records.storage.group:
        add(records)
    connection = records.storage.connection
    connection.set_authorizer(lambda action, what, *_: action == sqlite3.SQLITE_TRANSACTION and what == "COMMIT")
    with pytest.raises(StorageFailed):
        records.storage.group.settle()
    connection.set_authorizer(None)
    assert numbers(records) == [0, 0, 0, 0]
