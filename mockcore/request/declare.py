"""Every hook by which a tool's module says what Procore does beyond create, show, update and delete.

A module registers functions beside their definition. In the order in which a request meets them::

    @narrow(KIND)                    (context, selection) -> None            adds conditions to the lists of a resource
    @filtered(KIND, "overdue")       (context, values) -> [Condition]        a filter that is no field of the resource
    @before(KIND, "create", ...)     (context, values, record | None)        guards a write, or completes its values
    @after(KIND, "create", ...)      (context, record) -> None               carries a write on to other records
    @action("PATCH rfis/{}/close")   (context) -> the reply                  answers an operation itself
    @computed(KIND, "links")         (record, context) -> the value          gives a field that is not stored

and beside the hooks, as a table (`request.transitions`)::

    transitions(KIND, "status", initial=…, steps={"draft": ("open",), …}, source=…)      the steps that a status may take

A hook refuses by raising a failure of ``errors``; then nothing of the request is stored. A target that the document does
not have, and a rule that is none of ``WRITES``, fail at start-up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from mockcore.request.context import Context
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

WRITES = ("create", "update", "delete", "restore")

Before = Callable[[Context, dict[str, Any], Stored | None], None]
After = Callable[[Context, Stored], None]
Action = Callable[[Context], Any]
Narrow = Callable[[Context, Selection], None]
Filter = Callable[[Context, list[Any]], list[Condition]]
Computation = Callable[[Stored, Context], Any]

AnyBefore = TypeVar("AnyBefore", bound=Before)
AnyAfter = TypeVar("AnyAfter", bound=After)
AnyAction = TypeVar("AnyAction", bound=Action)
AnyNarrow = TypeVar("AnyNarrow", bound=Narrow)
AnyFilter = TypeVar("AnyFilter", bound=Filter)
AnyComputation = TypeVar("AnyComputation", bound=Computation)


class Steps(Protocol):
    """What is declared of the steps of a status: see ``request.transitions``."""

    kind: str
    field: str

    def follow(self, values: Mapping[str, Any], old: Mapping[str, Any]) -> None:
        """Holds the values of an update to the steps. Raises: Unprocessable."""


@dataclass(slots=True)
class Declarations:
    """Everything declared: (resource, write), operation, resource, (resource, filter) or (resource, field) to functions."""

    guards: dict[tuple[str, str], list[Before]] = field(default_factory=dict)
    cascades: dict[tuple[str, str], list[After]] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    narrowings: dict[str, list[Narrow]] = field(default_factory=dict)
    filters: dict[tuple[str, str], Filter] = field(default_factory=dict)
    computations: dict[tuple[str, str], Computation] = field(default_factory=dict)
    moving: set[str] = field(default_factory=set)
    daily: set[str] = field(default_factory=set)
    transitions: dict[str, list["Steps"]] = field(default_factory=dict)

    def unknown(self, kinds: set[str], operations: set[str]) -> list[str]:
        """Declared targets that the document does not have, and rules that are no writes."""
        resources = {key[0] for key in (*self.guards, *self.cascades, *self.computations, *self.filters)}
        resources |= self.narrowings.keys() | self.transitions.keys()
        rules = {f"{kind} {rule}" for kind, rule in (*self.guards, *self.cascades) if rule not in WRITES}
        return sorted(resources - kinds) + sorted(set(self.actions) - operations) + sorted(rules)


DECLARED = Declarations()


def before(kind: str, *rules: str, first: bool = False) -> Callable[[AnyBefore], AnyBefore]:
    """Runs before a create, update or delete of the resource, inside the same transaction.

    ``values`` are the attributes that will be stored, to be changed in place ({} for a delete); ``record`` is the one
    that there is, None for a create. Several run in the order of their declaration, but for one that is
    to be the ``first``.
    """

    def register(function: AnyBefore) -> AnyBefore:
        for rule in rules:
            functions = DECLARED.guards.setdefault((kind, rule), [])
            functions.insert(0 if first else len(functions), function)
        return function

    return register


def after(kind: str, *rules: str) -> Callable[[AnyAfter], AnyAfter]:
    """Runs after a create, update, delete or restore of the resource, with the record as stored.

    Of what is deleted or restored together with another record, it is the other's turn alone.
    """

    def register(function: AnyAfter) -> AnyAfter:
        for rule in rules:
            DECLARED.cascades.setdefault((kind, rule), []).append(function)
        return function

    return register


def action(*operations: str) -> Callable[[AnyAction], AnyAction]:
    """Answers operations, named ``PATCH rfis/{}/forward_for_review`` (no version, no scope), instead of their rule.

    What it returns is the reply, without the envelope of v2: records are shown as the document does, all else is JSON as
    it is. A list is cut into pages where the document has them; None is an empty body.
    """

    def register(function: AnyAction) -> AnyAction:
        for name in operations:
            DECLARED.actions[name] = function
        return function

    return register


def narrow(kind: str) -> Callable[[AnyNarrow], AnyNarrow]:
    """Adds conditions to the selection of each of the resource's lists."""

    def register(function: AnyNarrow) -> AnyNarrow:
        DECLARED.narrowings.setdefault(kind, []).append(function)
        return function

    return register


def filtered(kind: str, *names: str) -> Callable[[AnyFilter], AnyFilter]:
    """Gives the conditions of a filter that is no field of the resource, from the values in the query."""

    def register(function: AnyFilter) -> AnyFilter:
        for name in names:
            DECLARED.filters[kind, name] = function
        return function

    return register


def computed(kind: str, *names: str, moving: bool = False, daily: bool = False) -> Callable[[AnyComputation], AnyComputation]:
    """Gives the value of fields that are not stored; ``moving``: it changes without any write; ``daily``: at midnight alone."""

    def register(function: AnyComputation) -> AnyComputation:
        if moving:
            DECLARED.moving.add(kind)
        if daily:
            DECLARED.daily.add(kind)
        for name in names:
            DECLARED.computations[kind, name] = function
        return function

    return register


def guard(context: Context, kind: str, rule: str, attributes: dict[str, Any], record: Stored | None) -> None:
    """Runs what is declared before a write, and holds a change to the steps of a status. Raises: as the hooks."""
    for check in DECLARED.guards.get((kind, rule), ()):
        check(context, attributes, record)
    if record is not None:
        for steps in DECLARED.transitions.get(kind, ()):
            steps.follow(attributes, record.body)


def cascade(context: Context, kind: str, rule: str, record: Stored) -> None:
    """Runs what is declared after a write."""
    for follow in DECLARED.cascades.get((kind, rule), ()):
        follow(context, record)
