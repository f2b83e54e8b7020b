"""The pages of docs/howto run as they are written: every Python block in order, against a server of its own."""

import re
from pathlib import Path
from typing import Any

import pytest

from mockcore.web.certificate import authority_file
from tests.conftest import running

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*/*.md")) if "```python" in page.read_text(encoding="utf-8")]
_SERVED = re.compile(r"^<!-- served with: (.*) -->$", re.MULTILINE)
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = list(_BLOCK.finditer(text))
    assert blocks
    options = _SERVED.search(text)
    with running(tmp_path / "log", *(options[1].split() if options else ())) as server:
        names: dict[str, Any] = {"URL": server.url, "CA": str(authority_file())}
        try:
            for block in blocks:
                # Line numbers in a traceback are those of the page.
                before = "\n" * text[: block.start(1)].count("\n")
                exec(compile(before + block[1], str(page), "exec"), names)
        finally:
            if "http" in names:
                names["http"].close()


@pytest.mark.parametrize("name", ["sitecustomize.py", "hosts.mjs"])
def test_the_files_that_the_page_of_hosts_shows_are_those_that_clients_are_tested_with(name: str) -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "howto" / "clients-that-hard-code-hosts.md").read_text(encoding="utf-8")
    assert (root / "tests" / "clients" / "hosts" / name).read_text(encoding="utf-8") in page
