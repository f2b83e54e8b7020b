"""What somebody is about to do, as values: the call, who makes it, and when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mockcore.jobsite.site import Site


@dataclass(frozen=True, slots=True)
class Errand:
    """One call. ``people`` are the ids of those who ought to make it, in that order; else somebody of that role does.

    ``level`` is what the permissions of the tool must allow the caller.
    """

    method: str
    path: str
    body: dict[str, Any]
    role: str
    level: int
    people: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is due at a moment in a project; ``errand`` says what, or that there is nothing to do any more."""

    moment: int
    tool: str
    name: str
    site: Site
    errand: Callable[[], Errand | None]
