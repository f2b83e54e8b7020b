"""Writes docs/coverage.md: which rule answers each operation of the document. ``--write`` renews the file."""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from mockcore import tools
from mockcore.reference import rules
from mockcore.reference.catalog import Catalog
from mockcore.request.declare import DECLARED

FILE = Path(__file__).parent.parent / "docs" / "coverage.md"
HEAD = """# Coverage

Made by `scripts/coverage.py` from the document. Every operation is answered from stored records:

- **stateful**: it reads or writes the records of its resource;
- **derived**: its answer is computed from stored records by the rule that is named;
- **accepted**: it is checked (the record must exist and be visible, the body must be readable) and has no lasting effect,
  because it only asks Procore to send a message or to prepare a file.

OAuth operations are answered by `mockcore/web/token_endpoints.py`.
"""
STATEFUL, DERIVED, ACCEPTED = "stateful", "derived", "accepted"


def class_of(rule: str, action: str) -> str:
    """Which of the three classes an operation is of."""
    if action in DECLARED.actions:
        return STATEFUL
    return ACCEPTED if rule == "accept" else DERIVED if rule in rules.DERIVED else STATEFUL


def text() -> str:
    """The page as it should be."""
    catalog = Catalog.load()
    tools.load()
    counts: Counter[str] = Counter()
    sizes = Counter(entry["tool"] or "OAuth" for entry in catalog.entries)
    derived: dict[str, list[str]] = defaultdict(list)
    for entry in catalog.entries:
        if not entry["path"].startswith("/rest/"):
            continue
        name = f"`{entry['method']} {entry['path']}`"
        kind = class_of(entry["rule"], entry["action"])
        counts[kind] += 1
        if kind != STATEFUL:
            derived[ACCEPTED if kind == ACCEPTED else entry["rule"]].append(name)
    lines = [
        HEAD,
        "| class | operations |",
        "|---|---|",
        *(f"| {name} | {number} |" for name, number in sorted(counts.items())),
        "",
        "## Tools",
        "",
        f"{len(catalog):,} operations of {len(sizes)} tools; `mockcore routes` lists them with the rule of each.",
        "",
        "| tool | operations |",
        "|---|---|",
        *(f"| {name} | {number} |" for name, number in sorted(sizes.items())),
    ]
    for rule in sorted(derived, key=lambda rule: (rule == "accepted", rule)):
        lines += ["", f"## {rule}", "", *(f"- {name}" for name in derived[rule])]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        FILE.write_text(text(), encoding="utf-8")
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != text():
        sys.exit("docs/coverage.md is not what the document gives: run scripts/coverage.py --write")
