"""Pages with tables that are made from what they describe: each stands between two comments that name it."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Sections = Mapping[str, Callable[[], str]]


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def cell(text: str) -> str:
    """A text as it may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def renewed(text: str, script: str, sections: Sections) -> str:
    """The page with every generated section made anew."""
    for name, make in sections.items():
        begin, end = f"<!-- {name}: made by scripts/{script}.py -->", f"<!-- /{name} -->"
        pattern = re.compile(f"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
        if not pattern.search(text):
            raise SystemExit(f"The page has no section {name}.")
        section = f"{begin}\n{make()}\n{end}"
        text = pattern.sub(lambda _, section=section: section, text)  # type: ignore[misc]
    return text


def renew(page: Path, script: str, sections: Sections) -> None:
    """With ``--write`` the page is renewed; without, the process ends with status 1 where it is out of date."""
    before = page.read_text(encoding="utf-8")
    after = renewed(before, script, sections)
    if "--write" in sys.argv[1:]:
        page.write_text(after, encoding="utf-8")
    elif before != after:
        raise SystemExit(f"{page.name} is out of date: run `make fix`.")
