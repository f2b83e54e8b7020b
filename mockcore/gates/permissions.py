"""Whether the caller may do what it asks: the level of the operation's tool, evaluated on each call.

Source: documented, user permissions; decisions, 403 and 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mockcore.errors import Forbidden, NotFound
from mockcore.oauth.access_levels import ADMIN, NONE, READ_ONLY, STANDARD, Access, Permit, level_of
from mockcore.reference.operation import Operation
from mockcore.request.context import Context

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
    asked = (table.get("operations") or {}).get(operation.action, rule.get(verb, VERBS[verb]))
    tool = "" if asked == OPEN else str(rule.get("tool", operation.slug))
    others, removal = (level_of(rule.get(name, ADMIN)) for name in ("update", "delete"))
    permits = tuple(Permit(number, others, removal) for number in range(ADMIN + 1))
    project = operation.kind == "projects" and operation.one
    return Need(tool, level_of(asked), operation.one, project, permits, rule.get("in") == "company")


def changed(operation: Operation, kept: Callable[[str], bool], acts: bool) -> tuple[str, str] | None:
    """The record above an action that changes it by PATCH or PUT: its resource and parameter; None for other operations."""
    changes = operation.method in ("PATCH", "PUT") and (acts or operation.rule in CHANGING)
    if not changes or operation.one or not operation.parents or not kept(operation.parents[-1][0]):
        return None
    return operation.parents[-1]


def permit(context: Context, access: Access, wanted: Need) -> None:
    """Lets the call pass.

    Raises: Forbidden when the level is too low or the project does without the tool; NotFound for a record of a tool
    that the caller cannot read at all.
    """
    tool = wanted.tool
    if not tool:
        return
    if tool in access.disabled:
        if context.settings.disabled_tool == "not_found":
            raise NotFound()
        raise Forbidden("This tool is not enabled in this project.")
    level = access.level(tool, context.project_id is not None and not wanted.company_only)
    if level >= wanted.level:
        context.permit = wanted.permits[level]
        return
    if level == NONE and wanted.one:
        raise NotFound()
    raise Forbidden("You do not have permission to perform this action.")
