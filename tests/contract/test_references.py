"""Ids of another company inside a body, wherever the document has a place for them: refused, and nothing is told of them."""

import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.engine import Engine
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties, variants
from mockcore.settings import Settings
from tests.contract.requests import Requests, unwrapped

VICTIM = (4264590, 225100)
PROBER = (562949953434271, 562949953435001)
ROWS = "[]"
DEPTH = 4
# Rows and parties that are nobody's are passed over, or named in the answer or its async operation: nothing is done with them.
PASSED_OVER = (
    "users/bulk_remove", "users/bulk_add", "project_memberships/bulk_remove", "project_details", "instances/bulk_create",
)  # fmt: skip
# Where an answer about several rows has those that were refused.
REFUSALS = ("errors", "failures")
Place = tuple[str, ...]


@pytest.fixture(scope="module")
def prober() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    victim = Requests(engine, *VICTIM)
    for operation in victim.operations:
        if operation.rule == "create":
            victim.existing(operation.kind)
    yield Requests(engine, *PROBER)
    engine.close()


def places(prober: Requests, schema: Any, kind: str, before: Place = (), depth: int = 0) -> Iterator[tuple[Place, str, bool]]:
    """(names, resource, many) of each reference that a body may hold."""
    options = variants(schema)
    schema = options[0] if options and "properties" not in schema else schema
    if main_type(schema) == "array":
        yield from places(prober, schema.get("items", {}), kind, (*before, ROWS), depth)
        return
    for name, part in properties(schema).items():
        told = prober.engine.projector.references.of_attribute(name, kind)
        if told and name not in ("company_id", "project_id"):
            yield (*before, name), *told
        elif depth < DEPTH:
            yield from places(prober, part, kind, (*before, name), depth + 1)


def with_value(body: Any, place: Place, value: Any) -> Any:
    """The body with a value at that place; what is on the way is made."""
    name, *rest = place
    if name == ROWS:
        first = body[0] if isinstance(body, list) and body else None
        return [with_value(first, tuple(rest), value)]
    made = copy.deepcopy(body) if isinstance(body, dict) else {}
    made[name] = with_value(made.get(name), tuple(rest), value) if rest else value
    return made


def refused(operation: Operation, status: int, answer: Any) -> bool:
    """Whether an answer is a refusal; several rows are refused row by row: none is shown, and the errors tell of each."""
    if status in (400, 403, 404, 422):
        return True
    inner = unwrapped(answer)
    if operation.rule == "sync" and inner == []:
        return True
    if status >= 300 or not isinstance(inner, dict):
        return False
    done = [value for name, value in inner.items() if name not in REFUSALS and isinstance(value, list) and value]
    return not done and any(inner.get(name) for name in REFUSALS)


def test_no_body_refers_to_a_record_of_another_company(prober: Requests) -> None:
    connection = prober.engine.world.storage.connection
    rows = connection.execute("SELECT kind, min(id) FROM records WHERE company_id = ? GROUP BY kind", (VICTIM[0],))
    theirs = dict(rows.fetchall())
    kept = connection.execute("SELECT count(*), sum(version) FROM records WHERE company_id = ?", (VICTIM[0],)).fetchone()
    wrong, statuses = list[str](), Counter[int]()
    for operation in prober.operations:
        if operation.method not in ("POST", "PATCH", "PUT") or operation.body is None:
            continue
        body = prober.body(operation)
        for place, kind, many in places(prober, operation.body.schema, operation.kind):
            if kind not in theirs:
                continue
            number = str(theirs[kind]) if operation.dialect == "v2" else theirs[kind]
            given = with_value(body, place, [number] if many else number)
            status, answer, _ = prober.send(operation.method, prober.target(operation), given)
            statuses[status] += 1
            if not refused(operation, status, answer) and not operation.path.endswith(PASSED_OVER):
                wrong.append(f"{operation.method} {operation.path} {'.'.join(place)}: {status} {str(answer)[:200]}")
    assert wrong == []
    assert statuses[422] > 1_000
    assert (
        connection.execute("SELECT count(*), sum(version) FROM records WHERE company_id = ?", (VICTIM[0],)).fetchone() == kept
    )
