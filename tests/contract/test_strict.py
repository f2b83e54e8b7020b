"""Whoever asks for strict handling is refused only for what the document says: what it allows is read, or 422."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import orjson
from jsonschema_rs import Draft202012Validator

from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties
from tests.contract.requests import Requests
from tests.sweep import sample

STRICT = {"prefer": "handling=strict"}
TEXT = "á"
# Each is allowed by a schema of that type which says nothing more.
ALLOWED: dict[str, tuple[Any, ...]] = {
    "string": (TEXT,),
    "number": (1e300, -1.5),
    "integer": (0, -1),
    "array": ([],),
    "boolean": (True,),
}
SAID = "not what the document says"
# Of the body that stands around the value, not of the value.
ANOTHER = ("is missing", "can't be blank")


def free(schema: Any) -> bool:
    return not any(word in schema for word in ("enum", "format", "pattern", "minimum", "maximum", "minLength", "minItems"))


def places(schema: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """(path, schema) of each attribute, those of objects and of the first rows of arrays included."""
    for name, inner in properties(schema).items():
        here = (*path, name)
        items = inner.get("items") if main_type(inner) == "array" else None
        if main_type(inner) == "object" and len(path) < 4:
            yield from places(inner, here)
        elif items and main_type(items) == "object" and len(path) < 4:
            yield from places(items, (*here, 0))
        elif items and free(items):
            yield (*here, 0), items
        elif free(inner):
            yield here, inner


def placed(body: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The body with the value at the path; rows and objects on the way are made."""
    inside = body
    for name, following in pairwise(path):
        empty: Any = [None] if isinstance(following, int) else {}
        if isinstance(name, int):
            inside[name] = empty if inside[name] is None else inside[name]
        elif not isinstance(inside.get(name), type(empty)) or not inside[name]:
            inside[name] = empty
        inside = inside[name]
    inside[path[-1]] = value
    return body


def bodies(requests: Requests) -> Iterator[tuple[Operation, tuple[str | int, ...], Any]]:
    for operation in requests.operations:
        if operation.body is not None and operation.path.startswith("/rest/"):
            document = operation.body.document or operation.body.schema
            for path, schema in places(document):
                for value in ALLOWED.get(main_type(schema) or "", ()):
                    yield operation, path, value


def refused(requests: Requests, operation: Operation, path: tuple[str | int, ...], value: Any) -> str | None:
    base = requests.body(operation, full=False)
    if not isinstance(base, dict):
        return None
    body = placed(deepcopy(base), path, value)
    status, answer, _ = requests.send(operation.method, requests.target(operation), body, **STRICT)
    return str(answer)[:200] if status >= 500 or (status == 400 and unsaid(str(answer))) else None


def unsaid(answer: str) -> bool:
    """Whether a refusal is for something that the document does not say."""
    return not any(text in answer for text in (SAID, *ANOTHER))


def test_a_body_that_the_document_allows_is_not_malformed(demo: Requests) -> None:
    failures = {}
    for number, (operation, path, value) in enumerate(sample(bodies(demo), 400)):
        if number % 1000 == 999:
            demo.restore()
        if text := refused(demo, operation, path, value):
            failures[operation.id, path] = value, text
    demo.restore()
    assert failures == {}


def test_a_body_without_its_wrapper_is_refused_where_the_document_says_so(demo: Requests) -> None:
    document = orjson.loads(demo.engine.catalog.document_json())
    failures = {}
    for operation in sample((each for each in demo.operations if each.body and each.path.startswith("/rest/")), 20):
        declared = document["paths"].get(operation.path, {}).get(operation.method.lower(), {}).get("requestBody", {})
        schema = declared.get("content", {}).get("application/json", {}).get("schema")
        assert operation.body is not None
        bodies: list[dict[str, Any]] = [{}, {operation.body.wrapper: {}}] if operation.body.wrapper else [{}]
        for body in bodies if schema else ():
            allowed = Draft202012Validator({**schema, "components": document["components"]}).is_valid(body)
            status, answer, _ = demo.send(operation.method, demo.target(operation), body)
            if status >= 500 or (allowed and status == 400):
                failures[operation.id, str(body)] = str(answer)[:200]
    demo.restore()
    assert failures == {}


def queries(requests: Requests) -> Iterator[tuple[Operation, str]]:
    for operation in requests.operations:
        for parameter in operation.query:
            schema = parameter.schema
            items = schema.get("items", schema) if main_type(schema) == "array" else schema
            if main_type(items) == "string" and free(items) and not parameter.required and operation.path.startswith("/rest/"):
                yield operation, parameter.name + ("[]" if main_type(schema) == "array" else "")


def test_a_query_that_the_document_allows_is_not_malformed(demo: Requests) -> None:
    failures = {}
    for operation, name in sample(queries(demo), 200):
        target = demo.target(operation)
        target += f"{'&' if '?' in target else '?'}{quote(name)}={quote(TEXT)}"
        status, answer, _ = demo.send(operation.method, target, demo.body(operation, full=False), **STRICT)
        if status >= 500 or (status == 400 and unsaid(str(answer)) and name.removesuffix("[]") in str(answer)):
            failures[operation.id, name] = str(answer)[:200]
    demo.restore()
    assert failures == {}
