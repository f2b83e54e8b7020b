"""How each operation is answered, looked up when it is first called."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from mockcore.gates.permissions import Need, changed, need
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation
from mockcore.reference.references import References
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED
from mockcore.verbs.answer import Answer
from mockcore.verbs.lists import in_pages
from mockcore.verbs.rule_table import rule_named, writes

# Rules whose path ends with the id of a record of another resource.
NAMING = frozenset({"upsert", "next_number"})


@dataclass(frozen=True, slots=True)
class Plan:
    """How an operation is answered: its rule or action, whether it may write, and the records that its path passes.

    ``parents`` are (resources, parameter): the record is one of any of those; ``named`` are those that are no parents.
    """

    answer: Callable[[Context], Answer]
    writes: bool
    parents: list[tuple[tuple[str, ...], str]]
    need: Need
    changed: tuple[str, str] | None = None
    named: tuple[tuple[str, ...], str] | None = None


def planned(operation: Operation, catalog: Catalog) -> Plan:
    """What answers an operation; kept with it."""
    parents = operation.parents
    if not operation.one and parents and parents[-1][0] == operation.kind:
        parents = parents[:-1]
    action = DECLARED.actions.get(operation.action)
    known = writes(operation.rule) or action is not None
    answer: Callable[[Context], Answer] = (
        (lambda context: _as_answer(action(context))) if action else rule_named(operation.rule)
    )
    paged = any(part.name in ("page", "per_page") for part in operation.query)
    plan = Plan(
        (lambda context: in_pages(context, answer(context))) if paged else answer,
        operation.method != "GET" or writes(operation.rule),
        [(_passed(catalog, operation, kind, parameter), parameter) for kind, parameter in parents],
        need(operation, known, catalog.overlay.get("permissions") or {}),
        changed(operation, partial(_kept, catalog), action is not None),
        _named(catalog, operation),
    )
    operation.compiled["plan"] = plan
    return plan


def _passed(catalog: Catalog, operation: Operation, kind: str, parameter: str) -> tuple[str, ...]:
    """The resources that a parameter of the path may be a record of: that of the path, or what its name refers to."""
    if _kept(catalog, kind):
        return (kind,)
    found = References(catalog.references, catalog.kind_names).alternatives(parameter, operation.kind)
    return tuple(other for other in found if _kept(catalog, other))


def _named(catalog: Catalog, operation: Operation) -> tuple[tuple[str, ...], str] | None:
    if operation.rule not in NAMING or not operation.one:
        return None
    found = _passed(catalog, operation, "", operation.path_names[-1])
    return (found, operation.path_names[-1]) if found else None


def _kept(catalog: Catalog, kind: str) -> bool:
    known = catalog.kind(kind) if catalog.has_kind(kind) else None
    return known is not None and (known.creatable or known.listable)


def _as_answer(value: Any) -> Answer:
    return value if isinstance(value, Answer) else Answer(value=value)
