"""Opening a database: refused in one sentence where it cannot be, and its errors in our words."""

import os
from pathlib import Path

import pytest

from mockcore.errors import OperatorError, StorageBusy, StorageDamaged, StorageFailed
from mockcore.store.facts import fact, set_fact
from mockcore.store.sqlite.connection import Connection
from mockcore.store.sqlite.database import Database
from mockcore.store.sqlite.schema import SCHEMA_VERSION


def opened(path: Path, *, shared: bool = False) -> Connection:
    connection = Connection(str(path), shared=shared, wait_seconds=0.05)
    if connection.empty:
        connection.create_tables()
    return connection


def test_tables_are_made_once_and_tell_their_version(tmp_path: Path) -> None:
    opened(tmp_path / "world.db", shared=True)
    again = Connection(str(tmp_path / "world.db"), shared=True)
    assert not again.empty
    assert (fact(again, "schema"), again.schema) == (str(SCHEMA_VERSION), SCHEMA_VERSION)


def test_a_file_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    other = Connection(str(tmp_path / "other.db"), shared=True)
    other.connection.execute("CREATE TABLE people (name TEXT)")
    with pytest.raises(OperatorError, match="not made by mockcore"):
        Connection(str(tmp_path / "other.db"), shared=True)
    (tmp_path / "text.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(OperatorError, match="cannot be opened"):
        Connection(str(tmp_path / "text.db"))


def test_a_write_while_another_process_writes_finds_the_storage_busy(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "world.db", shared=True), opened(tmp_path / "world.db", shared=True)
    one.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy):
        set_fact(two, "name", "one")
    one.connection.execute("COMMIT")
    set_fact(two, "name", "one")
    assert fact(one, "name") == "one"


def test_what_cannot_be_done_is_a_failure_of_the_storage(tmp_path: Path) -> None:
    connection = opened(tmp_path / "world.db")
    connection.connection.execute("DROP TABLE members")
    values = {"kind_": "users", "project": 1, "record": 1}
    with pytest.raises(StorageFailed, match="members"):
        connection.read("is_member", values)
    with pytest.raises(StorageFailed, match="members"):
        connection.read("projects_of", values)
    with pytest.raises(StorageFailed, match="members"):
        connection.write("remove_member", values)
    with pytest.raises(StorageFailed, match="members"):
        connection.write("add_member", *({"kind": "users", "project_id": 1, "record_id": number} for number in (1, 2)))


def test_a_database_of_another_schema_is_refused_in_one_sentence(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "old.db"))
    database.create_tables()
    set_fact(database, "schema", "0")
    database.close()
    with pytest.raises(OperatorError, match="schema 0"):
        Database(str(tmp_path / "old.db"))


def test_a_second_server_on_the_same_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    first = Database(str(tmp_path / "one.db"))
    first.create_tables()
    with pytest.raises(OperatorError, match="no other server uses"):
        Database(str(tmp_path / "one.db"), wait_seconds=0.1)
    first.close()


@pytest.mark.parametrize("shared", [True, False])
def test_the_write_ahead_log_is_emptied_once_nothing_is_written_any_more(tmp_path: Path, shared: bool) -> None:
    connection = opened(tmp_path / "world.db", shared=shared)
    log = tmp_path / "world.db-wal"
    for _ in range(2):
        connection.write("set_fact", {"name": "name", "value": "x" * 50_000})
        connection.tidy()
        assert log.stat().st_size > 50_000
    connection.command("BEGIN IMMEDIATE")
    connection.tidy()
    assert log.stat().st_size > 50_000
    connection.command("COMMIT")
    connection.tidy()
    assert log.stat().st_size == 0
    assert connection.read("fact", {"name_": "name"}) == [("x" * 50_000,)]


def test_a_log_that_somebody_reads_is_left_for_later_without_waiting(tmp_path: Path) -> None:
    connection, other = opened(tmp_path / "world.db", shared=True), opened(tmp_path / "world.db", shared=True)
    other.command("BEGIN")
    other.read("fact", {"name_": "schema"})
    connection.write("set_fact", {"name": "name", "value": "one"})
    connection.tidy()
    connection.tidy()
    other.command("COMMIT")
    connection.tidy()
    assert (tmp_path / "world.db-wal").stat().st_size == 0


def test_a_file_that_is_damaged_is_one_sentence_where_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    database = Database(str(path))
    database.create_tables()
    rows = [{"name": f"fact {number}", "value": "x" * 900} for number in range(200)]
    database.write("set_fact", *rows)
    database.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(round(size * 0.6))
        file.write(bytes(size // 3))
    again = Connection(str(path))

    def read_all() -> None:
        for row in rows:
            again.read("fact", {"name_": row["name"]})

    with pytest.raises(StorageDamaged, match=r"is damaged .*: put a copy in its place"):
        read_all()
    # It could be read otherwise, but is no longer trusted.
    with pytest.raises(StorageDamaged):
        again.check()


def test_half_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    opened(path).connection.close()
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(OperatorError, match=r"cannot be opened .*: put a copy in its place"):
        Connection(str(path))
