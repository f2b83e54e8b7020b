"""A number or code that is taken once is refused a second time, by whichever operation, and after a change too."""

import pytest

from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties
from tests.contract.requests import Requests, unwrapped
from tests.contract.test_presence import reasons, record_schema, sent
from tests.sweep import sample

TAKEN = "has already been taken"


def creators(requests: Requests) -> list[tuple[Operation, str]]:
    """(POST, attribute) of each resource whose number or code is taken once."""
    rules = requests.engine.catalog.overlay["unique"]
    return [
        (operation, name)
        for operation in requests.operations
        if operation.rule == "create" and operation.body is not None and operation.body.rows is None
        for name in rules.get(operation.kind, {})
        if name in properties(record_schema(operation))
    ]


@pytest.mark.sweep
def test_a_number_is_taken_once(sandbox: Requests) -> None:
    faults, seen = [], set()
    for operation, name in sample(creators(sandbox), 12):
        text = main_type(properties(record_schema(operation))[name]) == "string"
        body = sent(operation, {name: "7071" if text else 7071}, sandbox.body(operation, full=False))
        first, second = (sandbox.ask(operation, body=body)[:2] for _ in range(2))
        if first[0] not in (200, 201):
            faults.append(f"{operation.path}: {first}"[:200])
        elif second[0] != 422 or reasons(second[1], name) != [TAKEN]:
            faults.append(f"{operation.path} {name}: {str(second)[:160]}")
        else:
            seen.add(operation.kind)
            identifier = unwrapped(first[1])["id"]
            changes = [part for part in sandbox.operations if part.kind == operation.kind and part.rule == "update"]
            other = sandbox.ask(operation, body=sent(operation, {name: "7072" if text else 7072}, body))[1]
            for change in changes[:1]:
                status, answer, _ = sandbox.ask(change, unwrapped(other)["id"], sent(change, {name: "7071" if text else 7071}))
                if name in properties(record_schema(change)) and (status, reasons(answer, name)) != (422, [TAKEN]):
                    faults.append(f"{change.method} {change.path}: {status} {str(answer)[:160]}")
                again = sandbox.ask(change, identifier, sent(change, {name: "7071" if text else 7071}))[:2]
                if TAKEN in str(again[1]):
                    faults.append(f"{change.method} {change.path} of its own: {str(again)[:160]}")
    assert "\n".join(faults) == ""
    assert len(seen) > 8
