"""Nothing is put below itself, or below what is below it: folders, locations, cost codes, tasks, firms."""

from collections.abc import Iterator

import pytest

from mockcore.reference.operation import Operation
from mockcore.reference.schema import properties
from tests.contract.requests import Requests, unwrapped
from tests.contract.test_presence import record_schema, sent

PARENT, REFUSAL = "parent_id", "is the record itself or below it"


def moves(requests: Requests) -> Iterator[Operation]:
    """The operations that change what a record is below, where that is one of its own resource."""
    references = requests.engine.projector.references
    for operation in requests.operations:
        plain = operation.rule == "update" and operation.body is not None and operation.body.rows is None
        below_own = operation.kind in references.alternatives(PARENT, operation.kind) and operation.kind in requests.creators
        if plain and below_own and PARENT in properties(record_schema(operation)):
            yield operation


@pytest.mark.sweep
def test_nothing_is_below_itself(sandbox: Requests) -> None:
    faults, resources = [], set()
    for move in moves(sandbox):
        create = sandbox.creators[move.kind]
        top = sandbox.create(create)[2]
        status, answer, _ = sandbox.ask(create, body=sent(create, {PARENT: top}, sandbox.body(create, full=False)))
        if top is None or status != 201:
            continue
        for number in (top, unwrapped(answer)["id"]):
            body = sent(move, {PARENT: number}, sandbox.body(move, full=False))
            status, answer, _ = sandbox.ask(move, top, body)
            if status != 422 or REFUSAL not in str(answer):
                faults.append(f"{move.method} {move.path}: {status} {str(answer)[:120]}")
        resources.add(move.kind)
    assert "\n".join(faults) == ""
    assert len(resources) >= 5
