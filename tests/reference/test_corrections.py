from typing import Any

import pytest

from mockcore.reference.corrections import correct
from mockcore.reference.document import SpecError

PATH = "/rest/v1.0/pumps"
LABEL = f"GET {PATH}"


def document(schema: dict[str, Any], *views: str) -> dict[str, Any]:
    parameters = [{"name": "view", "in": "query", "schema": {"type": "string", "enum": list(views)}}] if views else []
    answer = {"description": "", "content": {"application/json": {"schema": schema}}}
    pump = {"type": "object", "properties": {"id": {"type": "integer"}}}
    return {
        "paths": {PATH: {"get": {"operationId": "listPumps", "parameters": parameters, "responses": {"200": answer}}}},
        "components": {"schemas": {"Pump": pump}},
    }


def answered(described: dict[str, Any]) -> Any:
    return described["paths"][PATH]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def test_a_schema_gets_the_properties_that_the_reference_lacks() -> None:
    described = document({"type": "object"})
    correct(described, {"schemas": {"Pump": {"properties": {"vendor": {"type": "string"}}}}})
    assert list(described["components"]["schemas"]["Pump"]["properties"]) == ["id", "vendor"]


def test_a_list_has_the_records_that_its_views_name() -> None:
    described = document({"type": "array", "items": {"type": "object"}})
    correct(described, {"operations": {LABEL: {"views": {"normal": "Pump"}}}})
    assert answered(described) == {"type": "array", "items": {"$ref": "#/components/schemas/Pump"}}


def test_a_view_that_names_no_schema_is_refused() -> None:
    with pytest.raises(SpecError, match="a schema Fan, which"):
        correct(document({"type": "object"}), {"operations": {LABEL: {"views": {"normal": "Fan"}}}})


def test_a_list_with_a_view_of_ids_may_have_ids_for_rows() -> None:
    described = document({"type": "array", "items": {"$ref": "#/components/schemas/Pump"}}, "only_ids", "normal")
    correct(described, {})
    assert answered(described)["items"]["anyOf"][0] == {"type": "integer"}


def test_another_record_in_an_answer_may_be_null() -> None:
    pump = {"type": "object", "properties": {"id": {"type": "integer"}, "vendor": {"$ref": "#/components/schemas/Pump"}}}
    described = document(pump)
    correct(described, {})
    assert answered(described)["properties"]["vendor"]["anyOf"][1] == {"type": "null"}
    assert answered(described)["properties"]["id"] == {"type": "integer"}
