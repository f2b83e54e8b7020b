"""What is opened is empty, filled or refused, whatever it is kept in."""

from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.store.facts import fact, set_fact
from mockcore.store.opening import new_storage, open_sidecar, open_storage
from mockcore.store.sqlite.database import Database


def test_a_storage_is_filled_once_and_found_again_at_its_path(tmp_path: Path) -> None:
    image = new_storage().image()
    path = str(tmp_path / "world.db")
    storage = open_storage(path, lambda: image)
    set_fact(storage, "name", "first")
    storage.close()
    again = open_storage(path, lambda: pytest.fail("it is filled already"))
    assert fact(again, "name") == "first"
    again.close()


def test_a_storage_in_memory_is_its_own() -> None:
    image = new_storage().image()
    one, two = open_storage(None, lambda: image), open_storage(None, lambda: image)
    set_fact(one, "name", "one")
    assert (one.path, fact(two, "name")) == (None, None)


def test_a_new_storage_is_written_to_its_file(tmp_path: Path) -> None:
    new_storage(str(tmp_path / "image.db")).close()
    assert fact(open_storage(None, (tmp_path / "image.db").read_bytes), "schema") is not None


def test_workers_open_one_sidecar_beside_the_storage(tmp_path: Path) -> None:
    one, two = (open_sidecar(str(tmp_path / "world.db")) for _ in range(2))
    one.set_window("app", 100, 3)
    assert two.window("app") == (100, 3)
    one.close()
    two.remove()
    with pytest.raises(OperatorError, match="cannot be written"):
        open_sidecar(str(tmp_path / "missing" / "world.db"))


def test_a_durable_storage_is_on_the_disk_before_a_write_is_answered(tmp_path: Path) -> None:
    image = new_storage().image()
    for durable, level in ((False, 1), (True, 2)):
        storage = open_storage(str(tmp_path / f"{durable}.db"), lambda: image, durable=durable)
        assert isinstance(storage, Database)
        assert storage.command("PRAGMA synchronous").fetchall() == [(level,)]
        storage.close()


def test_a_storage_that_cannot_be_filled_is_refused_in_one_sentence_and_filled_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = new_storage().image()
    path = str(tmp_path / "world.db")
    with monkeypatch.context() as full:
        full.setattr(Database, "_copy", lambda self, image: self.command("no room is left"))
        with pytest.raises(OperatorError, match=r"world\.db cannot be filled \(.*\): make room"):
            open_storage(path, lambda: image)
    storage = open_storage(path, lambda: image)
    assert fact(storage, "schema") is not None
    storage.close()
