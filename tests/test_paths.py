"""Where files are found and kept."""

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
