"""What a request lacks is 400: below v1 with the sentence that names it, below v2 as a detail, in JSON as in forms."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from mockcore.reference.bodies import ALWAYS, STEERING
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, nullable
from tests.contract.requests import Requests
from tests.sweep import sample

SENTENCE = "param is missing or the value is empty or invalid: "
JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
EMPTY: tuple[Any, ...] = ({}, None, "", " ", [])


def lacking(operation: Operation, name: str, answer: Any) -> bool:
    """Whether an answer says that the request lacks the parameter."""
    if operation.dialect == "v2":
        details = answer["error"]["details"]
        return (name, f"{name} is missing") in [(detail["source"], detail["message"]) for detail in details]
    return bool(answer == {"errors": SENTENCE + name})


def part(name: str, value: str) -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--x--\r\n'.encode()


def without_wrapper(operation: Operation) -> list[tuple[Any, str]]:
    """Bodies without the wrapper, or with an empty one, and the media types of each."""
    assert operation.body is not None
    wrapper = str(operation.body.wrapper)
    bodies: list[tuple[Any, str]] = [({}, JSON), *(({wrapper: value}, JSON) for value in EMPTY)]
    forms = [(b"view=", FORM), (f"{wrapper}=".encode(), FORM), (part(wrapper, ""), MULTIPART), (part("view", ""), MULTIPART)]
    return [*bodies, ({"unknown": {"name": "x"}}, JSON), *forms, *([(None, JSON)] if operation.method != "DELETE" else [])]


def served(requests: Requests) -> list[Operation]:
    return [operation for operation in requests.operations if operation.path.startswith("/rest/")]


def wrapped(requests: Requests) -> list[Operation]:
    return [
        operation
        for operation in served(requests)
        if operation.method != "GET" and operation.body is not None and operation.body.demand == ALWAYS
    ]


def test_a_body_without_its_wrapper_is_refused_by_every_operation_that_has_one(sandbox: Requests) -> None:
    faults, answers = [], 0
    for operation in sample(wrapped(sandbox), 60):
        assert operation.body is not None
        target = sandbox.target(operation)
        for body, media in without_wrapper(operation):
            before = sandbox.kept()
            status, answer, _ = sandbox.send(operation.method, target, body, **{"content-type": media})
            answers += 1
            if status != 400 or not lacking(operation, str(operation.body.wrapper), answer) or sandbox.kept() != before:
                faults.append(f"{operation.method} {target} {body!r}: {status} {str(answer)[:200]}")
    assert not faults, "\n".join(faults)
    assert answers > 500


def test_a_bulk_action_without_its_rows_is_refused_by_every_operation_that_needs_them(sandbox: Requests) -> None:
    faults = []
    for operation in served(sandbox):
        body = operation.body
        if body is None or not body.rows or body.rows not in (body.document or body.schema).get("required", ()):
            continue
        target = sandbox.target(operation)
        forms = [(f"{body.rows}=".encode(), FORM), (part("unknown", "x"), MULTIPART)]
        for sent, media in [({}, JSON), *(({body.rows: value}, JSON) for value in (None, "", {})), *forms]:
            status, answer, _ = sandbox.send(operation.method, target, sent, **{"content-type": media})
            if status != 400 or not lacking(operation, body.rows, answer):
                faults.append(f"{operation.method} {target} {sent!r}: {status} {str(answer)[:200]}")
    assert not faults, "\n".join(faults)


def required_parameters(requests: Requests) -> list[tuple[Operation, str]]:
    """Parameters that a query must have; company and project may stand elsewhere, an object is spread over several names."""
    return [
        (operation, parameter.name)
        for operation in served(requests)
        for parameter in operation.query
        if parameter.required and parameter.name not in STEERING and main_type(parameter.schema) != "object"
    ]


def test_a_query_without_a_required_parameter_is_refused_by_every_operation(sandbox: Requests) -> None:
    faults = []
    for operation, name in sample(required_parameters(sandbox), 60):
        body = sandbox.body(operation, full=False) if operation.method != "GET" else None
        path, _, query = sandbox.target(operation).partition("?")
        others = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != name]
        for pairs in (others, [*others, (name, "")]):
            status, answer, _ = sandbox.send(operation.method, f"{path}?{urlencode(pairs)}", body)
            if status != 400 or not lacking(operation, name, answer):
                faults.append(f"{operation.method} {path}?{urlencode(pairs)} {name}: {status} {str(answer)[:200]}")
    assert not faults, "\n".join(faults)


def attributes(operation: Operation) -> Any:
    """The schema of the attributes in a body."""
    assert operation.body is not None
    schema = operation.body.schema
    return schema["properties"][operation.body.wrapper] if operation.body.wrapper else schema


def required_attributes(requests: Requests) -> list[tuple[Operation, str]]:
    """Attributes that a body must have, but for those that are a company or project."""
    required = []
    for operation in served(requests):
        body = operation.body
        if body is not None and operation.method != "GET" and body.rows is None and main_type(body.schema) == "object":
            fields = attributes(operation)
            required += [(operation, name) for name in fields.get("required", ()) if name not in STEERING]
    return required


@pytest.mark.parametrize("null", [False, True])
def test_a_body_without_a_required_attribute_is_refused_by_every_operation(sandbox: Requests, null: bool) -> None:
    faults = []
    for operation, name in sample(required_attributes(sandbox), 60):
        assert operation.body is not None
        schema = attributes(operation)
        if null and nullable(schema["properties"].get(name, {})):
            continue
        body = sandbox.body(operation, full=False)
        inner = body.setdefault(operation.body.wrapper, {}) if operation.body.wrapper else body
        inner |= {other: "1" for other in schema["required"] if other not in inner}
        inner.pop(name)
        if null:
            inner[name] = None
        key = name if inner or not operation.body.wrapper else operation.body.wrapper
        status, answer, _ = sandbox.ask(operation, body=body)
        if status != 400 or not lacking(operation, key, answer):
            faults.append(f"{operation.method} {operation.path} {name}: {status} {str(answer)[:200]}")
    assert not faults, "\n".join(faults)
