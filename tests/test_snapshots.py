"""Everything a server holds at one moment, by name."""

from pathlib import Path
from typing import Any

import pytest

from mockcore.errors import NotFound, OperatorError
from mockcore.snapshots import Snapshots
from tests.tiny import WIDGETS, Tiny


def names(tiny: Tiny) -> list[Any]:
    return [row["name"] for row in tiny.ask("GET", WIDGETS)[1]]


@pytest.mark.parametrize("file", [False, True])
def test_records_and_rules_come_back(tmp_path: Path, file: bool) -> None:
    tiny = Tiny(**({"db": str(tmp_path / "world.sqlite")} if file else {}))
    snapshots = Snapshots(tiny.engine)
    tiny.make(name="Before")
    snapshots.save("first")
    tiny.make(name="After")
    tiny.engine.faults.add({"effect": {"status": 503}})
    snapshots.restore("first")
    assert names(tiny) == ["Before"]
    assert list(tiny.engine.faults.rules) == []


def test_they_are_listed_by_name_and_forgotten() -> None:
    snapshots = Snapshots(Tiny().engine)
    for name in ("second", "first"):
        snapshots.save(name)
    assert snapshots.names() == ["first", "second"]
    snapshots.remove("second")
    assert snapshots.names() == ["first"]
    with pytest.raises(NotFound):
        snapshots.restore("second")


@pytest.mark.parametrize("name", ["", "../up", ".hidden", "a" * 101])
def test_a_name_that_cannot_be_a_file_is_refused(name: str) -> None:
    with pytest.raises(OperatorError):
        Snapshots(Tiny().engine).save(name)


def test_a_damaged_snapshot_is_refused(tmp_path: Path) -> None:
    tiny = Tiny(db=str(tmp_path / "world.sqlite"))
    snapshots = Snapshots(tiny.engine)
    snapshots.save("first")
    (file,) = tmp_path.glob("*-snapshots/first.bin")
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(OperatorError, match="is damaged"):
        snapshots.restore("first")
