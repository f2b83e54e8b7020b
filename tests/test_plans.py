from dataclasses import replace

from mockcore.clock import Clock
from mockcore.engine import GATES
from mockcore.gates import deprecated_parameters, idempotency, lifecycle, ownership
from mockcore.plans import TURN, Plans
from mockcore.reference.lifecycle import parsed_all
from mockcore.reference.timeline import Timeline
from mockcore.settings import Settings
from tests.tiny import catalog

CATALOG = catalog()
TIMELINE = Timeline(CATALOG, Clock(), Settings())
WIDGETS = "/rest/v1.0/projects/10/widgets"


def passed(method: str, path: str) -> tuple[object, ...]:
    plan = Plans(CATALOG, GATES, TIMELINE).of(CATALOG.match(method, path)[0], path)
    return (*plan.before, *plan.within)


def test_only_what_may_be_repeated_passes_the_gate_of_idempotency() -> None:
    assert idempotency.once in passed("POST", WIDGETS)
    assert idempotency.once not in passed("GET", WIDGETS)
    assert idempotency.once not in passed("DELETE", f"{WIDGETS}/1")


def test_a_plan_leaves_out_gates_and_changes_no_order() -> None:
    gates = passed("GET", WIDGETS)
    assert list(gates) == [gate for gate in GATES if gate in gates]
    assert ownership.protect not in gates


def test_the_turn_begins_with_the_first_gate_that_reads_records() -> None:
    plan = Plans(CATALOG, GATES, TIMELINE).of(CATALOG.match("POST", WIDGETS)[0], WIDGETS)
    assert plan.within[0] is TURN
    assert TURN not in plan.before
    assert plan.writes


def test_a_plan_is_made_once() -> None:
    plans, operation = Plans(CATALOG, GATES, TIMELINE), CATALOG.match("GET", WIDGETS)[0]
    assert plans.of(operation, WIDGETS) is plans.of(operation, WIDGETS)


def test_an_operation_of_which_nothing_is_announced_passes_no_gate_of_the_lifecycle_until_something_is() -> None:
    timeline = Timeline(CATALOG, Clock(), Settings())
    plans, operation = Plans(CATALOG, GATES, timeline), CATALOG.match("GET", WIDGETS)[0]
    assert not {lifecycle.announce, deprecated_parameters.announce} & {*plans.of(operation, WIDGETS).before}
    row = {"name": "widgets", "title": "Widgets", "path": WIDGETS.replace("10", "{project_id}"), "deprecated": "2020-01-01"}
    timeline.replace(parsed_all([row], CATALOG.nameable))
    assert plans.of(operation, WIDGETS).before[0] is lifecycle.announce
    timeline.replace([])
    assert lifecycle.announce not in plans.of(operation, WIDGETS).before


def test_what_is_announced_of_a_namespace_concerns_its_own_paths_only() -> None:
    timeline = Timeline(CATALOG, Clock(), Settings())
    plans, operation = Plans(CATALOG, GATES, timeline), CATALOG.match("GET", WIDGETS)[0]
    row = {"name": "widgets", "title": "Widgets", "path": WIDGETS.replace("10", "{project_id}"), "deprecated": "2020-01-01"}
    timeline.replace([replace(parsed, namespace=True) for parsed in parsed_all([row], CATALOG.nameable)])
    assert lifecycle.announce in plans.of(operation, "/vapid/projects/10/widgets").before
    assert lifecycle.announce not in plans.of(operation, WIDGETS).before
