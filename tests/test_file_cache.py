"""What is made once is found again; what was damaged meanwhile is made anew, with one line in the log."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mockcore import file_cache
from mockcore.errors import OperatorError, StorageFailed
from mockcore.file_cache import cached

# Of any file in the cache folder.
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda content: content[: len(content) // 2],
    "emptied": lambda content: b"",
    "random": lambda content: os.urandom(len(content)),
    "one bit": lambda content: content[:-20] + bytes([content[-20] ^ 1]) + content[-19:],
    "zeros": lambda content: bytes(len(content)),
}


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path))
    return tmp_path


def write(part: Path) -> None:
    part.write_bytes(b"a world" * 1_000)


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)


def unused(part: Path) -> None:
    pytest.fail(f"{part} was there")


def test_what_is_made_is_made_once_and_what_nobody_uses_is_removed(folder: Path) -> None:
    cached("world-2.bin", write)
    for name in ("world-1.bin", "world-2.bin", "notes.txt"):
        with (folder / name).open("ab"):
            os.utime(folder / name, (time.time() - 2 * file_cache.UNUSED_SECONDS,) * 2)
    assert cached("world-2.bin", unused)[:] == b"a world" * 1_000
    turns: list[Path] = []

    def make(part: Path) -> None:
        turns.append(part)
        part.write_text("new")

    assert [cached("world-3.bin", make)[:] for _ in range(2)] == [b"new"] * 2
    assert len(turns) == 1
    assert sorted(file.name for file in folder.iterdir()) == ["notes.txt", "world-2.bin", "world-3.bin"]


def test_what_cannot_be_made_leaves_nothing(folder: Path) -> None:
    def make(part: Path) -> None:
        part.write_text("half")
        raise KeyError

    with pytest.raises(KeyError):
        cached("world-1.bin", make)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_anew_with_one_line_in_the_log(
    folder: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    cached("world-1.bin", write)
    file = folder / "world-1.bin"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert cached("world-1.bin", write)[:] == b"a world" * 1_000
    assert caplog.messages == [f"The cache file {file} is damaged: it is made anew."]
    assert cached("world-1.bin", unused)[:] == b"a world" * 1_000


def test_what_a_folder_that_cannot_be_written_holds_is_used_and_what_it_lacks_is_stored_beside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached("world-1.bin", write)
    beside = folder / "beside"
    beside.mkdir()
    monkeypatch.setattr(file_cache, "cache_directory", lambda: beside)
    assert cached("world-1.bin", unused)[:] == b"a world" * 1_000
    assert list(beside.iterdir()) == []
    cached("world-2.bin", write)
    assert cached("world-2.bin", unused)[:] == b"a world" * 1_000
    assert [file.name for file in beside.iterdir()] == ["world-2.bin"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), StorageFailed("database or disk is full")])
def test_what_cannot_be_written_is_one_sentence(folder: Path, error: Exception) -> None:
    def make(part: Path) -> None:
        part.write_text("half")
        raise error

    with pytest.raises(OperatorError, match="make room, or name another folder with MOCKCORE_CACHE"):
        cached("world-1.bin", make)
    assert list(folder.iterdir()) == []


def test_a_file_that_is_in_use_and_cannot_be_replaced_is_taken_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # So it is on Windows, where another process has made and mapped the file meanwhile.
    def refuse(part: Path, target: Path) -> None:
        raise PermissionError(13, "in use", str(target))

    def make(part: Path) -> None:
        cached("world-1.bin", lambda other: _fill(other, b"of another process"))
        part.write_bytes(b"ours")
        monkeypatch.setattr(Path, "replace", refuse)

    assert cached("world-1.bin", make)[:] == b"of another process"
    assert [file.name for file in folder.iterdir()] == ["world-1.bin"]


def test_a_file_that_cannot_be_replaced_and_is_damaged_is_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(part: Path, target: Path) -> None:
        raise PermissionError(13, "in use", str(target))

    (folder / "world-1.bin").write_bytes(b"damaged")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OperatorError, match="cannot be written"):
        cached("world-1.bin", write)
