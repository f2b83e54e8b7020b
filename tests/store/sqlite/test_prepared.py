"""Statements kept from one start to the next."""

import os
import subprocess
import sys
from pathlib import Path

from mockcore.store.query import Condition, Selection
from mockcore.store.sqlite.prepared import Statements

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


def test_a_torn_or_foreign_file_is_begun_again(tmp_path: Path) -> None:
    file = tmp_path / "statements.bin"
    Statements(file).named("get")
    whole = file.read_bytes()
    file.write_bytes(whole[:-3])
    assert "SELECT" in Statements(file).named("get").text
    file.write_bytes(b"not ours")
    assert "SELECT" in Statements(file).named("get").text
    assert Statements(file).named("get").names == ("id_", "kind_")


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    assert "SELECT" in Statements(tmp_path / "none" / "statements.bin").named("get").text
