"""Makes the pages of `docs/reference` that code and document give. `--write` renews them; without it, says which differ."""

import sys
from pathlib import Path

from mockcore.journal.codes import CODES
from mockcore.reference.catalog import Catalog
from scripts import fixture_page
from scripts.coverage import ACCEPTED, class_of
from scripts.tables import cell, renewed, table
from scripts.tool_pages import MARK, ToolPages

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
TOOLS = REFERENCE / "tools"
LIMITS = REFERENCE / "not-simulated.md"
_CODES = f"""{MARK}

# Contract codes

What a request can break of the API's contract, as [pytest](pytest.md), `GET /_mockcore/contract` and the header
`Mockcore-Contract` say it. The last column names the page of Procore's documentation that has the rule.
"""


def contract_codes() -> str:
    """The codes of findings: what each means, and where to read about it."""
    rows = [[f"`{code}`", cell(meaning), cell(source)] for code, (meaning, source) in sorted(CODES.items())]
    return f"{_CODES}\n{table(['code', 'what it means', 'read'], rows)}\n"


def accepted() -> str:
    """The operations that have no lasting effect, with the pages of their tools."""
    entries = [entry for entry in Catalog.load().entries if class_of(entry["rule"], entry["action"]) == ACCEPTED]
    rows = [[f"`{entry['method']} {entry['path']}`", f"[{entry['tool']}](tools/{entry['slug']}.md)"] for entry in entries]
    return table(["operation", "tool"], rows)


def pages() -> dict[Path, str]:
    """Every page as it should be."""
    made = {TOOLS / f"{name}.md": text for name, text in ToolPages(Catalog.load()).all()}
    limits = renewed(LIMITS.read_text(encoding="utf-8"), "reference_pages", {"accepted": accepted})
    return {
        **made,
        LIMITS: limits,
        REFERENCE / "contract-codes.md": contract_codes(),
        REFERENCE / "fixture.md": fixture_page.text(),
    }


def differing(texts: dict[Path, str]) -> list[Path]:
    """The pages that are not as they should be, and those of tools that there are no more."""
    stale = [file for file in TOOLS.glob("*.md") if file not in texts]
    return [*stale, *(file for file, text in texts.items() if not file.exists() or file.read_text(encoding="utf-8") != text)]


if __name__ == "__main__":
    texts = pages()
    wrong = differing(texts)
    if "--write" in sys.argv[1:]:
        TOOLS.mkdir(exist_ok=True)
        for file in wrong:
            if file in texts:
                file.write_text(texts[file], encoding="utf-8")
            else:
                file.unlink()
    elif wrong:
        raise SystemExit(f"Out of date: {', '.join(file.name for file in wrong)}. Run `make fix`.")
