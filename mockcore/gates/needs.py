"""What an operation takes: a level of its tool. Source: documented, user permissions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mockcore.oauth.access_levels import ADMIN, READ_ONLY, STANDARD, Permit, level_of
from mockcore.reference.operation import Operation

OPEN = "open"
# Rules that change the record which the path passes last.
CHANGING = ("action", "accept", "singleton_update")
VERBS = {"read": READ_ONLY, "create": STANDARD, "update": STANDARD, "delete": ADMIN}
_BY_METHOD = {"GET": "read", "POST": "create", "PATCH": "update", "PUT": "update", "DELETE": "delete"}


@dataclass(frozen=True, slots=True)
class Need:
    """What an operation takes: a tool at a level. ``tool`` "" is open to whoever may enter; ``one`` addresses a record."""

    tool: str
    level: int
    one: bool
    project: bool
    permits: tuple[Permit, ...]
    company_only: bool = False


def need(operation: Operation, writes: bool, table: dict[str, Any]) -> Need:
    """What an operation takes, by the ``permissions`` table of the overlay."""
    verb = _BY_METHOD[operation.method] if writes else "read"
    rule = (table.get("tools") or {}).get(operation.slug) or {}
    level = (table.get("operations") or {}).get(operation.action, rule.get(verb, VERBS[verb]))
    tool = "" if level == OPEN else str(rule.get("tool", operation.slug))
    others, removal = (level_of(rule.get(name, ADMIN)) for name in ("update", "delete"))
    permits = tuple(Permit(number, others, removal) for number in range(ADMIN + 1))
    project = operation.kind == "projects" and operation.one
    return Need(tool, level_of(level), operation.one, project, permits, rule.get("in") == "company")


def changed(operation: Operation, stored: Callable[[str], bool], acts: bool) -> tuple[str, str] | None:
    """The record above an action that changes it by PATCH or PUT: its resource and parameter; None for other operations."""
    changes = operation.method in ("PATCH", "PUT") and (acts or operation.rule in CHANGING)
    if not changes or operation.one or not operation.parents or not stored(operation.parents[-1][0]):
        return None
    return operation.parents[-1]
