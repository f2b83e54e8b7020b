"""Every operation is reached, answers as the document says, and survives bodies and paths that nobody should send."""

import json
import random
import re
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest

from mockcore.reference.operation import Operation
from tests.contract.requests import Requests
from tests.contract.test_bad_input import in_dialect, refused_well

# A change of its own installation would lock the app out of all that follows.
LOCKS_OUT = "/app_installations"
ODD: tuple[Any, ...] = (
    "²", "9" * 4_400, "9" * 25, 2**63, 2**64 - 1, -(2**63), 1e308, "1e400", "NaN", "", "   ", None, True, [], {}, [None], [{}],
    [[[]]], {"id": None}, {"id": "²"}, {"id": 2**63}, {"ids": 5}, {"0": 1, "²": 2}, [2**63 + 1], "0001-01-01T00:00:00+14:00",
    "2026-13-45", "\x00", "x" * 70_000, -1, "[]", {"a": {"b": [1, {"c": 2}]}}, "%_", "😀" * 50, {"": 1}, {"\x00": 1},
)  # fmt: skip
SEGMENTS = (
    "²", "-1", "0", "9" * 4_400, str(2**63), "%00", "a.b", "..", ".pdf", "%2F", "é", "{}", "null", "7", "225100", " ",
    "%zz", "00000000-0000-8000-8000-000000000007",
)  # fmt: skip


def rest(requests: Requests) -> list[Operation]:
    return [part for part in requests.operations if part.path.startswith("/rest/") and LOCKS_OUT not in part.path]


def changed(value: Any, chance: random.Random) -> Any:
    """A body with odd values in some of its places."""
    if isinstance(value, dict):
        return {name: changed(part, chance) if chance.random() < 0.6 else part for name, part in value.items()}
    if isinstance(value, list) and chance.random() < 0.7:
        return [changed(part, chance) for part in value] + [chance.choice(ODD)]
    return chance.choice(ODD)


def pairs(value: Any, name: str, chance: random.Random) -> list[tuple[str, str]]:
    """A body as the fields of a form, some of their brackets wrong."""
    if isinstance(value, dict):
        return [pair for key, part in value.items() for pair in pairs(part, f"{name}[{key}]" if name else key, chance)]
    if isinstance(value, list):
        brackets = [chance.choice(("[]", f"[{index}]", "[²]", "", "[x")) for index in range(len(value))]
        return [pair for bracket, part in zip(brackets, value, strict=True) for pair in pairs(part, name + bracket, chance)]
    return [(name, "" if value is None else str(value)[:2_000])]


def multipart(fields: list[tuple[str, str]], chance: random.Random) -> bytes:
    """Fields, some of them as files, as a multipart body with the boundary B."""
    names = ("", '; filename="a.txt"', '; filename=""')
    parts = [
        f'--B\r\nContent-Disposition: form-data; name="{name}"{chance.choice(names)}\r\n\r\n{value}\r\n'
        for name, value in fields
    ]
    whole = ("".join(parts) + "--B--\r\n").encode("utf-8", "replace")
    return whole[: chance.randrange(len(whole))] if chance.random() < 0.2 else whole


def encoded(body: Any, media: str, chance: random.Random) -> tuple[bytes, str]:
    if media == "json":
        return json.dumps(body).encode(), "application/json"
    fields = pairs(body, "", chance)
    if media == "form":
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
    return multipart(fields, chance), "multipart/form-data; boundary=B"


def test_every_operation_is_reached_by_its_own_path(sandbox: Requests) -> None:
    missed = []
    for operation in sandbox.operations:
        found, _ = sandbox.engine.catalog.match(operation.method, re.sub(r"\{\w+\}", "7", operation.path))
        if found.id != operation.id:
            missed.append(f"{operation.method} {operation.path} → {found.path}")
    assert missed == []


def test_what_every_operation_answers_is_what_the_document_says(sandbox: Requests) -> None:
    wrong, answered = [], Counter[int]()
    for operation in rest(sandbox):
        if operation.method == "DELETE":
            continue
        if operation.rule == "create":
            status, answer, _ = sandbox.create(operation)
        else:
            status, answer, _ = sandbox.ask(operation, body=sandbox.body(operation))
        answered[status // 100] += 1
        if not refused_well(operation, status, answer):
            wrong.append(f"{operation.method} {operation.path}: {status} {str(answer)[:150]}")
        if status // 100 == 2 and operation.response and answer is not None and not isinstance(answer, bytes):
            validator = jsonschema_rs.Draft202012Validator(dict(operation.response))
            faults = [f"{operation.method} {operation.path}: {fault.message[:150]}" for fault in validator.iter_errors(answer)]
            wrong += faults[:1]
    assert wrong == []
    assert answered[2] >= 0.88 * answered.total()


@pytest.mark.parametrize("media", ["json", "form", "multipart"])
@pytest.mark.parametrize("seed", [1, 2])
def test_no_body_makes_an_operation_fail_and_a_refused_one_leaves_nothing(sandbox: Requests, media: str, seed: int) -> None:
    chance = random.Random(f"{media}{seed}")
    sandbox.restore()
    faults = []
    for operation in rest(sandbox):
        if operation.body is None:
            continue
        target, body = sandbox.target(operation), sandbox.body(operation)
        raw, content_type = encoded(changed(body, chance), media, chance)
        before = sandbox.kept()
        status, answer, _ = sandbox.send(operation.method, target, raw, **{"content-type": content_type})
        if not refused_well(operation, status, answer) or (status >= 400 and sandbox.kept() != before):
            faults.append(f"{operation.method} {target}: {status} {str(answer)[:150]} {raw[:300]!r}")
    assert faults == []


def test_no_path_makes_an_operation_fail(sandbox: Requests) -> None:
    chance = random.Random("paths")
    sandbox.restore()
    faults = []
    for operation in rest(sandbox):
        path = re.sub(r"\{\w+\}", lambda _: chance.choice(SEGMENTS), operation.path)
        status, answer, _ = sandbox.send(operation.method, path, sandbox.body(operation))
        if status >= 500 or (status >= 400 and not (isinstance(answer, dict) and in_dialect(operation, answer))):
            faults.append(f"{operation.method} {path[:200]}: {status} {str(answer)[:150]}")
    assert faults == []
