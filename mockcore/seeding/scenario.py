"""Reading a scenario: one YAML file is one world."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from mockcore.clock import instant
from mockcore.errors import OperatorError
from mockcore.paths import seed_file

Attributes = dict[str, Any]
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
    """A world: its name, the instant its dates are told from, and its companies."""

    name: str
    now: datetime
    companies: list[Place]
    apps: list[Attributes]

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
        companies = [_place(company, text.get("records_of_every_company") or {}, scale) for company in text["companies"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OperatorError(f"The seed {file} has a company or project without a usable id: {error!r}.") from None
    return Scenario(file.stem, instant(str(text.get("now", "2026-01-15T15:00:00Z"))), companies, list(text.get("apps") or []))


def unknown(scenario: Scenario, name: str) -> OperatorError:
    """The failure of a scenario that names a resource which the document does not have."""
    return OperatorError(f"The seed {scenario.name} names a resource that the document does not have: {name}.")


def _text(file: Path) -> dict[str, Any]:
    try:
        text = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, OSError) as error:
        reason = " ".join(str(error).split())
        raise OperatorError(f"The seed {file} cannot be read: {reason}.") from None
    return text if isinstance(text, dict) else {}


def _place(text: dict[str, Any], shared: dict[str, list[Attributes]], scale: float) -> Place:
    own = ("id", "records", "counts", "fill", "scale", "since", "apps", "permitted", "members", "projects")
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
    place.projects = [_place(project, {}, scale) for project in text.get("projects") or []]
    return place


def _scaled(count: int, scale: float) -> int:
    """What there is some of does not vanish, and one stays one."""
    return max(round(count * scale), 1) if count > 1 else count
