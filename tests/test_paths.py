"""Where files are found and kept."""

import os
import time
from pathlib import Path

import pytest

from mockcore import paths


def test_a_checkout_uses_its_own_document_and_seeds() -> None:
    root = Path(__file__).resolve().parent.parent
    assert paths.openapi_directory() == root / "openapi"
    assert paths.seeds_directory() == root / "seeds"


def test_the_cache_folder_is_the_one_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path / "deep" / "cache"))
    assert paths.cache_directory() == tmp_path / "deep" / "cache"
    assert paths.cache_directory().is_dir()


def test_a_cache_folder_that_cannot_be_made_is_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert paths.cache_directory().parent == tmp_path
    assert paths.cache_directory().is_dir()


def test_what_is_made_is_made_once_and_what_nobody_uses_is_removed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path))
    old, used, own = (tmp_path / name for name in ("world-1.bin", "world-2.bin", "notes.txt"))
    for file in (old, used, own):
        file.write_text("kept")
        os.utime(file, (time.time() - 2 * paths.UNUSED_SECONDS,) * 2)
    assert paths.cached_file("world-2.bin", lambda part: pytest.fail(f"{part} was there")) == used
    turns: list[Path] = []

    def make(part: Path) -> None:
        turns.append(part)
        part.write_text("new")

    assert [paths.cached_file("world-3.bin", make) for _ in range(2)] == [tmp_path / "world-3.bin"] * 2
    assert len(turns) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.txt", "world-2.bin", "world-3.bin"]


def test_what_cannot_be_made_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def make(part: Path) -> None:
        part.write_text("half")
        raise KeyError

    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path))
    with pytest.raises(KeyError):
        paths.cached_file("world-1.bin", make)
    assert list(tmp_path.iterdir()) == []
