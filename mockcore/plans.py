"""How each operation is answered, looked up when it is first called."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from mockcore.behaviours.context import Context
from mockcore.behaviours.registry import DECLARED
from mockcore.gates.permissions import Need, changed, need
from mockcore.spec.catalog import Catalog
from mockcore.spec.operation import Operation
from mockcore.verbs.answer import Answer
from mockcore.verbs.loading import rule_named, writes


@dataclass(frozen=True, slots=True)
class Plan:
    """How an operation is answered: its rule or action, whether it may write, and the records that its path passes."""

    answer: Callable[[Context], Answer]
    writes: bool
    parents: list[tuple[str, str, bool]]
    need: Need
    changed: tuple[str, str] | None = None


def planned(operation: Operation, catalog: Catalog) -> Plan:
    """What answers an operation; kept with it."""
    parents = operation.parents
    if not operation.one and parents and parents[-1][0] == operation.kind:
        parents = parents[:-1]
    action = DECLARED.actions.get(operation.action)
    known = writes(operation.rule) or action is not None
    plan = Plan(
        (lambda context: _as_answer(action(context))) if action else rule_named(operation.rule),
        operation.method != "GET" or writes(operation.rule),
        [(kind, parameter, _kept(catalog, kind)) for kind, parameter in parents],
        need(operation, known, catalog.overlay.get("permissions") or {}),
        changed(operation, partial(_kept, catalog), action is not None),
    )
    operation.compiled["plan"] = plan
    return plan


def _kept(catalog: Catalog, kind: str) -> bool:
    known = catalog.kind(kind) if catalog.has_kind(kind) else None
    return known is not None and (known.creatable or known.listable)


def _as_answer(value: Any) -> Answer:
    return value if isinstance(value, Answer) else Answer(value=value)
