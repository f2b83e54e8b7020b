"""How far a large world is."""

import io
import sys
from pathlib import Path

import pytest

from mockcore.paths import seed_file
from mockcore.reference.catalog import Catalog
from mockcore.seeding.progress import progress
from mockcore.seeding.scenario import read


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(file: Path, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, projects: int = 0) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(read(file, Catalog.load())) as advance:
        for _ in range(projects):
            advance()
    return stream.getvalue()


def test_a_small_world_is_made_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(seed_file("sandbox"), Terminal(), monkeypatch, 2) == ""


def test_where_nobody_watches_a_large_world_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(seed_file("large"), io.StringIO(), monkeypatch, 24)
    assert text.startswith("Building the world of the seed large, some 2")
    assert text.endswith("this takes a minute or so, once.\n")
    assert text.count("\n") == 1


def test_on_a_terminal_a_bar_counts_the_projects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert "24 of 24 projects" in shown(seed_file("large"), Terminal(), monkeypatch, 24)
