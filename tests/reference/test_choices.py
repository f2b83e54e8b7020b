from typing import Any

from mockcore.reference.catalog import Catalog
from mockcore.reference.schema import properties, unwrapped

COLORS = {"type": ["string", "null"], "enum": ["red", "green", None]}


def record(color: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"id": {"type": "integer"}, "color": color}}


def compiled(asked_for: list[Any]) -> Catalog:
    def answer(schema: dict[str, Any]) -> dict[str, Any]:
        return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}

    body = {"type": "object", "properties": {"pump": record({"type": "string", "enum": asked_for})}}
    pump = record(dict(COLORS))
    well = {"type": "object", "properties": {"id": {"type": "integer"}, "pump": record(dict(COLORS))}}
    post = {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": answer(pump)}
    return Catalog.of(
        {
            "openapi": "3.1.0",
            "paths": {
                "/rest/v1.0/pumps": {
                    "get": {
                        "operationId": "listPumps",
                        "tags": ["Pumps"],
                        "responses": answer({"type": "array", "items": pump}),
                    },
                    "post": {"operationId": "createPump", "tags": ["Pumps"], **post},
                },
                "/rest/v1.0/wells": {
                    "get": {
                        "operationId": "listWells",
                        "tags": ["Pumps"],
                        "responses": answer({"type": "array", "items": well}),
                    }
                },
            },
            "components": {},
        }
    )


def said(catalog: Catalog, operation: str, *path: str) -> Any:
    inner, _ = unwrapped(catalog.named(operation).response or {})
    schema = inner.get("items", inner)
    for name in path:
        schema = properties(schema)[name]
    return schema["enum"]


def test_an_answer_says_what_a_request_may_give_also_where_the_record_stands_in_another() -> None:
    catalog = compiled(["red", "blue"])
    assert said(catalog, "createPump", "color") == ["red", "green", None, "blue"]
    assert said(catalog, "listPumps", "color") == ["red", "green", None, "blue"]
    assert said(catalog, "listWells", "pump", "color") == ["red", "green", None, "blue"]


def test_a_choice_in_another_spelling_is_the_same_choice() -> None:
    assert said(compiled(["Red", "GREEN"]), "createPump", "color") == ["red", "green", None]


def test_none_is_a_choice_beside_null() -> None:
    assert said(compiled(["none"]), "createPump", "color") == ["red", "green", None, "none"]
