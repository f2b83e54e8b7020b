"""What the document must keep beyond OpenAPI's own rules."""

from typing import Any

import pytest

from mockcore.paths import openapi_directory
from mockcore.reference.document import bundle, overlay
from mockcore.reference.document_check import check, check_overlay, schemas


@pytest.fixture
def document() -> dict[str, Any]:
    return {
        "paths": {
            "/rest/v1.0/rfis/{id}": {
                "get": {
                    "operationId": "getRfi",
                    "parameters": [{"$ref": "#/components/parameters/IdPath"}],
                    "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}},
                }
            }
        },
        "components": {
            "parameters": {"IdPath": {"name": "id", "in": "path", "schema": {"type": "integer"}}},
            "schemas": {
                "Person": {"type": "object", "properties": {"name": {"type": "string"}}},
                "Rfi": {
                    "type": "object",
                    "properties": {"assignee": {"$ref": "#/components/schemas/Person"}},
                    "examples": [{"assignee": {"name": "Dana Ortiz"}}],
                },
            },
        },
    }


def test_a_sound_document_has_no_problems(document: dict[str, Any]) -> None:
    assert check(document) == []


def test_an_operation_id_used_twice_is_a_problem(document: dict[str, Any]) -> None:
    document["paths"]["/rest/v1.0/rfis"] = {"get": {"operationId": "getRfi"}}

    assert check(document) == ["The operationId getRfi is used 2 times."]


def test_an_operation_without_id_is_a_problem(document: dict[str, Any]) -> None:
    document["paths"]["/rest/v1.0/rfis"] = {"get": {}}

    assert check(document) == ["GET /rest/v1.0/rfis has no operationId."]


def test_a_path_parameter_must_be_declared(document: dict[str, Any]) -> None:
    document["paths"]["/rest/v1.0/rfis/{id}"]["get"]["parameters"] = []

    assert check(document) == ["GET /rest/v1.0/rfis/{id} does not declare its path parameter id."]


def test_a_path_parameter_may_be_declared_for_the_whole_path(document: dict[str, Any]) -> None:
    item = document["paths"]["/rest/v1.0/rfis/{id}"]
    item["parameters"] = item["get"].pop("parameters")

    assert check(document) == []


def test_a_declared_path_parameter_must_be_in_the_path(document: dict[str, Any]) -> None:
    document["paths"]["/rest/v1.0/rfis"] = {
        "get": {"operationId": "listRfis", "parameters": [{"$ref": "#/components/parameters/IdPath"}]}
    }

    assert check(document) == ["GET /rest/v1.0/rfis declares a path parameter id that its path lacks."]


def test_a_keyword_the_engine_does_not_know_is_a_problem_wherever_it_stands(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Person"]["properties"]["name"]["nullable"] = True
    document["components"]["parameters"]["IdPath"]["schema"]["multipleOf"] = 2

    assert check(document) == [
        "components.parameters.IdPath uses the schema keyword multipleOf, which the engine does not know.",
        "components.schemas.Person.name uses the schema keyword nullable, which the engine does not know.",
    ]


def test_extensions_are_no_keywords(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Person"]["x-mockcore-source"] = "assumed"

    assert check(document) == []


def test_a_property_may_have_the_name_of_a_keyword(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Person"]["properties"]["nullable"] = {"type": "boolean"}

    assert check(document) == []


def test_an_example_must_be_valid_through_references(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Rfi"]["examples"] = [{"assignee": {"name": 7}}]

    (problem,) = check(document)
    assert problem.startswith('An example of components.schemas.Rfi breaks its schema: 7 is not of type "string"')


def test_a_single_example_is_checked_too(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Person"]["properties"]["name"]["example"] = 7

    (problem,) = check(document)
    assert problem.startswith("An example of components.schemas.Person.name breaks its schema")


def test_every_schema_is_found_with_its_place(document: dict[str, Any]) -> None:
    assert [where for where, _ in schemas(document)] == [
        "components.parameters.IdPath",
        "components.schemas.Person",
        "components.schemas.Person.name",
        "components.schemas.Rfi",
        "components.schemas.Rfi.assignee",
        "GET /rest/v1.0/rfis/{id}",
    ]


def test_our_document_has_no_problems() -> None:
    assert check(bundle(openapi_directory())) == []


def test_every_hint_of_the_overlay_says_where_it_is_from() -> None:
    assert check_overlay(overlay(openapi_directory())) == []


@pytest.mark.parametrize("source", ["reference; the field is assumed", "documented, sync actions", "observed", "assumed"])
def test_a_hint_is_from_the_reference_a_page_what_was_observed_or_assumed(source: str) -> None:
    assert check_overlay({"operations": {"GET /rest/v1.0/me": {"rule": "me", "source": source}}}) == []


@pytest.mark.parametrize("source", ["documented", "hearsay", ""])
def test_a_hint_with_another_source_is_a_problem(source: str) -> None:
    problem = check_overlay({"operations": {"GET /rest/v1.0/me": {"source": source}}})[0]
    assert problem.startswith(f"The overlay's hint for GET /rest/v1.0/me has the source {source!r}")


def test_a_hint_and_a_section_without_a_source_are_problems() -> None:
    assert check_overlay({"operations": {"GET /rest/v1.0/me": {"rule": "me"}}, "aliases": {"people": "users"}}) == [
        "The overlay's section aliases has no source.",
        "The overlay's hint for GET /rest/v1.0/me has no source.",
    ]


def test_a_source_of_a_section_that_is_not_there_is_a_problem() -> None:
    assert check_overlay({"sources": {"alias": "reference"}}) == [
        "The overlay's sources name the section alias, which it does not have."
    ]
