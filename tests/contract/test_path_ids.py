"""What stands in the place of an id in a path and is none is 404 below v1, wherever in the path it stands."""

import pytest

from mockcore.reference.operation import Operation
from tests.contract.requests import Requests
from tests.sweep import sample

STRANGERS = ("0", "-1", "abc", "1.5", "12abc", "12%", " ", "null", "packages", str(2**63), "9" * 30, "1e3", "+7", "é")

IDENTIFIERS = ("id", "uuid")
# Texts of systems that have no records here: whatever they are, nothing is listed below them.
VIEWER = "/rest/v1.0/companies/{company_id}/projects/{project_id}"
FREE = {
    (f"{VIEWER}/viewer_documents/{{viewer_doc_id}}/markups/groups", "viewer_doc_id"),
    (f"{VIEWER}/viewer_documents/{{viewer_doc_id}}/markups/{{markup_id}}/stamps", "viewer_doc_id"),
    (f"{VIEWER}/viewer_documents/{{viewer_doc_id}}/markups/{{markup_id}}/stamps", "markup_id"),
    (f"{VIEWER}/accessible_layers/{{context_type}}/{{context_type_id}}", "context_type_id"),
    (f"{VIEWER}/accessible_groups/{{context_type}}/{{context_type_id}}", "context_type_id"),
    ("/rest/v1.0/companies/{company_id}/payments/disbursements/{disbursement_id}/payouts/deleted", "disbursement_id"),
}


def places(requests: Requests) -> list[tuple[Operation, str]]:
    """Operations below v1 and the parameters of their paths that are ids."""
    return [
        (operation, parameter.name)
        for operation in requests.operations
        if operation.path.startswith("/rest/v1")
        for parameter in operation.parameters
        if parameter.location == "path" and parameter.name.endswith(IDENTIFIERS) and "enum" not in parameter.schema
        if (operation.path, parameter.name) not in FREE
    ]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_path_with_something_that_is_no_id_is_not_found(sandbox: Requests, stranger: str) -> None:
    faults = []
    for operation, name in sample(places(sandbox), 25):
        made, _, query = sandbox.target(operation).partition("?")
        place, pattern = next(pair for pair in enumerate(operation.path.split("/")) if f"{{{name}}}" in pair[1])
        segments = made.split("/")
        segments[place] = pattern.replace(f"{{{name}}}", stranger)
        body = sandbox.body(operation, full=False) if operation.method not in ("GET", "DELETE") else None
        before = sandbox.kept()
        status, answer, _ = sandbox.send(operation.method, f"{'/'.join(segments)}?{query}", body)
        if status != 404 or not isinstance(answer["errors"], list) or sandbox.kept() != before:
            faults.append(f"{operation.method} {operation.path} {name}: {status} {str(answer)[:150]}")
    assert not faults, "\n".join(faults)
