"""Where files are found and kept."""

import os
from pathlib import Path

import pytest

from mockcore import paths
from mockcore.errors import OperatorError


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


def test_a_folder_that_cannot_be_written_is_looked_in_and_another_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path / "image"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda folder, mode: Path(folder).name != "image")
    assert paths.preferred_cache_directory() == tmp_path / "image"
    assert paths.cache_directory() == tmp_path / f"mockcore-{os.getuid()}"


def test_a_user_without_a_home_has_a_temporary_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def homeless(_name: str) -> str:
        raise RuntimeError

    monkeypatch.delenv("MOCKCORE_CACHE", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_dir", homeless)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert paths.preferred_cache_directory() is None
    assert paths.cache_directory().parent == tmp_path


def test_where_nothing_can_be_written_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path / "none"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    monkeypatch.setattr(os, "access", lambda folder, mode: False)
    with pytest.raises(OperatorError, match="name one with MOCKCORE_CACHE"):
        paths.cache_directory()
