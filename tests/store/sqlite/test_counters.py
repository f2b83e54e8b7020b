"""Counters are kept in memory and written with what they number: no number is lost, none is given twice."""

from contextlib import suppress
from pathlib import Path

import pytest

from mockcore.store.sqlite import counters
from mockcore.store.sqlite.database import Database


def opened(path: Path, *, shared: bool = False) -> Database:
    made = Database(str(path), shared=shared)
    if made.empty:
        made.create_tables()
    return made


def number(database: Database) -> int:
    return database.counters.next("rfis", 1)


def failing(database: Database, *, together: bool) -> None:
    """Takes two numbers, then fails."""
    with suppress(KeyError), database.group if together else database.transaction(write=True):
        number(database)
        number(database)
        raise KeyError


def test_numbers_go_on_where_they_were_after_opening_again(tmp_path: Path) -> None:
    database = opened(tmp_path / "world.db")
    with database.transaction(write=True):
        assert [number(database), number(database)] == [1, 2]
    with database.group:
        assert number(database) == 3
    database.close()
    assert number(opened(tmp_path / "world.db")) == 4


@pytest.mark.parametrize("together", [False, True])
def test_what_a_failed_write_has_numbered_is_given_again(tmp_path: Path, together: bool) -> None:
    database = opened(tmp_path / "world.db")
    failing(database, together=together)
    with database.group:
        assert number(database) == 1
    failing(database, together=together)
    with database.group:
        assert number(database) == 2
    database.close()
    assert number(opened(tmp_path / "world.db")) == 3


def test_a_number_outside_of_a_transaction_is_written_at_once(tmp_path: Path) -> None:
    database = opened(tmp_path / "world.db")
    number(database)
    database.counters.reserve("ids", 70)
    assert sorted(database.connection.execute("SELECT name, value FROM sequences")) == [("ids", 70), ("rfis", 1)]


def test_a_counter_is_raised_and_never_lowered(tmp_path: Path) -> None:
    database = opened(tmp_path / "world.db")
    with database.transaction(write=True):
        database.counters.reserve("rfis", 9)
        database.counters.reserve("rfis", 5)
        assert number(database) == 10


def test_two_processes_on_one_file_do_not_give_a_number_twice(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "world.db", shared=True), opened(tmp_path / "world.db", shared=True)
    given = []
    for database in (one, two, two, one):
        with database.transaction(write=True):
            given.append(number(database))
    assert given == [1, 2, 3, 4]


def test_a_world_that_is_loaded_brings_its_counters(tmp_path: Path) -> None:
    database = opened(tmp_path / "world.db")
    number(database)
    image = database.image()
    assert number(database) == 2
    database.load(image)
    assert number(database) == 2


def test_counters_beyond_those_that_are_kept_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "MOST_COUNTERS", 3)
    database = opened(tmp_path / "world.db")
    for _ in range(2):
        with database.transaction(write=True):
            for name in "abcdef":
                database.counters.next(name, 1)
    assert [database.counters.next(name, 1) for name in "abcdef"] == [3] * 6
