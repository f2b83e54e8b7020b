"""Writes that are committed together: one piece each, seen by nobody before."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mockcore.errors import StorageFailed
from mockcore.store.facts import set_fact
from mockcore.store.sqlite.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(str(tmp_path / "world.db"))
    made.create_tables()
    return made


@pytest.fixture(params=["file", "loaded"])
def either(request: pytest.FixtureRequest, database: Database) -> Database:
    """A file, or what was loaded into memory, where everything is within one transaction more."""
    if request.param == "file":
        return database
    loaded = Database()
    loaded.load(database.image())
    return loaded


def numbers(database: Database) -> list[str]:
    return [row[0] for row in database.connection.execute("SELECT name FROM facts WHERE name LIKE 'n%' ORDER BY name")]


def fail(database: Database, inside: AbstractContextManager[None]) -> None:
    with inside:
        set_fact(database, "n2", "undone")
        raise KeyError


def test_what_fails_is_undone_alone(either: Database) -> None:
    with either.group:
        set_fact(either, "n1", "kept")
    with pytest.raises(KeyError):
        fail(either, either.group)
    with either.group:
        set_fact(either, "n3", "kept")
    either.group.settle()
    assert numbers(either) == ["n1", "n3"]


def test_nothing_is_on_disk_before_it_is_settled(database: Database, tmp_path: Path) -> None:
    with database.group:
        set_fact(database, "n1", "kept")
    kept = (tmp_path / "world.db-wal").read_bytes()
    database.group.settle()
    assert len((tmp_path / "world.db-wal").read_bytes()) > len(kept)
    assert not database.group.unsettled


def test_a_transaction_of_its_own_settles_what_came_before(either: Database) -> None:
    with either.group:
        set_fact(either, "n1", "kept")
    with pytest.raises(KeyError):
        fail(either, either.transaction(write=True))
    assert numbers(either) == ["n1"]


def test_an_image_has_what_was_written_together(either: Database) -> None:
    with either.group:
        set_fact(either, "n1", "kept")
    copy = sqlite3.connect(":memory:")
    copy.deserialize(either.image())
    assert copy.execute("SELECT value FROM facts WHERE name = 'n1'").fetchone() == ("kept",)


def test_closing_loses_nothing(database: Database, tmp_path: Path) -> None:
    with database.group:
        set_fact(database, "n1", "kept")
    database.close()
    assert numbers(Database(str(tmp_path / "world.db"))) == ["n1"]


def test_what_cannot_be_committed_is_undone_and_the_next_write_goes_on(database: Database) -> None:
    database.connection.execute("PRAGMA foreign_keys=ON")
    database.connection.execute("CREATE TABLE parts (whole INTEGER REFERENCES wholes (id) DEFERRABLE INITIALLY DEFERRED)")
    database.connection.execute("CREATE TABLE wholes (id INTEGER PRIMARY KEY)")
    with database.group:
        set_fact(database, "n1", "lost")
        database.connection.execute("INSERT INTO parts VALUES (7)")
    with pytest.raises(StorageFailed):
        database.group.settle()
    with database.group:
        set_fact(database, "n2", "kept")
    database.group.settle()
    assert numbers(database) == ["n2"]


def test_what_a_full_disk_undoes_is_counted_as_lost_and_no_commit_is_tried(either: Database) -> None:
    with either.group:
        set_fact(either, "n1", "lost or kept")
    pages = either.connection.execute("PRAGMA page_count").fetchone()[0]
    either.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFailed, match="full"), either.group:
        set_fact(either, "n2", "x" * 1_000_000)
    either.group.settle()
    assert numbers(either) == ([] if either.group.lost == {0} else ["n1"])
    with pytest.raises(StorageFailed, match="full"), either.transaction(write=True):
        set_fact(either, "n3", "x" * 1_000_000)
    either.connection.execute("PRAGMA max_page_count = 1000000")
    with either.transaction(write=True):
        set_fact(either, "n4", "kept")
    assert numbers(either)[-1] == "n4"


def test_a_transaction_of_its_own_that_cannot_be_committed_is_undone(database: Database) -> None:
    database.connection.execute("PRAGMA foreign_keys=ON")
    database.connection.execute("CREATE TABLE wholes (id INTEGER PRIMARY KEY)")
    database.connection.execute("CREATE TABLE parts (whole INTEGER REFERENCES wholes (id) DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(StorageFailed), database.transaction(write=True):
        database.connection.execute("INSERT INTO parts VALUES (7)")
    with database.transaction(write=True):
        set_fact(database, "n1", "kept")
    assert numbers(database) == ["n1"]
