"""The document says what a body without its wrapper meets: it is required, and it is not empty.

So does a text that the query must have. The reference leaves that out, and a request that it allows would be refused.
Source: decisions, Missing and malformed parameters.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from mockcore.reference.bodies import ALONE, ALWAYS, STEERING
from mockcore.reference.components import Components
from mockcore.reference.forms import FORM, MULTIPART
from mockcore.reference.schema import Schema, main_type, properties

FORMS = frozenset({FORM, MULTIPART})
# What is more than nothing, by type.
FILLED: Mapping[str | None, Mapping[str, Any]] = {
    "object": {"type": "object", "minProperties": 1},
    "array": {"type": "array", "minItems": 1},
    "string": {"type": "string", "pattern": r"\S"},
    "integer": {"type": "integer"},
}


def demand(document: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], slices: Sequence[Mapping[str, Any]]) -> None:
    """Marks the wrapper of each body that needs one, and the rows of a form, which has no way to write an empty list."""
    components = Components(document)
    for entry, detail in zip(entries, slices, strict=True):
        body = detail["body"]
        operation = document["paths"][entry["path"]][entry["method"].lower()]
        _require_texts(components, operation)
        if body is None or entry["method"] == "GET":
            continue
        if body["demand"] == ALWAYS:
            needing = partial(_needing, components, name=body["wrapper"], least={"minProperties": 1})
            _mark(components, operation, needing, required=entry["method"] != "DELETE")
        elif body["demand"] == ALONE:
            _mark(components, operation, partial(_either, components, wrapper=body["wrapper"]), required=True)
        elif body["rows"] and FORMS.issuperset(body["media"]):
            needing = partial(_needing, components, name=body["rows"], least={"minItems": 1})
            _mark(components, operation, needing, required=body["required"])


def _require_texts(components: Components, operation: dict[str, Any]) -> None:
    """A text that is required in the query is not empty."""
    parameters = [components.definition(parameter) for parameter in operation.get("parameters", ())]
    empty = [parameter["in"] == "query" and parameter.get("required") and _is_free(parameter) for parameter in parameters]
    if any(empty):
        operation["parameters"] = [
            {**parameter, "schema": {**parameter["schema"], "minLength": 1}} if needed else declared
            for needed, parameter, declared in zip(empty, parameters, operation["parameters"], strict=True)
        ]


def _is_free(parameter: Mapping[str, Any]) -> bool:
    schema = parameter.get("schema", {})
    return schema.get("type") == "string" and "enum" not in schema and "format" not in schema


def _mark(components: Components, operation: dict[str, Any], marked: Callable[[Schema], Schema], *, required: bool) -> None:
    body = components.definition(operation["requestBody"])
    content = {media: {**holder, "schema": marked(holder["schema"])} for media, holder in body["content"].items()}
    operation["requestBody"] = {**body, "content": content, "required": required or bool(body.get("required"))}


def _either(components: Components, schema: Schema, wrapper: str) -> Schema:
    """The schema of a body in which something is said, in the wrapper or beside it."""
    own = components.definition(schema)
    fields = {name: main_type(components.definition(field)) for name, field in properties(own).items()}
    fields[wrapper] = "object"
    options = [
        {"required": [name], "properties": {name: dict(FILLED[kind])}}
        for name, kind in fields.items()
        if name not in STEERING and kind in FILLED
    ]
    return {**own, "anyOf": options}


def _needing(components: Components, schema: Schema, name: str, least: Mapping[str, int]) -> Schema:
    """The schema of a body with the property required and bounded; what other operations refer to stays as it is."""
    own = components.definition(schema)
    parts = own.get("properties", {})
    if name not in parts:
        return {"allOf": [dict(schema), {"required": [name], "properties": {name: dict(least)}}]}
    named = {*own.get("required", ()), name}
    required = [field for field in parts if field in named]
    return {**own, "required": required, "properties": {**parts, name: {**parts[name], **least}}}
