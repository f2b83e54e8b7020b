"""An addition to an answer stands in the component that the answer names, or in a second one beside it."""

from typing import Any

from mockcore.reference.additions import Additions

ADDITION = {"properties": {"colour": {"type": "string"}}}
WIDGET = {"$ref": "#/components/schemas/Widget"}


def document(listed: dict[str, Any]) -> dict[str, Any]:
    def answers(schema: dict[str, Any]) -> dict[str, Any]:
        return {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}

    widget = {"type": "object", "properties": {"id": {"type": "integer"}}}
    paths = {"/widgets": {"get": answers({"type": "array", "items": listed})}, "/widgets/{id}": {"get": answers(WIDGET)}}
    return {"components": {"schemas": {"Widget": widget}}, "paths": paths}


def completed(listed: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The components, and the schema of the answer about one record."""
    whole = document(listed)
    entries = [
        {"method": "GET", "path": "/widgets", "kind": "widgets", "rule": "list"},
        {"method": "GET", "path": "/widgets/{id}", "kind": "widgets", "rule": "show"},
    ]
    media = whole["paths"]["/widgets/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
    additions = Additions(whole, entries, frozenset({"list"}))
    media["schema"] = additions.add(1, media["schema"], ADDITION)
    additions.settle()
    return whole["components"]["schemas"], media["schema"]


def test_a_component_of_answers_about_one_record_is_extended_itself() -> None:
    components, shown = completed({"type": "object"})
    assert shown == WIDGET
    assert components["Widget"]["allOf"][1]["properties"] == ADDITION["properties"]


def test_a_component_that_lists_show_too_is_left_as_it_is_and_gets_a_second_one() -> None:
    components, shown = completed(WIDGET)
    assert shown == {"$ref": "#/components/schemas/WidgetAccepted"}
    assert components["WidgetAccepted"]["allOf"][0] == WIDGET
    assert list(components["Widget"]["properties"]) == ["id"]


def test_an_answer_keeps_its_envelope() -> None:
    whole = document({})
    envelope = {"type": "object", "properties": {"data": WIDGET}}
    assert Additions(whole, [{"kind": "widgets"}], frozenset()).add(0, envelope, ADDITION) == envelope
