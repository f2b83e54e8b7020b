"""The pages of docs/howto run as they are written: every Python block in order, against a server of its own."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import running

PAGES = sorted((Path(__file__).resolve().parents[2] / "docs" / "howto").glob("*.md"))
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = list(_BLOCK.finditer(text))
    assert len(blocks) >= 3
    with running(tmp_path / "log") as server:
        names: dict[str, Any] = {"URL": server.url}
        try:
            for block in blocks:
                # Line numbers in a traceback are those of the page.
                before = "\n" * text[: block.start(1)].count("\n")
                exec(compile(before + block[1], str(page), "exec"), names)
        finally:
            names["http"].close()
