"""Links from what a POST has made to the operations that take it."""

import orjson
import pytest

from mockcore.reference.catalog import Catalog
from mockcore.reference.document import operations, tool_document, vapid_document
from tests import tiny


@pytest.fixture(scope="module")
def whole() -> dict:
    return orjson.loads(Catalog.load().document_json())


def links(document: dict, path: str, status: str) -> dict:
    return document["paths"][path]["post"]["responses"][status]["links"]


def test_a_post_links_to_show_change_and_delete_of_its_kind() -> None:
    document = orjson.loads(tiny.catalog().document_json())
    found = links(document, "/rest/v1.0/projects/{project_id}/widgets", "201")
    assert set(found) == {"getWidget", "updateWidget", "deleteWidget"}
    assert found["getWidget"] == {
        "operationId": "getWidget",
        "parameters": {"path.project_id": "$request.path.project_id", "path.id": "$response.body#/id"},
    }


def test_the_second_dialect_finds_the_id_in_its_envelope(whole: dict) -> None:
    found = links(whole, "/rest/v2.0/companies/{company_id}/webhooks/hooks", "201")
    assert {part["parameters"]["path.id"] for part in found.values()} == {"$response.body#/data/id"}


def test_a_value_that_only_the_body_names_is_taken_from_there(whole: dict) -> None:
    found = links(whole, "/rest/v1.0/change_order_packages", "201")["getChangeOrderPackage"]["parameters"]
    assert found["query.project_id"] == "$request.body#/project_id"


def test_every_link_leads_to_an_operation_of_its_document_with_all_that_it_requires(whole: dict) -> None:
    documents = [whole, tool_document(whole, "rfi"), tool_document(whole, "change_orders"), vapid_document(whole, {})]
    counted = []
    for document in documents:
        known = {operation["operationId"] for _, _, operation in operations(document)}
        found = [
            link
            for _, _, operation in operations(document)
            for response in operation["responses"].values()
            for link in response.get("links", {}).values()
        ]
        assert {link["operationId"] for link in found} <= known
        counted.append(len(found))
    assert counted[0] > 1_000
    assert min(counted) > 0
