"""What the document says of wrappers: they are required, and not empty."""

from typing import Any

from mockcore.reference.bodies import body_slice
from mockcore.reference.wrappers import demand

TEXT = {"type": "string"}
FORM = "multipart/form-data"


def marked(schema: dict[str, Any], rule: str = "update", media: str = "application/json", method: str = "PATCH") -> Any:
    """The request body of an operation once its document is marked."""
    body = {"content": {media: {"schema": {"$ref": "#/components/schemas/Body"}}}, "required": True}
    components = {"schemas": {"Body": schema}}
    document = {"paths": {"/w": {method.lower(): {"requestBody": body}}}, "components": components}
    detail = {"body": body_slice(schema, [media], True, "widget", rule)}
    before = repr(components)
    demand(document, [{"path": "/w", "method": method}], [detail])
    assert repr(components) == before
    return document["paths"]["/w"][method.lower()]["requestBody"]["content"][media]["schema"]


def test_a_wrapper_is_required_and_not_empty() -> None:
    widget = {"type": "object", "properties": {"name": TEXT}}
    schema = marked({"type": "object", "properties": {"widget": widget, "view": TEXT}})
    assert (schema["required"], schema["properties"]["widget"]) == (["widget"], {**widget, "minProperties": 1})


def test_a_wrapper_may_be_left_out_where_something_stands_beside_it() -> None:
    beside = {"type": "object", "properties": {"widget": {"type": "object", "properties": {"name": TEXT}}, "file": TEXT}}
    widget, file = marked(beside)["anyOf"]
    assert widget == {"required": ["widget"], "properties": {"widget": {"type": "object", "minProperties": 1}}}
    assert file == {"required": ["file"], "properties": {"file": {"type": "string", "pattern": r"\S"}}}


def test_rows_of_a_form_are_not_empty_those_of_json_may_be() -> None:
    sync = {"type": "object", "properties": {"updates": {"type": "array", "items": {"type": "object"}}}}
    assert marked(sync, "sync", FORM)["properties"]["updates"]["minItems"] == 1
    assert marked(sync, "sync") == {"$ref": "#/components/schemas/Body"}
