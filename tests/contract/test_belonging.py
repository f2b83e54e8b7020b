"""People and companies that a record of a project names are of the project's directory, in every operation."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.operation import Operation
from mockcore.reference.schema import properties, types
from mockcore.request.parties import NAMES, party_id
from tests.contract.requests import Requests, unwrapped
from tests.contract.test_presence import reasons, record_schema, sent, writes
from tests.sweep import sample

NOT_ADDED = "has not been added to this project"


def outsiders(requests: Requests) -> dict[str, int]:
    """A person and a company of the directory who are in no project."""
    person = {"user": {"first_name": "Eve", "last_name": "Outside", "email_address": "eve@example.org"}}
    company = {"company_id": requests.company_id, "vendor": {"name": "Outside"}}
    made = {
        "users": requests.send("POST", f"/rest/v1.0/companies/{requests.company_id}/users", person),
        "vendors": requests.send("POST", "/rest/v1.0/vendors", company),
    }
    return {kind: int(unwrapped(answer[1])["id"]) for kind, answer in made.items()}


def bound(requests: Requests) -> Iterator[tuple[Operation, str, str]]:
    """(operation, attribute, resource) of each attribute of a project's record that names people or companies."""
    anyone = set(requests.engine.catalog.overlay["anyone"])
    for operation in writes(requests):
        kind = operation.kind
        inside = "{project_id}" in operation.path or any(part.name == "project_id" for part in operation.query)
        inside = inside or "project_id" in properties(operation.body.schema) if operation.body else inside
        if requests.engine.catalog.kind(kind).scope != "project" or not inside or f"{kind}.*" in anyone:
            continue
        for name in sorted(properties(record_schema(operation))):
            stem = name.removesuffix("s").removesuffix("_id")
            target = requests.engine.projector.references.of_attribute(name, kind)
            if target and target[0] in ("users", "vendors") and not {stem, f"{kind}.{stem}"} & anyone:
                yield operation, name, target[0]


def refused(requests: Requests, operation: Operation, name: str, number: int) -> str | None:
    schema = properties(record_schema(operation))[name]
    if name in NAMES and operation.kind in requests.engine.catalog.overlay["parties"]:
        number = party_id(number)
    one: Any = str(number) if types(schema)[:1] == ("string",) else number
    value = [one] if name.endswith("_ids") else one
    fault = ""
    for full in (False, True):
        body = sent(operation, {name: value}, requests.body(operation, full=full))
        status, answer, _ = requests.ask(operation, body=body)
        if status in (403, 404) or (status == 422 and isinstance(answer, dict) and NOT_ADDED in reasons(answer, name)):
            return None
        fault = fault or f"{operation.method} {operation.path} {name}: {status} {str(answer)[:140]}"
    return fault


@pytest.mark.sweep
def test_who_is_not_in_the_project_cannot_be_named_by_its_records(sandbox: Requests) -> None:
    strangers = outsiders(sandbox)
    faults = [
        fault
        for operation, name, kind in sample(bound(sandbox), 60)
        if (fault := refused(sandbox, operation, name, strangers[kind]))
    ]
    assert "\n".join(faults) == ""
