"""A database whose file is deleted or replaced under the server: nothing is written into nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mockcore.errors import StorageGone
from mockcore.store.facts import fact, set_fact
from mockcore.store.sqlite.database import Database
from mockcore.store.sqlite.database_file import DatabaseFile


def opened(path: Path, *, shared: bool = False) -> Database:
    database = Database(str(path), shared=shared)
    if database.empty:
        database.create_tables()
    return database


def replace(path: Path) -> None:
    path.rename(path.with_name("aside.db"))
    path.write_bytes(path.with_name("aside.db").read_bytes())


@pytest.mark.parametrize("spoil", [Path.unlink, replace])
def test_a_file_that_is_deleted_or_replaced_is_gone(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path = tmp_path / "world.db"
    path.write_bytes(b"first")
    file = DatabaseFile(str(path))
    path.write_bytes(b"other content, by the same server")
    file.check()
    spoil(path)
    with pytest.raises(StorageGone, match=r"world\.db was deleted or replaced: put it back"):
        file.check()


@pytest.mark.parametrize("shared", [True, False])
def test_writes_are_refused_at_once_and_reads_once_it_is_noticed(tmp_path: Path, shared: bool) -> None:
    database = opened(tmp_path / "world.db", shared=shared)
    (tmp_path / "world.db").rename(tmp_path / "aside.db")
    with pytest.raises(StorageGone), database.group:
        pytest.fail("written")
    with pytest.raises(StorageGone), database.transaction(write=True):
        pytest.fail("written")
    with pytest.raises(StorageGone):
        set_fact(database, "name", "value")
    with pytest.raises(StorageGone):
        database.check()
    with pytest.raises(StorageGone), database.reading:
        pytest.fail("read")
    with pytest.raises(StorageGone), database.transaction(write=False):
        pytest.fail("read")
    (tmp_path / "aside.db").rename(tmp_path / "world.db")
    database.check()
    with database.transaction(write=True), database.reading:
        set_fact(database, "name", "value")
    database.close()


def test_what_was_moved_away_is_whole_and_what_has_its_name_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "world.db"
    opened(path).close()
    other = path.read_bytes()
    database = opened(path)
    set_fact(database, "name", "value")
    path.rename(tmp_path / "aside.db")
    path.write_bytes(other)
    database.close()
    assert fact(opened(path), "name") is None
    assert fact(opened(tmp_path / "aside.db"), "name") == "value"


def test_a_world_in_memory_is_there() -> None:
    database = Database()
    database.create_tables()
    database.check()
    with database.reading:
        assert fact(database, "schema")
