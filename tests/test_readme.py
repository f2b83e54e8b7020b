"""README.md is short, and its tables and links are right; `tests/pages` follows it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.reference_tables import PAGES
from scripts.tables import renewed

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_the_tables_are_those_that_the_code_gives(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert renewed(text, "reference_tables", PAGES[page]) == text, "run `make fix`"


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
