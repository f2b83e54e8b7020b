"""Two workers on one file, as two connections."""

from pathlib import Path
from typing import Any

from mockcore.store.facts import fact
from mockcore.store.shared_state import Shared
from mockcore.store.sqlite.database import Database


def worker(file: Path) -> tuple[Shared, dict[str, Any]]:
    """What a worker holds, and its own copy of the state."""
    database = Database(str(file), shared=True)
    if database.empty:
        database.create_tables()
    state: dict[str, Any] = {"value": 0}
    shared = Shared(database)
    shared.add("value", lambda: state["value"], lambda told: state.update(value=told))
    return shared, state


def test_what_one_worker_tells_the_others_take_over(tmp_path: Path) -> None:
    first, mine = worker(tmp_path / "world.db")
    second, theirs = worker(tmp_path / "world.db")
    mine["value"] = 7
    first.tell("value")
    second.notice()
    assert theirs["value"] == 7
    theirs["value"] = 8
    second.tell("value")
    first.notice()
    assert mine["value"] == 8


def test_what_an_earlier_run_has_left_is_cleared(tmp_path: Path) -> None:
    first, mine = worker(tmp_path / "world.db")
    mine["value"] = 7
    first.tell("value")
    first.clear()
    second, theirs = worker(tmp_path / "world.db")
    second.notice()
    assert theirs["value"] == 0


def test_one_worker_alone_writes_nothing(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "world.db"))
    database.create_tables()
    shared = Shared(database)
    shared.add("value", lambda: 7, lambda told: None)
    shared.tell("value")
    assert fact(database, "shared value") is None
