"""Statements kept from one start to the next."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mockcore.store.query import Condition, Selection
from mockcore.store.sqlite.prepared import Statements
from tests.test_file_cache import DAMAGES

START = """
import sys
from mockcore.engine import Engine
from mockcore.settings import Settings
Engine.open(Settings()).close()
print("sqlalchemy" in sys.modules)
"""


def started(cache: Path) -> str:
    environment = {**os.environ, "MOCKCORE_CACHE": str(cache)}
    return subprocess.run([sys.executable, "-c", START], env=environment, capture_output=True, text=True, check=True).stdout


def test_a_second_start_does_not_import_sqlalchemy(tmp_path: Path) -> None:
    assert started(tmp_path).strip() == "True"
    assert started(tmp_path).strip() == "False"


def test_a_statement_is_found_again_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "statements.bin"
    wanted = Selection("rfis", conditions=[Condition("status", "in", ["open", "closed"])])
    first = Statements(file).named("count", ("shape", 2), (wanted,))
    size = file.stat().st_size
    again = Statements(file).named("count", ("shape", 2), (wanted,))
    assert (again.text, again.names, again.fixed) == (first.text, first.names, first.fixed)
    assert "status IN (?, ?)" in again.text
    assert file.stat().st_size == size


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_begun_again_with_one_line_in_the_log(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "statements.bin"
    for name in ("get", "by_key"):
        Statements(file).named(name)
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    again = Statements(file)
    assert caplog.messages == [f"The cache file {file} is damaged: it is made anew."]
    assert [again.named(name).names for name in ("get", "by_key")] == [("id_", "kind_"), ("kind_", "key_")]
    assert len(Statements(file)) == 2
    assert len(caplog.messages) == 1


def test_statements_are_found_in_a_folder_that_cannot_be_written_and_others_added_beside(tmp_path: Path) -> None:
    image, own = tmp_path / "image.bin", tmp_path / "own.bin"
    Statements(image).named("get")
    before = image.read_bytes()
    Statements(image, own).named("by_key")
    assert len(Statements(image, own)) == 2
    assert len(Statements(own)) == 1
    assert image.read_bytes() == before
    assert "SELECT" in Statements().named("get").text


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    assert "SELECT" in Statements(tmp_path / "none" / "statements.bin").named("get").text
