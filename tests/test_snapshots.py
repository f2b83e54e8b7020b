"""Everything a server holds at one moment, by name."""

from pathlib import Path
from typing import Any

import pytest

from mockcore.errors import NotFound, OperatorError
from mockcore.snapshots import Snapshots, file_name
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


def test_names_that_differ_in_case_are_different_files_on_every_system(tmp_path: Path) -> None:
    snapshots = Snapshots(Tiny(db=str(tmp_path / "world.sqlite")).engine)
    for name in ("Base", "base", "v1.0-RC"):
        snapshots.save(name)
    assert snapshots.names() == ["Base", "base", "v1.0-RC"]
    assert len({file.name.lower() for file in (tmp_path / "world.sqlite-snapshots").iterdir()}) == 3
    snapshots.remove("Base")
    assert snapshots.names() == ["base", "v1.0-RC"]


def test_no_name_is_a_device_of_windows() -> None:
    assert [file_name(name) for name in ("first", "nul", "NUL", "com1.x", "console")] == [
        "first.bin", "%6Eul.bin", "%4E%55%4C.bin", "%63om1.x.bin", "console.bin",
    ]  # fmt: skip
