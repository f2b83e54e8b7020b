"""How each operation is answered, worked out when it is first called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from mockcore.gates import deprecated_parameters, idempotency, lifecycle, ownership, parents
from mockcore.gates.admission import Gate, Plan
from mockcore.gates.needs import changed, need
from mockcore.gates.scope import enter
from mockcore.reference.catalog import Catalog
from mockcore.reference.input.query_values import PLACES
from mockcore.reference.lifecycle import VAPID
from mockcore.reference.living import living_value
from mockcore.reference.operation import Operation
from mockcore.reference.references import References
from mockcore.reference.timeline import Timeline
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED, Action
from mockcore.request.envelope import laid_out
from mockcore.verbs.answer import Answer
from mockcore.verbs.lists import in_pages
from mockcore.verbs.rule_table import rule_named, writes

# Rules whose path ends with the id of a record of another resource.
NAMING = frozenset({"upsert", "next_number"})
# Gates that say nothing to some operations; the others are passed by every call.
APPLIES: Mapping[Gate, Callable[[Operation, Plan], bool]] = {
    parents.pass_through: lambda operation, plan: bool(plan.parents or plan.queried) or plan.named is not None,
    ownership.protect: lambda operation, plan: plan.changed is not None,
    idempotency.once: lambda operation, plan: operation.method in idempotency.METHODS,
    lifecycle.announce: lambda operation, plan: plan.announced,
    deprecated_parameters.announce: lambda operation, plan: plan.announced,
}
# The first gate that reads records: with it the turn of a call begins.
TURN = enter


class Plans:
    """The plans of the operations of a document, whose calls pass those gates in their order, as long as its timeline holds."""

    def __init__(self, catalog: Catalog, gates: Sequence[Gate], timeline: Timeline) -> None:
        self._catalog = catalog
        self._gates = gates
        self._timeline = timeline
        self._rest: dict[str, Plan] = {}
        self._vapid: dict[str, Plan] = {}
        timeline.watchers += (self._rest.clear, self._vapid.clear)

    def of(self, operation: Operation, path: str) -> Plan:
        """The plan of an operation called by that path, with the gates that have something to say to it."""
        plans = self._vapid if path.startswith(VAPID) else self._rest
        plan = plans.get(operation.id)
        if plan is None:
            announced = self._timeline.names(operation, vapid=plans is self._vapid)
            plan = replace(planned(operation, self._catalog), announced=announced)
            turn = self._gates.index(TURN)
            before, within = (_applying(gates, operation, plan) for gates in (self._gates[:turn], self._gates[turn:]))
            plan = plans[operation.id] = replace(plan, before=before, within=within)
        return plan


def _applying(gates: Sequence[Gate], operation: Operation, plan: Plan) -> tuple[Gate, ...]:
    return tuple(gate for gate in gates if gate not in APPLIES or APPLIES[gate](operation, plan))


def planned(operation: Operation, catalog: Catalog) -> Plan:
    """What answers an operation, and what its gates have to know of it."""
    action = DECLARED.actions.get(operation.action)
    return Plan(
        _answering(operation, action),
        operation.method != "GET" or writes(operation.rule),
        [(_passed(catalog, operation, kind, parameter), parameter) for kind, parameter in _parents(operation)],
        need(operation, writes(operation.rule) or action is not None, catalog.overlay.get("permissions") or {}),
        changed(operation, partial(_stored, catalog), action is not None),
        _named(catalog, operation),
        _queried(catalog, operation),
    )


def _answering(operation: Operation, action: Action | None) -> Callable[[Context], Answer]:
    """The action declared for the operation, or else its rule; in pages where it has them."""
    paged = any(parameter.name in ("page", "per_page") for parameter in operation.query)
    if action is not None:
        return lambda context: _acted(context, action, paged)
    rule = rule_named(operation.rule)
    return (lambda context: in_pages(context, rule(context))) if paged else rule


def _acted(context: Context, action: Action, paged: bool) -> Answer:
    answer = Answer(action(context))
    if paged:
        answer = in_pages(context, answer)
    if context.deleted and context.call.method != "DELETE":
        answer.value = living_value(answer.value, context.deleted)
    answer.value = laid_out(context, answer.value)
    return answer


def _parents(operation: Operation) -> list[tuple[str, str]]:
    passed = operation.parents
    if not operation.one and passed and passed[-1][0] == operation.kind:
        return passed[:-1]
    return passed


def _passed(catalog: Catalog, operation: Operation, kind: str, parameter: str) -> tuple[str, ...]:
    """The resources that a parameter of the path may be a record of: that of the path, or what its name refers to."""
    if _stored(catalog, kind):
        return (kind,)
    alternatives = References(catalog.references, catalog.kind_names).alternatives(parameter, operation.kind)
    return tuple(other for other in alternatives if _stored(catalog, other))


def _named(catalog: Catalog, operation: Operation) -> tuple[tuple[str, ...], str] | None:
    if operation.rule not in NAMING or not operation.one:
        return None
    kinds = _passed(catalog, operation, "", operation.path_names[-1])
    return (kinds, operation.path_names[-1]) if kinds else None


def _queried(catalog: Catalog, operation: Operation) -> tuple[str, ...]:
    """The parameters by which the query of a write names records, but for its scope."""
    if operation.method == "GET":
        return ()
    references = References(catalog.references, catalog.kind_names)
    names = (parameter.name for parameter in operation.query if parameter.name not in PLACES)
    return tuple(name for name in names if references.alternatives(name, operation.kind))


def _stored(catalog: Catalog, kind: str) -> bool:
    resource = catalog.kind(kind) if catalog.has_kind(kind) else None
    return resource is not None and (resource.creatable or resource.listable)
