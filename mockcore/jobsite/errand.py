"""What somebody is about to do, as values: the call, who makes it, and when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mockcore.jobsite.site import Site
from mockcore.store.records import Stored


@dataclass(frozen=True, slots=True)
class Errand:
    """One call. ``people`` are the ids of those who ought to make it, in that order; else somebody of that role does.

    ``level`` is what the permissions of the tool must allow the caller. ``following`` are calls of the same person at the
    same moment, once this one went well; ``{id}`` in their path is the id of the record that it has answered.
    """

    method: str
    path: str
    body: dict[str, Any]
    role: str
    level: int
    people: tuple[int, ...] = field(default=())
    following: tuple[tuple[str, str, dict[str, Any]], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is due at a moment in a project; ``errand`` says what, or that there is nothing to do.

    ``about`` is the record that it answers, which somebody else may have changed meanwhile.
    """

    moment: int
    tool: str
    name: str
    site: Site
    errand: Callable[[], Errand | None]
    about: Stored | None = None


def ids(*values: Any) -> tuple[int, ...]:
    """The ids among values and lists of them."""
    flat = [value for entry in values for value in (entry if isinstance(entry, list) else [entry])]
    return tuple(value for value in flat if value.__class__ is int)
