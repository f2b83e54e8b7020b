"""A number or code that is taken once is refused a second time, by whichever operation, and after a change too."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties
from tests.contract.requests import Requests, unwrapped
from tests.contract.test_presence import reasons, record_schema, sent
from tests.sweep import sample

TAKEN = "has already been taken"
# Whose refusal shows what has the name: tests/tools/test_documents.py.
SHOWN_INSTEAD = frozenset({"folders", "files"})


def creators(requests: Requests) -> list[tuple[Operation, str]]:
    """(POST, attribute) of each resource whose number or code is taken once."""
    rules = requests.engine.catalog.overlay["unique"]
    return [
        (operation, name)
        for operation in requests.operations
        if operation.rule == "create" and operation.body is not None and operation.body.rows is None
        for name in rules.get(operation.kind, {})
        if operation.kind not in SHOWN_INSTEAD and name in properties(record_schema(operation))
    ]


def changed(requests: Requests, operation: Operation, name: str, value: Any, ids: list[Any]) -> Iterator[str]:
    """What is wrong when the second of two records is given the number of the first, and the first its own."""
    form = (operation.kind, "update", operation.where)
    updates = (part for part in requests.operations if (part.kind, part.rule, part.where) == form)
    change = next((part for part in updates if name in properties(record_schema(part))), None)
    if change is None:
        return
    body = sent(change, {name: value}, requests.body(change, full=False))
    status, answer, _ = requests.ask(change, ids[1], body)
    if (status, reasons(answer, name)) != (422, [TAKEN]):
        yield f"{change.method} {change.path}: {status} {str(answer)[:160]}"
    again = requests.ask(change, ids[0], body)[:2]
    if TAKEN in str(again[1]):
        yield f"{change.method} {change.path} of its own: {str(again)[:160]}"


@pytest.mark.sweep
def test_a_number_is_taken_once(sandbox: Requests) -> None:
    faults, seen = [], set()
    for position, (operation, name) in enumerate(sample(creators(sandbox), 12)):
        text = main_type(properties(record_schema(operation))[name]) == "string"
        one, two = (str(number) if text else number for number in (7_000 + 2 * position, 7_001 + 2 * position))
        body = sent(operation, {name: one}, sandbox.body(operation, full=False))
        first, second = (sandbox.ask(operation, body=body)[:2] for _ in range(2))
        if first[0] not in (200, 201):
            faults.append(f"{operation.path}: {first}"[:200])
        elif second[0] != 422 or reasons(second[1], name) != [TAKEN]:
            faults.append(f"{operation.path} {name}: {str(second)[:160]}")
        else:
            seen.add(operation.kind)
            other = sandbox.ask(operation, body=sent(operation, {name: two}, body))[1]
            faults += changed(sandbox, operation, name, one, [unwrapped(answer)["id"] for answer in (first[1], other)])
    assert "\n".join(faults) == ""
    assert len(seen) > 8
