"""Reading a scenario: one YAML file is one world."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from mockcore.clock import instant
from mockcore.close_names import hint
from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.seeding.likeness import next_file
from mockcore.seeding.seed_check import check_text
from mockcore.seeding.seed_schema import seed_schema
from mockcore.seeding.seed_text import load, plain

Attributes = dict[str, Any]
# What a file says of a company, and of a project, beside their fields.
COMPANY_KEYS = ("id", "apps", "permitted", "since", "records", "counts", "fill", "scale", "projects")
PROJECT_KEYS = ("id", "members", "records", "counts", "fill", "scale")
# Resources of a company or project that are filled where it does not say how many there are.
FILLED_KINDS = 150


@dataclass(slots=True)
class Place:
    """A company or project: its own attributes, explicit records by resource, and how many to generate.

    A company has installed ``apps``, with the projects ``permitted`` to some of them; a project has ``members``, by name or as
    the number of people and of vendors. ``scale`` multiplies what is generated. What belongs to no project was made between the
    day ``since`` which a company works and the beginning of its first project.
    """

    id: int
    attributes: Attributes
    records: dict[str, list[Attributes]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    fill: int = 0
    apps: list[str] = field(default_factory=list)
    permitted: dict[str, list[int]] = field(default_factory=dict)
    members: list[str] | int | None = None
    projects: list["Place"] = field(default_factory=list)
    since: str | None = None


@dataclass(slots=True)
class Scenario:
    """A world: its name, the instant its dates are told from, its companies, and the records ``shared`` by all with an app."""

    name: str
    now: datetime
    companies: list[Place]
    apps: list[Attributes]
    shared: dict[str, list[Attributes]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """About how many records it asks for."""
        places = [*self.companies, *(project for company in self.companies for project in company.projects)]
        return sum(sum(place.counts.values()) + place.fill * FILLED_KINDS for place in places)


def read(file: Path, catalog: Catalog) -> Scenario:
    """A scenario file. Raises: OperatorError naming the file, the line, and what is wrong there."""
    text = _content(file, seed_schema(catalog), ())
    scale, shared = float(text.get("scale", 1)), text.get("records_of_every_company") or {}
    companies = [_place(company, shared, scale, COMPANY_KEYS) for company in text["companies"]]
    now = _instant(file.stem, "now", text.get("now", "2026-01-15T15:00:00Z"))
    return Scenario(file.stem, now, companies, plain(text.get("apps") or []), shared)


def unknown(seed: str, what: str, name: str, choices: Iterable[str]) -> OperatorError:
    """The failure of a scenario in which ``what`` has a name that exists nowhere."""
    return OperatorError(f"The seed {seed} has an unknown name, {name!r}, {what}: {hint(name, choices)}")


def _content(file: Path, schema: Mapping[str, Any], above: tuple[Path, ...]) -> dict[str, Any]:
    """What a file says, over what the one says that it is like."""
    text = load(file)
    check_text(text, schema)
    content: dict[str, Any] = text.content
    if "like" not in content:
        return content
    model = next_file(file, content["like"])
    if model.resolve() in (*above, file.resolve()):
        raise OperatorError(f"The seed {file} is like itself.")
    return {**_content(model, schema, (*above, file.resolve())), **content}


def _instant(seed: str, key: str, value: str) -> datetime:
    try:
        return instant(value)
    except OperatorError as error:
        raise OperatorError(f"The seed {seed} cannot be used: {key}: {error}") from None


def _place(text: dict[str, Any], shared: dict[str, list[Attributes]], scale: float, own: tuple[str, ...]) -> Place:
    scale *= float(text.get("scale", 1))
    records = {**(shared if text.get("apps") else {}), **(text.get("records") or {})}
    members = text.get("members")
    place = Place(
        int(text["id"]),
        {name: plain(value) for name, value in text.items() if name not in own},
        {name: rows or [] for name, rows in records.items()},
        {name: _scaled(int(count), scale) for name, count in (text.get("counts") or {}).items()},
        _scaled(int(text.get("fill") or 0), scale),
        list(text.get("apps") or []),
        {name: list(numbers or []) for name, numbers in (text.get("permitted") or {}).items()},
        int(members) if isinstance(members, float) else members,
        since=text.get("since"),
    )
    if "projects" in own:
        place.projects = [_place(project, {}, scale, PROJECT_KEYS) for project in text.get("projects") or []]
    return place


def _scaled(count: int, scale: float) -> int:
    """What there is some of does not vanish, and one stays one."""
    return max(round(count * scale), 1) if count > 1 else count
