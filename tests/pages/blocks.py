"""The fenced blocks of our pages, and what becomes of each in the tests.

A block is run, written to a file that a later block runs, or compared: with what the block before it printed, or with the file
that it shows. A comment in front of it, which no reader sees, says what its language does not: ``<!-- excerpt of FILE -->``,
``<!-- file NAME -->``, ``<!-- read only: REASON -->``, ``<!-- written in LANGUAGE -->`` for one that the site cannot colour.
``<!-- refused -->`` stands before calls that the server refuses, ``<!-- in a checkout -->`` on a page whose reader is in one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md"), *ROOT.glob("docs/**/*.md")])
RUN = ("sh", "python")
# Printed by the block before: compared with what it did print.
OUTPUT = ("json", "text")
# Languages of settings and of the document, and the one that only runs on Windows: they must be what they are written in.
PARSED = ("yaml", "toml", "powerquery")

_FENCE = re.compile(r"(?:<!-- (?P<note>[^\n]*) -->\n+)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_GENERATED = re.compile(r"<!-- [\w ]+: made by scripts/\w+\.py -->\n.*?<!-- /", re.DOTALL)
_NAME = re.compile(r"(?:#|//) ([\w./-]+\.\w+)\n")


@dataclass(frozen=True)
class Block:
    """One fenced block; ``line`` is that of its first line on the page."""

    page: Path
    line: int
    language: str
    text: str
    note: str
    generated: bool

    @cached_property
    def file(self) -> str:
        """The name of the file that the block shows whole: its first line, as a comment, or in front of it."""
        if self.note.startswith("file "):
            return self.note.removeprefix("file ")
        name = _NAME.match(self.text)
        return name[1] if name and self.language not in RUN[:1] else ""

    @cached_property
    def fate(self) -> str:
        """What becomes of it. Raises: AssertionError for a block of which no test would know."""
        if self.generated:
            return "generated"
        word = self.note.partition(" ")[0]
        if word in ("excerpt", "read"):
            return word
        if self.file:
            return "file"
        fates = {"run": RUN, "output": OUTPUT, "parsed": PARSED}
        for fate, languages in fates.items():
            if self.language in languages:
                return fate
        raise AssertionError(f"{self}: nothing would run or check this block of {self.language or 'no language'}")

    @property
    def reason(self) -> str:
        """Why it is only read."""
        return self.note.removeprefix("read only: ")

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """The blocks of a page in their order."""
    text = page.read_text(encoding="utf-8")
    generated = [match.span() for match in _GENERATED.finditer(text)]
    return list(_read(page, text, generated))


def _read(page: Path, text: str, generated: list[tuple[int, int]]) -> Iterator[Block]:
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start("text")) + 1
        language, note = match["language"], match["note"] or ""
        if note.startswith("written in "):
            language = note.removeprefix("written in ")
        inside = any(begin < match.start("text") < end for begin, end in generated)
        yield Block(page, line, language, match["text"], note, inside)


def fences(page: Path) -> int:
    """How many lines of a page begin or end a block, whatever it looks like."""
    return len(re.findall(r"^\s*(?:```|~~~)", page.read_text(encoding="utf-8"), re.MULTILINE))
