"""Nothing that a client sends makes the server fail, and a refused request leaves nothing behind."""

import json
from typing import Any

import pytest

from mockcore.reference.operation import Operation
from tests.contract.requests import Requests

BODIES: dict[str, tuple[bytes, str]] = {
    "malformed JSON": (b'{"a": ', "application/json"),
    "a JSON array": (b'[1, "a", null, {"id": {}}]', "application/json"),
    "a JSON string": (b'"text"', "application/json"),
    "a JSON null": (b"null", "application/json"),
    "deep nesting": (b'{"a":' * 400 + b"1" + b"}" * 400, "application/json"),
    "bytes that are not UTF-8": (b'{"name": "\xff\xfe"}', "application/json"),
    "an unknown content type": (b"<xml/>", "application/xml"),
    "a broken multipart body": (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    "multipart without boundary": (b"--x", "multipart/form-data"),
    "a form with brackets": (b"a[b][]=1&a[b][][c]=2&a[b]=3&[]=4&a[=5", "application/x-www-form-urlencoded"),
    "nothing": (b"", "application/json"),
}
# A change of its own installation locks the app out: the world is put back right after it.
LOCKS_OUT = "/app_installations"
QUERIES = (
    "page=-1&per_page=0",
    "page=abc",
    "page=99999999999999999999999999",
    "per_page=1000000",
    "sort=-nothing,created_at&view=nonsense",
    "filters[id][]=x&filters[created_at]=never...ever",
    "filters[status]=%00&search=%25_",
    "project_id=-1&company_id=9223372036854775808",
    "filters[a][b][c]=1&id[]=1&id[]=2",
    "%ff=%fe",
)
IDENTIFIERS = (-1, 0, 2**63, 10**30, "abc", "%00", "a.b.c", "..", "7;drop", "é")


def in_dialect(operation: Operation, answer: Any) -> bool:
    if operation.dialect == "v2":
        return set(answer) == {"error"} and {"code", "message", "details"} <= set(answer["error"])
    errors = answer.get("errors")
    return isinstance(errors, list | dict) or str(errors).startswith(
        ("param is missing or the value is empty or invalid: ", "The ")
    )


def refused_well(operation: Operation, status: int, answer: Any) -> bool:
    if status < 400:
        return True
    if status >= 500:
        return False
    return isinstance(answer, dict) and in_dialect(operation, answer)


def wrong_types(requests: Requests, operation: Operation) -> Any:
    body = requests.body(operation)
    if not isinstance(body, dict):
        return None
    odd = [None, [], {}, "\x00", "x" * 5_000, -1, 2**70, True, [[[]]], {"id": {"id": []}}]
    out: dict[str, Any] = {}
    for position, (name, value) in enumerate(body.items()):
        if isinstance(value, dict):
            out[name] = {key: odd[(position + index) % len(odd)] for index, key in enumerate(value)}
        else:
            out[name] = odd[position % len(odd)]
    return out


@pytest.mark.parametrize("what", BODIES)
def test_a_body_that_cannot_be_read_is_refused_by_every_operation(sandbox: Requests, what: str) -> None:
    body, content_type = BODIES[what]
    faults = []
    for operation in sandbox.operations:
        if operation.method in ("POST", "PATCH", "PUT") and operation.path.startswith("/rest/"):
            target = sandbox.target(operation, 7)
            before = sandbox.kept()
            status, answer, _ = sandbox.send(operation.method, target, body, **{"content-type": content_type})
            if not refused_well(operation, status, answer) or (status >= 400 and sandbox.kept() != before):
                faults.append(f"{operation.method} {operation.path}: {status} {str(answer)[:200]}")
    assert faults == []


def test_values_of_the_wrong_type_are_refused_or_coerced_by_every_operation(sandbox: Requests) -> None:
    faults = []
    for operation in sandbox.operations:
        if operation.body is not None and operation.path.startswith("/rest/"):
            status, answer, _ = sandbox.ask(operation, body=_jsonable(wrong_types(sandbox, operation)))
            if LOCKS_OUT in operation.path:
                sandbox.restore()
            if not refused_well(operation, status, answer):
                faults.append(f"{operation.method} {operation.path}: {status} {str(answer)[:200]}")
    assert faults == []


def _jsonable(body: Any) -> Any:
    # orjson refuses integers over 64 bits, which clients can nevertheless write.
    return None if body is None else json.dumps(body).encode()


@pytest.mark.parametrize("query", QUERIES)
def test_an_odd_query_is_answered_by_every_list(sandbox: Requests, query: str) -> None:
    faults = []
    for operation in sandbox.operations:
        if operation.method == "GET" and operation.path.startswith("/rest/"):
            target = sandbox.target(operation)
            status, answer, _ = sandbox.send("GET", target + ("&" if "?" in target else "?") + query)
            if status >= 500 or (status >= 400 and not isinstance(answer, dict)):
                faults.append(f"{operation.path}: {status} {str(answer)[:200]}")
    assert faults == []


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_an_odd_identifier_is_not_found_or_refused(sandbox: Requests, identifier: Any) -> None:
    faults = []
    for operation in sandbox.operations:
        known = operation.rule in ("show", "show_deleted", "delete")
        if operation.one and known and operation.path.startswith("/rest/") and operation.method in ("GET", "DELETE"):
            status, answer, _ = sandbox.ask(operation, identifier)
            if status >= 500 or status < 300:
                faults.append(f"{operation.method} {operation.path}: {status} {str(answer)[:200]}")
    assert faults == []
