"""README and the pages of docs do what they say: each is followed from its top, block after block."""

import shutil
from pathlib import Path

import pytest

from tests.pages.blocks import PAGES, ROOT, blocks
from tests.pages.reader import SERVE, Reader

# The mark of a page that shows a file in a language, or runs a command.
LANGUAGES = {"js": "node", "java": "java", "ruby": "ruby", "csharp": "mono"}
COMMANDS = {"newman": "node"}


def followed() -> list[pytest.ParameterSet]:
    """The pages that say something to be done, with the marks of what they need."""
    parameters = []
    for page in PAGES:
        files = {LANGUAGES.get(block.language) for block in blocks(page) if block.fate == "file"}
        lines = [line for block in blocks(page) if block.fate == "run" for line in block.text.splitlines()]
        commands = {COMMANDS.get(line.partition(" ")[0]) for line in lines}
        if lines:
            marks = [getattr(pytest.mark, name) for name in sorted((files | commands) - {None})]
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
