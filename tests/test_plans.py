from mockcore.engine import GATES
from mockcore.gates import idempotency, ownership
from mockcore.plans import TURN, Plans
from tests.tiny import catalog

CATALOG = catalog()
WIDGETS = "/rest/v1.0/projects/10/widgets"


def passed(method: str, path: str) -> tuple[object, ...]:
    plan = Plans(CATALOG, GATES).of(CATALOG.match(method, path)[0])
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
    plan = Plans(CATALOG, GATES).of(CATALOG.match("POST", WIDGETS)[0])
    assert plan.within[0] is TURN
    assert TURN not in plan.before
    assert plan.writes


def test_a_plan_is_made_once() -> None:
    plans, operation = Plans(CATALOG, GATES), CATALOG.match("GET", WIDGETS)[0]
    assert plans.of(operation) is plans.of(operation)
