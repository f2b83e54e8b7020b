"""Every ordered pair of every status: the step is taken or refused as the tool's table says; without a table it is taken."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mockcore.reference.choices import folded
from mockcore.reference.operation import Operation
from mockcore.reference.schema import properties
from mockcore.request.declare import DECLARED
from mockcore.request.transitions import Transitions
from scripts.tool_states import enumerations, settable
from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample

# Statuses that no update sets by their name: the tests of their tools take their steps.
MOVED_BY_ACTS = {
    ("rfis", "status"): "accepted and draft",
    ("action_plans/plans", "status"): "the id of a status",
    ("action_plans/plan_templates", "status"): "publish and revise",
}
# Operations that the sweep leaves alone.
UNTOUCHED = {
    "updateAppInstallation": "the app that asks would lock itself out",
    "updateCommitmentContractV20": "has the statuses of both kinds of commitments, which are swept by themselves",
    "updateChangeEvent": "the id of a status of the company is given beside it",
    "updateRequisitionWholeChangeOrderItem": "rows come of change orders alone: tests/tools/financials/test_requisitions.py",
}


class Status(NamedTuple):
    """A field that an operation sets, its values, and the steps that are declared of it."""

    operation: Operation
    kind: str
    field: str
    values: tuple[str, ...]
    steps: Mapping[str, tuple[str, ...]]

    def allows(self, old: str, new: str) -> bool:
        """Whether a step is declared, or nothing is."""
        return old not in self.steps or new in self.steps[old]

    def way(self, old: str, new: str) -> list[str] | None:
        """The shortest way from one value to another, without the first; None where there is none."""
        ways = deque([[old]])
        seen = {old}
        while ways:
            way = ways.popleft()
            if way[-1] == new:
                return way[1:]
            following = [one for one in self.values if one not in seen and self.allows(way[-1], one)]
            seen.update(following)
            ways.extend([*way, one] for one in following)
        return None


def statuses(requests: Requests) -> Iterator[Status]:
    declared = {
        (steps.kind, steps.field): steps
        for tables in DECLARED.transitions.values()
        for steps in tables
        if isinstance(steps, Transitions)
    }
    catalog = requests.engine.catalog
    for kind, field, values in enumerations(catalog, set(catalog.kind_names)):
        operation = next(
            one for one in requests.operations if one.rule == "update" and one.kind == kind and (field, values) in settable(one)
        )
        if operation.id in UNTOUCHED:
            continue
        steps = declared.get((kind, field))
        yield Status(operation, kind, field, values, steps.allowed if steps else {})


class Subject:
    """A record of the resource, which is moved from one status to the next by the API alone."""

    def __init__(self, requests: Requests, status: Status) -> None:
        self.requests, self.status = requests, status
        self.number: Any = None
        self.value: str | None = None

    def renew(self, value: str | None = None) -> None:
        """Another record, as it is created: with that value where a POST takes it."""
        creator = self._creator()
        if creator is None:
            self.number = self.requests.existing(self.status.kind)
            return
        _, answer, self.number = self.requests.create(creator)
        body = self._with(creator, value, self.requests.body(creator, full=False)) if value else None
        if body is not None:
            _, answer, _ = self.requests.ask(creator, body=body)
            self.number = unwrapped(answer).get("id", self.number)
        shown = unwrapped(answer)
        self.value = self._meant(shown.get(self.status.field)) if isinstance(shown, dict) else None

    def _creator(self) -> Operation | None:
        operation = self.status.operation
        alike = [one for one in self.requests.operations if one.rule == "create" and one.kind == operation.kind]
        return next((one for one in alike if one.where == operation.where), alike[0] if alike else None)

    def _with(self, operation: Operation, value: str, body: Any) -> Any:
        if operation.body is None or self.status.field not in operation.body.attributes:
            return None
        body = body or {}
        wrapper = operation.body.wrapper
        inside = body.setdefault(wrapper, {}) if wrapper else body
        if wrapper and operation.rule == "update" and not properties(operation.body.schema)[wrapper].get("required"):
            # What a body has so that its wrapper is not empty may set the status too.
            inside.clear()
        inside[self.status.field] = value
        return body

    def _meant(self, shown: Any) -> str | None:
        return next((value for value in self.status.values if folded(value) == folded(str(shown))), None)

    def reach(self, value: str) -> str | None:
        """Takes the record to a value: from where it is, else from its beginning, else by creating it so; what refused it."""
        refused: list[str] = []
        for beginning in ("here", "fresh", "created"):
            if beginning != "here" or self.number is None:
                self.renew(value if beginning == "created" else None)
            way = self.status.way(self.value, value) if self.value else [value]
            if way is not None:
                refused = [text for text in (self.step(one) for one in way) if text]
                if not refused:
                    return None
        return f"not reached: {refused or 'no way'}"

    def step(self, value: str) -> str | None:
        """Sets the value; None when it is shown then, or what was said instead."""
        operation, requests = self.status.operation, self.requests
        body = self._with(operation, value, requests.body(operation, full=False))
        status, answer, _ = requests.ask(operation, self.number, body)
        if status >= 300:
            return f"{status} {str(answer)[:200]}"
        shown = unwrapped(answer)
        value_shown = shown.get(self.status.field) if isinstance(shown, dict) else None
        if value_shown is not None and folded(str(value_shown)) != folded(value):
            return f"shows {value_shown}"
        self.value = value
        return None


def wrong(requests: Requests, status: Status) -> dict[tuple[str, str], str]:
    """The pairs that do not end as the table says, and what was said."""
    subject, out = Subject(requests, status), {}
    for old in status.values:
        for new in status.values:
            if old == new:
                continue
            refused = subject.reach(old)
            if refused is not None:
                out[old, new] = refused
                continue
            refused = subject.step(new)
            if status.allows(old, new) != (refused is None):
                out[old, new] = refused or "taken"
            elif refused and not (refused.startswith("422") and f"from {old} to {new}" in refused):
                out[old, new] = refused
    return out


def test_every_step_of_a_status_is_taken_or_refused_as_its_table_says(demo: Requests) -> None:
    failures = {}
    for status in sample(statuses(demo), 10):
        if pairs := wrong(demo, status):
            failures[status.kind, status.field] = pairs
        demo.restore()
    assert failures == {}


def test_every_table_is_swept_or_moved_by_acts_of_its_own(demo: Requests) -> None:
    swept = {(status.kind, status.field) for status in statuses(demo) if status.steps}
    declared = {(steps.kind, steps.field) for tables in DECLARED.transitions.values() for steps in tables}
    assert declared - swept == MOVED_BY_ACTS.keys()
