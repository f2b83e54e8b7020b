"""What follows from the input or from other records is never null on a record that was created, in every resource."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from mockcore.reference.catalog import Catalog
from mockcore.reference.derivations import LABELS
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties
from tests.contract.derived import RULES, is_excused
from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample

CATALOG = Catalog.load()
OPERATIONS = [CATALOG.operation(number) for number in range(len(CATALOG))]
CREATIONS = [operation for operation in OPERATIONS if operation.rule == "create" and operation.response]


def records(answer: Any) -> Iterator[dict[str, Any]]:
    inner = unwrapped(answer)
    for row in inner if isinstance(inner, list) else [inner]:
        if isinstance(row, dict):
            yield row


def empty(answers: list[Any]) -> set[str]:
    """The fields that none of the answers fills: what one fills rests on what its request said."""
    rows = [row for answer in answers for row in records(answer)]
    return {name for row in rows for name in row if all(other.get(name) in (None, "") for other in rows)}


def written(schema: Any) -> Iterator[str]:
    """The names in a body, at any depth."""
    for name, inner in properties(schema).items():
        yield name
        yield from written(inner.get("items", {}) if main_type(inner) == "array" else inner)


@cache
def said_by_clients(kind: str) -> set[str]:
    """What a request may say of the resource's records, in any version: its values are the client's own."""
    bodies = [other.body for other in OPERATIONS if other.kind == kind and other.body]
    names = {*CATALOG.kind(kind).attributes, *(name for body in bodies for name in written(body.schema))}
    return {*names, *(name.removesuffix("_id") for name in names)}


def unexplained(operation: Operation, answers: list[Any]) -> list[str]:
    fields = [f"{operation.kind}.{name}" for name in sorted(empty(answers) - said_by_clients(operation.kind))]
    return [field for field in fields if not is_excused(field)]


def unlabelled(requests: Requests, operation: Operation, answer: Any) -> list[str]:
    """References that are shown without a name that the record referred to has."""
    missing = []
    for row in records(answer):
        for name, value in row.items():
            target = requests.engine.projector.references.kind_for(name, operation.kind)
            number = value.get("id") if isinstance(value, dict) else None
            record = requests.engine.world.get(target, int(number)) if target and str(number).isdecimal() else None
            if record is not None:
                labels = [label for label in (*LABELS, "company", "company_name", "full_code") if label in value]
                missing += [
                    f"{operation.kind}.{name}.{label}" for label in labels if not value[label] and record.body.get(label)
                ]
    return missing


def without_origin(body: Any) -> Any:
    """A body without what another system calls the record: its form differs, and some records are locked by it."""
    if isinstance(body, dict):
        return {name: without_origin(value) for name, value in body.items() if name != "origin_id"}
    return [without_origin(row) for row in body] if isinstance(body, list) else body


def check(requests: Requests, operation: Operation) -> None:
    answers = []
    for full in (False, True):
        status, answer, _ = requests.ask(operation, body=without_origin(requests.body(operation, full=full)))
        answers += [answer] if status < 300 else []
    assert unexplained(operation, answers) == []
    assert [name for answer in answers for name in unlabelled(requests, operation, answer)] == []


@pytest.mark.parametrize("operation", sample(CREATIONS, 40), ids=lambda operation: operation.id)
def test_what_follows_is_given_on_new_records_of_a_company_at_work(demo: Requests, operation: Operation) -> None:
    check(demo, operation)


@pytest.mark.sweep
@pytest.mark.parametrize("operation", CREATIONS, ids=lambda operation: operation.id)
def test_what_follows_is_given_on_new_records_of_an_empty_sandbox(sandbox: Requests, operation: Operation) -> None:
    check(sandbox, operation)


def test_no_more_fields_are_excused_than_can_be_looked_through() -> None:
    assert RULES < 40
