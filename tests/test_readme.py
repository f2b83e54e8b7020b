"""README.md says what is so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.reference_tables import PAGES
from scripts.tables import renewed
from tests.conftest import RunningServer

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_the_tables_are_those_that_the_code_gives(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert renewed(text, "reference_tables", PAGES[page]) == text, "run `make fix`"


def test_the_first_request_works_when_pasted(server: RunningServer) -> None:
    _, request, *_ = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    place = (
        ("http://127.0.0.1:8080", server.url),
        (".venv/bin/mockcore token", f"{sys.executable} -m mockcore token --url {server.url}"),
    )
    for written, here in place:
        request = request.replace(written, here)
    told = subprocess.run(["sh", "-euc", request], capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    assert "Sandbox Test Project" in told.stdout


def test_the_page_is_short() -> None:
    assert len(README.splitlines()) <= 120


def test_every_file_that_the_page_links_to_exists() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_coverage_page_is_what_the_document_gives() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/coverage.py"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 0, told.stderr
