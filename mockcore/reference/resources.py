"""What a path is about: its version, scope, and the chain of resources from the outermost to the one addressed."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from mockcore.path_patterns import segments

SCOPES = {
    "companies": ("company", "{company_id}"),
    "projects": ("project", "{project_id}"),
    "project": ("project", "{project_id}"),
}
PLANNING = "workforce-planning"
RECYCLE_BIN = "recycle_bin"
_VERSION = re.compile(r"v\d+\.\d+")


class Step(NamedTuple):
    """One static segment and the path parameter that follows it, if any."""

    name: str
    parameter: str | None


class Route(NamedTuple):
    """A path taken apart. ``scope`` is the innermost of none, company, project; ``steps`` exclude the scope."""

    version: str
    scope: str
    steps: tuple[Step, ...]
    recycled: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The static segments."""
        return tuple(step.name for step in self.steps)

    @property
    def shape(self) -> str:
        """The path without version and scope, parameters anonymous: ``rfis/{}/replies``."""
        return "/".join(f"{step.name}/{{}}" if step.parameter else step.name for step in self.steps)

    @property
    def addresses_one(self) -> bool:
        """Whether the path ends in a parameter."""
        return bool(self.steps) and self.steps[-1].parameter is not None

    @property
    def tail(self) -> str:
        """The last static segment."""
        return self.steps[-1].name if self.steps else ""


def route(path: str) -> Route:
    """Takes an OpenAPI path apart. Source: the reference's path conventions."""
    parts = segments(path)
    version = ""
    if parts[0] == "rest" and _VERSION.fullmatch(parts[1]):
        version, parts = parts[1], parts[2:]
    elif parts[0] in ("vapid", "oauth"):
        version, parts = parts[0], parts[1:]
    planning = parts[:1] == [PLANNING]
    if planning:
        parts = parts[2:]
    scope, steps, recycled = "none", list[Step](), False
    index = 0
    while index < len(parts):
        name = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else ""
        level = SCOPES.get(name)
        if level and following == level[1] and not (planning and level[0] == "project"):
            scope, index = level[0], index + 2
            continue
        if name == RECYCLE_BIN:
            recycled, index = True, index + 1
            if following.startswith("{") and steps:
                steps[-1] = Step(steps[-1].name, following[1:-1])
                index += 1
            continue
        is_parameter = following.startswith("{") and following.endswith("}")
        steps.append(Step(name, following[1:-1] if is_parameter else None))
        index += 2 if is_parameter else 1
    if planning and steps:
        steps[0] = Step(f"{PLANNING}/{steps[0].name}", steps[0].parameter)
    return Route(version, scope, tuple(steps), recycled)


def kind_of(names: tuple[str, ...], aliases: Mapping[str, str]) -> str:
    """The resource name: static segments joined, the longest aliased prefix replaced until none is left.

    A nested resource is named after its parents, so ``rfis/{id}/replies`` is ``rfis/replies``.
    """
    name = "/".join(names)
    for _ in range(8):
        prefix = next((p for p in _prefixes(name) if p in aliases and aliases[p] != p), None)
        if prefix is None:
            return name
        replaced = aliases[prefix] + name[len(prefix) :]
        if replaced == name:
            return name
        name = replaced
    return name


def _prefixes(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
