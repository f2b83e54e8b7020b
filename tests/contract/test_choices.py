"""Each choice that a request may give is what the answer says."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.choices import folded
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties
from tests.contract.requests import Requests, unwrapped
from tests.contract.test_shown import alike, places
from tests.sweep import sample

OTHERWISE = {("createChangeEvent", "status"): "the id of a status of the company is given beside it"}
Case = tuple[Operation, tuple[str, ...], Any]


def choices(schema: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each value of each attribute with choices, the attributes of objects inside included."""
    for name, part in properties(schema).items():
        inner = part.get("items", part) if main_type(part) == "array" else part
        for value in inner.get("enum", ()):
            if value is not None:
                yield (*path, name), value
        if main_type(part) == "object":
            yield from choices(part, (*path, name))


def cases(requests: Requests) -> list[Case]:
    return [
        (operation, path, value)
        for operation in requests.operations
        if operation.rule == "create" and operation.body is not None and operation.body.rows is None
        for path, value in choices({"type": "object", "properties": dict(operation.body.attributes)})
    ]


def sent(requests: Requests, operation: Operation, path: tuple[str, ...], value: Any) -> tuple[int, Any]:
    body = requests.body(operation, full=False) or {}
    assert operation.body is not None
    wrapper, schema = operation.body.wrapper, operation.body.attributes[path[0]]
    within = wrapper is not None and path[0] in properties(operation.body.schema["properties"][wrapper])
    inside = body.setdefault(wrapper, {}) if within else body
    for name in path[:-1]:
        inside = inside.setdefault(name, {})
        schema = properties(schema).get(path[-1], schema)
    inside[path[-1]] = [value] if main_type(schema) == "array" else value
    status, answer, _ = requests.ask(operation, body=body)
    return status, unwrapped(answer)


def unsaid(path: tuple[str, ...], value: Any, shown: Any) -> bool:
    """Whether an answer has a place for the value, and something else there."""
    for name in path[:-1]:
        shown = shown.get(name) if isinstance(shown, dict) else None
    if not isinstance(shown, dict):
        return False
    found = [folded(one) if isinstance(one, str) else one for one in places(path[-1], shown)]
    return bool(found) and not any(alike(folded(value), one) or alike(value, one) or one == [value] for one in found)


def wrong(requests: Requests, size: int) -> dict[tuple[str, str], Any]:
    out: dict[tuple[str, str], Any] = {}
    for operation, path, value in sample(cases(requests), size):
        status, shown = sent(requests, operation, path, value)
        if status < 300 and isinstance(shown, dict) and unsaid(path, value, shown):
            out[operation.id, ".".join(path)] = (value, list(places(path[-1], shown)))
    return out


def test_some_choices_are_said(sandbox: Requests) -> None:
    assert wrong(sandbox, 60).keys() <= OTHERWISE.keys()


@pytest.mark.sweep
def test_every_choice_is_said(sandbox: Requests) -> None:
    assert wrong(sandbox, 10_000).keys() == OTHERWISE.keys()
