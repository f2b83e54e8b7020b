"""No block of our pages is left out: each has a fate, and what is only read is a short list."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.pages.blocks import PAGES, ROOT, Block, blocks, fences
from tests.pages.reader import CLIENTS, contains

ALL = [block for page in PAGES for block in blocks(page)]
# Why a block is only read, and how many there are: more of them are a decision.
READ_ONLY = {
    "needs Docker": 3,
    "changes this machine": 1,
    "needs an account with Procore": 1,
    "takes an hour": 2,
    "needs a gem": 1,
    "needs a generator of clients": 1,
    "needs Windows": 1,
}


def of(fate: str) -> list[Block]:
    return [block for block in ALL if block.fate == fate]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_is_recognized(page: Path) -> None:
    assert fences(page) == 2 * len(blocks(page))
    assert all(block.fate for block in blocks(page))


def test_what_is_only_read_is_a_short_list() -> None:
    reasons = [block.reason for block in of("read")]
    assert {reason: reasons.count(reason) for reason in reasons} == READ_ONLY


@pytest.mark.parametrize("language", ["sh", pytest.param("ruby", marks=pytest.mark.ruby)])
def test_what_is_only_read_is_what_it_is_written_in(language: str) -> None:
    blocks_of_it = [block for block in of("read") if block.language == language]
    assert blocks_of_it
    for block in blocks_of_it:
        check = {"sh": ["sh", "-nc", block.text], "ruby": ["ruby", "-ce", block.text]}[block.language]
        assert subprocess.run(check, check=False).returncode == 0, block


def test_what_is_for_windows_is_what_runs_elsewhere() -> None:
    words = re.compile(r"https?://[^\s\"]+|mockcore [a-z]+|-m venv|pip install[^\n]*")
    for block in of("read"):
        if block.language == "powershell":
            shell = "".join(other.text for other in blocks(block.page) if other.language == "sh")
            assert words.findall(block.text)
            assert [word for word in words.findall(block.text) if word not in shell] == []


def test_what_is_shown_of_a_file_stands_there() -> None:
    for block in of("excerpt"):
        lines = [
            line.strip() for line in (ROOT / block.note.removeprefix("excerpt of ")).read_text(encoding="utf-8").splitlines()
        ]
        shown = "\n".join(line.strip() for line in block.text.splitlines())
        assert shown in "\n".join(lines), block


def test_every_file_that_a_page_shows_is_used_by_a_later_block() -> None:
    for block in of("file"):
        later = [other for other in blocks(block.page) if other.line > block.line and other.fate in ("run", "file")]
        name = "pytest" if block.file == "conftest.py" else Path(block.file).stem
        assert any(re.search(rf"\b{name}\b", other.text) for other in later), block


def test_what_is_only_parsed_is_what_it_is_written_in() -> None:
    parsers = {"yaml": yaml.safe_load, "toml": tomllib.loads}
    for block in of("parsed"):
        assert block.language == "powerquery" or parsers[block.language](block.text), block


@pytest.mark.node
def test_a_query_of_power_query_is_one() -> None:
    (query,) = [block.text for block in of("parsed") if block.language == "powerquery"]
    parse = ["node", "parse_m.mjs"]
    for text, status in ((query, 0), (query.replace("in\n", "\n"), 1)):
        done = subprocess.run(parse, input=text, cwd=CLIENTS, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == status, done.stderr


def test_what_a_page_shows_of_an_output_comes_after_what_prints_it() -> None:
    for block in of("output"):
        before = [other for other in blocks(block.page) if other.line < block.line]
        assert before, block
        assert before[-1].fate == "run", block


@pytest.mark.parametrize(
    ("printed", "shown", "fits"),
    [
        ('{"a": 1, "b": 2}', '{"a": 1}', True),
        ('{"a": 1}', '{"a": 2}', False),
        ('[3, {"a": 1}]', '[{"a": 1}]', True),
        ("[1, 2]", "[2, 1]", False),
        ("[]", "[1]", False),
    ],
)
def test_an_output_is_compared_by_what_the_page_shows_of_it(printed: str, shown: str, fits: bool) -> None:
    assert contains(json.loads(printed), json.loads(shown)) is fits


@pytest.mark.parametrize("text", ["```\nwhatever\n```\n", "```rust\nfn main() {}\n```\n"])
def test_a_block_that_nothing_would_check_is_a_mistake(text: str, tmp_path: Path) -> None:
    page = ROOT / "nowhere.md"
    (tmp_path / page.name).write_text(text)
    (block,) = blocks(tmp_path / page.name)
    with pytest.raises(AssertionError, match="nothing would run or check"):
        _ = Block(page, block.line, block.language, block.text, block.note, block.generated).fate
