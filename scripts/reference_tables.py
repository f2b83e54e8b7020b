"""Makes the tables of README.md and docs/reference from what they describe: `--write` renews, else reports differences."""

from pathlib import Path

import yaml

from mockcore import errors
from mockcore.paths import seeds_directory
from mockcore.reference.catalog import Catalog
from mockcore.reference.lifecycle import PHASES
from mockcore.setting_sources import option, variable
from mockcore.settings import Settings
from scripts import control_reference
from scripts.tables import Sections, cell, renew, table

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"


def options() -> str:
    """The settings: option, variable, default, meaning."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, "") else f"`{str(field.default).lower()}`"
        rows.append([f"`{option(name)}`", f"`{variable(name)}`", default, cell(field.description or "")])
    return table(["option", "variable", "default", "meaning"], rows)


def failures() -> str:
    """The failures that a client can meet: status, class, message, source."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.MockError)]
    rows = [
        [str(kind.status), f"`{kind.code}`", cell(kind.default.strip().splitlines()[0]), cell(kind.source)]
        for kind in sorted(kinds, key=lambda kind: (kind.status, kind.__name__))
        if kind is not errors.MockError
    ]
    return table(["status", "code (v2.x)", "message", "source"], rows)


def seeds() -> str:
    """The worlds that a server can start with."""
    rows = []
    for file in sorted(seeds_directory().glob("*.yaml")):
        scenario = yaml.safe_load(file.read_text(encoding="utf-8"))
        rows.append([f"`{file.stem}`", cell(str(scenario.get("description", "")))])
    return table(["seed", "what it holds"], rows)


def coverage() -> str:
    """How many operations and tools there are."""
    catalog = Catalog.load()
    tools = {entry["tool"] for entry in catalog.entries}
    return f"mockcore answers all {len(catalog):,} operations of the {len(tools)} tools in Procore's reference."


def lifecycle() -> str:
    """The dated announcements, in the order of their dates."""
    rows = []
    for row in sorted(Catalog.load().lifecycle, key=lambda row: (min(row.dates.values()), row.name, row.timeline)):
        shown = row.as_json()
        dates = [str(shown.get(phase) or "") for phase in PHASES]
        name = f"`{row.name}`" + (f" (`{row.timeline}`)" if row.timeline else "")
        dates.insert(1, str(shown["closed"]) if shown.get("closed") != shown.get("deprecated") else "")
        rows.append([name, cell(row.title), *dates, cell(row.successor and f"`{row.successor}`"), cell(row.source)])
    return table(["row", "what", "deprecated", "closed", "sunset in progress", "sunset", "successor", "source"], rows)


PAGES: dict[Path, Sections] = {
    ROOT / "README.md": {"coverage": coverage},
    REFERENCE / "options.md": {"options": options},
    REFERENCE / "errors.md": {"errors": failures},
    REFERENCE / "lifecycle.md": {"lifecycle": lifecycle},
    REFERENCE / "data.md": {"seeds": seeds},
    REFERENCE / "control-api.md": {"routes": control_reference.routes},
}


if __name__ == "__main__":
    for page, sections in PAGES.items():
        renew(page, "reference_tables", sections)
