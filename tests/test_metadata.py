"""What a package index shows of the package."""

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

import mockcore

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def description() -> str:
    """The readme as the build makes it."""
    metadata = dict(PROJECT)
    runpy.run_path(str(ROOT / "hatch_metadata.py"))["LinkedDescription"](str(ROOT), {}).update(metadata)
    assert metadata["readme"]["content-type"] == "text/markdown"
    return str(metadata["readme"]["text"])


def test_every_link_of_the_description_leads_to_a_file_of_the_release(description: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", description)
    files = f"{PROJECT['urls']['Repository']}/blob/v{mockcore.__version__}/"
    inside = [link.removeprefix(files) for link in links if link.startswith(files)]
    assert all(link.startswith("https://") for link in links)
    assert len(inside) > 5
    assert [link for link in inside if not (ROOT / link.partition("#")[0]).exists()] == []


def test_the_description_is_else_the_page(description: str) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.sub(r"\]\([^)]+\)", "]()", description) == re.sub(r"\]\([^)]+\)", "]()", page)


def test_the_addresses_are_those_of_one_repository() -> None:
    assert PROJECT["urls"].keys() == {"Homepage", "Documentation", "Repository", "Issues", "Changelog"}
    assert {url.startswith(PROJECT["urls"]["Repository"]) for url in PROJECT["urls"].values()} == {True}


def test_the_pythons_that_are_promised_are_classified() -> None:
    minors = [int(name.rpartition(".")[2]) for name in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", name)]
    assert minors == list(range(int(PROJECT["requires-python"].rpartition(".")[2]), max(minors) + 1))
    assert max(minors) >= 14


def test_the_sdist_has_every_page_of_the_root_and_every_hook() -> None:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    needed = {f"/{file.name}" for file in (*ROOT.glob("*.md"), *ROOT.glob("hatch_*.py"))}
    assert needed - set(hatch["build"]["targets"]["sdist"]["include"]) == set()
