"""README and the pages of docs do what they say: each is followed from its top, block after block."""

import shutil
from pathlib import Path

import pytest

from tests.pages.blocks import PAGES, ROOT, blocks
from tests.pages.reader import SERVE, Reader

# What must be there for a page with a block or a command of that name.
MARKS = {"js": "node", "ts": "node", "java": "java", "ruby": "ruby"}


def followed() -> list[pytest.ParameterSet]:
    """The pages that say something to be done, with the marks of what they need."""
    parameters = []
    for page in PAGES:
        languages = {block.language for block in blocks(page) if block.fate == "file"}
        if any(block.fate == "run" for block in blocks(page)):
            marks = [getattr(pytest.mark, MARKS[language]) for language in sorted(languages & MARKS.keys())]
            parameters.append(pytest.param(page, marks=marks, id=str(page.relative_to(ROOT))))
    return parameters


@pytest.mark.parametrize("page", followed())
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    shown = blocks(page)
    reader = Reader(tmp_path, checkout="<!-- in a checkout -->" in page.read_text(encoding="utf-8"))
    try:
        if not any(SERVE.search(block.text) for block in shown if block.fate == "run"):
            reader.serve("mockcore serve")
        for block in shown:
            reader.follow(block)
    finally:
        reader.close()
        shutil.rmtree(tmp_path)
