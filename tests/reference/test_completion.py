"""What a body may say and no answer shows is added to the answers about one record."""

from typing import Any

from mockcore.reference.catalog import Catalog
from mockcore.reference.schema import properties

TEXT = {"type": "string"}


def catalog(body: dict[str, Any], answer: dict[str, Any], listed: dict[str, Any] | None = None, **overlay: Any) -> Catalog:
    def media(schema: dict[str, Any]) -> dict[str, Any]:
        return {"content": {"application/json": {"schema": schema}}}

    widget = {"type": "object", "properties": {"id": {"type": "integer"}, **answer}}
    row = {"type": "object", "properties": {"id": {"type": "integer"}, **(answer if listed is None else listed)}}
    wrapped = {"type": "object", "properties": {"widget": {"type": "object", "properties": body}}}
    one = {"responses": {"200": media({"$ref": "#/components/schemas/Widget"})}}
    document = {
        "components": {"schemas": {"Widget": widget}},
        "paths": {
            "/rest/v1.0/widgets": {
                "get": {"operationId": "list", "responses": {"200": media({"type": "array", "items": row})}},
                "post": {"operationId": "create", "requestBody": media(wrapped), **one},
            },
            "/rest/v1.0/widgets/{id}": {"get": {"operationId": "show", **one}},
        },
    }
    return Catalog.of(document, overlay)


def test_an_attribute_that_no_answer_has_is_shown_with_the_schema_of_the_body() -> None:
    shown = properties(catalog({"colour": TEXT}, {"name": TEXT}).named("show").response or {})
    assert shown["colour"]["type"] == ["string", "null"]


def test_a_list_is_completed_that_shows_as_much_of_each_record() -> None:
    for listed, names in (({"name": TEXT}, ["id", "name", "colour"]), ({}, ["id"])):
        response = catalog({"colour": TEXT}, {"name": TEXT}, listed).named("list").response or {}
        assert list(properties(response["items"])) == names


def test_the_document_says_of_an_addition_that_it_is_one() -> None:
    document = catalog({"colour": TEXT}, {"name": TEXT}).document_json()
    assert b'"x-accepted":true' in document


def test_a_row_is_completed_as_well() -> None:
    rows = {"type": "array", "items": {"type": "object", "properties": {"a": TEXT, "b": TEXT}}}
    fewer = {"type": "array", "items": {"type": "object", "properties": {"a": TEXT}}}
    shown = properties(catalog({"rows": rows}, {"rows": fewer}).named("show").response or {})
    assert list(shown["rows"]["items"]["properties"]) == ["a", "b"]


def test_what_leads_to_a_property_by_its_id_is_shown_there() -> None:
    vendor = {"type": "object", "properties": {"id": {"type": "integer"}}}
    shown = properties(catalog({"vendor_id": {"type": "integer"}}, {"vendor": vendor}).named("show").response or {})
    assert list(shown) == ["id", "vendor"]


def test_names_that_differ_lead_from_one_to_the_other() -> None:
    body = {"due": {"type": "string", "format": "date"}, "rows_attributes": {"type": "array"}, "hue": TEXT}
    answer = {"due_date": {"type": "string", "format": "date"}, "rows": {"type": "array"}, "colour": TEXT}
    kind = catalog(body, answer, written={"widgets.hue": "colour"}).kind("widgets")
    assert kind.written == {"due": "due_date", "rows_attributes": "rows", "hue": "colour"}


def test_commands_are_not_shown() -> None:
    shown = properties(catalog({"send_email": TEXT}, {}, not_kept={"send_email": "a command"}).named("show").response or {})
    assert list(shown) == ["id"]


def test_a_word_is_not_told_by_the_id_of_a_record_that_is_called_alike() -> None:
    state = {"type": "string", "enum": ["on", "off"]}
    shown = properties(catalog({"status": state}, {"status_id": {"type": "integer"}}).named("show").response or {})
    assert shown["status"]["enum"] == ["on", "off", None]


def test_an_answer_without_anything_of_an_attribute_gets_all_of_it() -> None:
    rows = {"type": "array", "items": {"type": "object", "properties": {"a": TEXT, "b": TEXT}}}
    fewer = {"type": "array", "items": {"type": "object", "properties": {"a": TEXT}}}
    whole = catalog({"rows": rows}, {}, {"rows": fewer})
    shown = properties(whole.named("show").response or {})
    assert list(shown["rows"]["items"]["properties"]) == ["a", "b"]
    assert shown["rows"]["type"] == "array"


def test_rows_within_rows_have_the_name_by_which_answers_show_them() -> None:
    line = {"type": "object", "properties": {"a": TEXT}}
    section = {"type": "object", "properties": {"lines_attributes": {"type": "array", "items": line}, "b": TEXT}}
    shown = {"type": "object", "properties": {"lines": {"type": "array", "items": line}}}
    body, answer = {"rows_attributes": {"type": "array", "items": section}}, {"rows": {"type": "array", "items": shown}}
    rows = properties(catalog(body, answer).named("show").response or {})["rows"]
    assert list(rows["items"]["properties"]) == ["lines", "b"]
