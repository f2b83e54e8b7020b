"""Reading a scenario: one YAML file is one world."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from mockcore.clock import instant
from mockcore.close_names import hint
from mockcore.errors import OperatorError
from mockcore.paths import seed_file

Attributes = dict[str, Any]
# What a file says, what it says of a company, and of a project; the rest of these are their fields. A key that begins with
# `x-` is for the author alone: an anchor to refer to.
KEYS = ("name", "description", "now", "like", "scale", "apps", "records_of_every_company", "companies")
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


def read(file: Path) -> Scenario:
    """A scenario file. Raises: OperatorError naming the file and what is wrong in it."""
    text = _text(file)
    if "like" in text:
        text = {**_text(seed_file(str(text["like"]))), **text}
    if not isinstance(text.get("companies"), list):
        raise OperatorError(f"The seed {file} has no list of companies.")
    try:
        scale = float(text.get("scale", 1))
        shared = text.get("records_of_every_company") or {}
        companies = [_place(company, shared, scale, COMPANY_KEYS) for company in text["companies"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OperatorError(f"The seed {file} has a company or project without a usable id: {error!r}.") from None
    now = instant(str(text.get("now", "2026-01-15T15:00:00Z")))
    return Scenario(file.stem, now, companies, list(text.get("apps") or []), shared)


def unknown(seed: str, what: str, name: str, choices: Iterable[str]) -> OperatorError:
    """The failure of a scenario in which ``what`` has a name that exists nowhere."""
    return OperatorError(f"The seed {seed} has an unknown name, {name!r}, {what}: {hint(name, choices)}")


def _text(file: Path) -> dict[str, Any]:
    try:
        text = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, OSError) as error:
        reason = " ".join(str(error).split())
        raise OperatorError(f"The seed {file} cannot be read: {reason}.") from None
    if not isinstance(text, dict):
        return {}
    for name in map(str, text):
        if name not in KEYS and not name.startswith("x-"):
            raise unknown(file.stem, "among its keys", name, KEYS)
    return text


def _place(text: dict[str, Any], shared: dict[str, list[Attributes]], scale: float, own: tuple[str, ...]) -> Place:
    scale *= float(text.get("scale", 1))
    place = Place(
        int(text["id"]),
        {name: value for name, value in text.items() if name not in own},
        {**(shared if text.get("apps") else {}), **(text.get("records") or {})},
        {name: _scaled(count, scale) for name, count in (text.get("counts") or {}).items()},
        _scaled(int(text.get("fill") or 0), scale),
        list(text.get("apps") or []),
        dict(text.get("permitted") or {}),
        text.get("members"),
        since=text.get("since"),
    )
    if "projects" in own:
        place.projects = [_place(project, {}, scale, PROJECT_KEYS) for project in text.get("projects") or []]
    return place


def _scaled(count: int, scale: float) -> int:
    """What there is some of does not vanish, and one stays one."""
    return max(round(count * scale), 1) if count > 1 else count
