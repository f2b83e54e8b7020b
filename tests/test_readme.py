"""README.md says what is so."""

import re
import subprocess
import sys
from pathlib import Path

from scripts.reference_tables import SECTIONS
from scripts.tables import renewed
from tests.conftest import RunningServer

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tables_are_those_that_the_code_gives() -> None:
    assert renewed(README, "reference_tables", SECTIONS) == README, "run `make fix`"


def test_the_first_example_works_when_pasted(server: RunningServer) -> None:
    example = next(block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if block.startswith("API="))
    assert len(example.splitlines()) == 5
    script = example.replace("http://127.0.0.1:8080", server.url)
    told = subprocess.run(["sh", "-euc", script], capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    assert "Sandbox Test Project" in told.stdout
    assert '"subject":"Anchor bolts at C-4"' in told.stdout.replace(": ", ":")


def test_every_file_that_the_page_links_to_exists() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_coverage_page_is_what_the_document_gives() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/coverage.py"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 0, told.stderr
