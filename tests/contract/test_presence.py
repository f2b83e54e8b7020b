"""A text that a record must have is never blank, a number is a number within its limits, a choice is one of those listed.

In each operation that makes or changes records, whatever its version; and what is refused leaves nothing behind.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, nullable, properties, types
from tests.contract.requests import Requests
from tests.sweep import sample

BLANK = "can't be blank"
WRITES = ("create", "update")
UNANSWERED = {"/rest/v1.0/checklist/lists/{list_id}/items/{id}": "it requires a section, of which the sandbox has none"}


def record_schema(operation: Operation) -> Any:
    """The schema of the record in a body."""
    body = operation.body
    assert body is not None
    return properties(body.schema)[body.wrapper] if body.wrapper else body.schema


def required_texts(requests: Requests) -> dict[str, set[str]]:
    """The free texts that each POST of a resource that takes them requires."""
    texts: dict[str, set[str]] = {}
    free: dict[str, set[str]] = {}
    for operation in requests.operations:
        if operation.rule == "create" and operation.body is not None and operation.body.rows is None:
            schema = record_schema(operation)
            names = {name for name in schema.get("required", ()) if free_text(properties(schema).get(name, {}))}
            texts.setdefault(operation.kind, set()).update(names)
            free.setdefault(operation.kind, set()).update(properties(schema).keys() - names)
    return {kind: names - free[kind] for kind, names in texts.items()}


def free_text(schema: Any) -> bool:
    return types(schema) == ("string",) and not nullable(schema) and "enum" not in schema and schema.get("format") is None


def writes(requests: Requests) -> Iterator[Operation]:
    for operation in requests.operations:
        body = operation.body if operation.rule in WRITES and operation.method in ("POST", "PATCH", "PUT") else None
        if body is not None and body.rows is None:
            yield operation


def sent(operation: Operation, values: dict[str, Any], beside: Any = None) -> Any:
    """A body with values of the record; ``beside``: the rest of it."""
    wrapper = operation.body.wrapper if operation.body else None
    rest = beside if isinstance(beside, dict) else {}
    if wrapper is None:
        return {**rest, **values}
    inner = rest.get(wrapper)
    return {**rest, wrapper: {**(inner if isinstance(inner, dict) else {}), **values}}


def reasons(answer: Any, name: str) -> list[str]:
    """Why a field was refused, in either dialect."""
    if "error" in answer:
        details = answer["error"]["details"]
        return [row["message"].removeprefix(f"{name} ") for row in details if row["source"].rpartition(".")[2] == name]
    errors = answer.get("errors")
    named = errors.items() if isinstance(errors, dict) else ()
    return [reason for field, rows in named if field.rpartition(".")[2] == name for reason in rows]


def refused(requests: Requests, operation: Operation, name: str, value: Any, reason: str) -> str | None:
    """What is wrong with the answer to a value that breaks a rule, beside the fewest fields or beside all."""
    fault = ""
    for full in (False, True):
        beside = requests.body(operation, full=full)
        target, body = requests.target(operation), sent(operation, {name: value}, beside)
        stored = requests.kept()
        status, answer, _ = requests.send(operation.method, target, body)
        if status == 422 and isinstance(answer, dict) and reason in reasons(answer, name) and requests.kept() == stored:
            return None
        fault = fault or f"{operation.method} {operation.path} {name}={value!r}: {status} {str(answer)[:160]}"
    return fault


def blanks(requests: Requests) -> list[tuple[Operation, str, Any]]:
    texts = required_texts(requests)
    return [
        (operation, name, value)
        for operation in writes(requests)
        for name in sorted(texts.get(operation.kind, set()) & set(properties(record_schema(operation))))
        for value in ("", "  ", *([None] if operation.rule == "update" else []))
    ]


@pytest.mark.sweep
def test_a_required_text_is_never_blank(sandbox: Requests) -> None:
    faults = [
        fault
        for operation, name, value in sample(blanks(sandbox), 120)
        if (fault := refused(sandbox, operation, name, value, BLANK))
    ]
    assert "\n".join(faults) == ""


def choices(requests: Requests) -> list[tuple[Operation, str, Any]]:
    return [
        (operation, name, "nothing of the kind")
        for operation in writes(requests)
        for name, schema in sorted(properties(record_schema(operation)).items())
        if "enum" in schema and main_type(schema) == "string" and operation.path not in UNANSWERED
    ]


@pytest.mark.sweep
def test_a_choice_is_one_of_those_listed(sandbox: Requests) -> None:
    faults = [
        fault
        for operation, name, value in sample(choices(sandbox), 100)
        if (fault := refused(sandbox, operation, name, value, "is not included in the list"))
    ]
    assert "\n".join(faults) == ""


# Names of numbers, and what is below or above what they can be.
BEYOND = {
    "num_workers": (-3, "must be greater than or equal to 0"),
    "num_hours": (-1, "must be greater than or equal to 0"),
    "hours": (-0.5, "must be greater than or equal to 0"),
    "retainage_percent": (150, "must be less than or equal to 100"),
    "percentage": (101, "must be less than or equal to 100"),
    "begin_hour": (24, "must be less than or equal to 23"),
    "start_minute": (60, "must be less than or equal to 59"),
    "latitude": (91, "must be less than or equal to 90"),
    "workers": (-1, "must be greater than or equal to 0"),
    "square_feet": (-1, "must be greater than or equal to 0"),
}
NO_LIMITS = {"financials/markups.percentage": "a markup may be above 100 percent, a discount below 0"}


def beyond(requests: Requests) -> list[tuple[Operation, str, Any, str]]:
    return [
        (operation, name, str(value) if types(schema)[:1] == ("string",) else value, reason)
        for operation in writes(requests)
        for name, schema in sorted(properties(record_schema(operation)).items())
        if name in BEYOND and f"{operation.kind}.{name}" not in NO_LIMITS
        for value, reason in [BEYOND[name]]
    ]


@pytest.mark.sweep
def test_a_number_is_within_its_limits(sandbox: Requests) -> None:
    cases = beyond(sandbox)
    assert {name for _, name, _, _ in cases} == set(BEYOND)
    assert "\n".join(fault for case in sample(cases, 40) if (fault := refused(sandbox, *case))) == ""


def numbers(requests: Requests) -> list[tuple[Operation, str]]:
    return [
        (operation, name)
        for operation in writes(requests)
        for name, schema in sorted(properties(record_schema(operation)).items())
        if name in ("amount", "quantity", "unit_cost", "hours", "estimated_value", "cost") and "enum" not in schema
    ]


@pytest.mark.sweep
@pytest.mark.parametrize("value", ["1,000.50", "twelve"])
def test_a_number_is_written_without_separators(sandbox: Requests, value: str) -> None:
    faults = [
        fault
        for operation, name in sample(numbers(sandbox), 30)
        if (fault := refused(sandbox, operation, name, value, "is not a number"))
    ]
    assert "\n".join(faults) == ""
