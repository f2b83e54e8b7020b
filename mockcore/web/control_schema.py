"""In what words the routes of the control API say what they take and answer: JSON Schema as plain values, which cost nothing.

``control_document`` makes the OpenAPI document of them. A schema with a ``title`` is a component there, by that name.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Path
from pydantic import ConfigDict, Field

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
TIME: Schema = {"type": "string", "format": "date-time"}
MAPPING: Schema = {"type": "object"}
ANY: Schema = {}
TEXTS: Schema = {"type": "array", "items": TEXT}
JSON = "application/json"

BYTES: Schema = {"type": "string", "format": "binary"}
FileKey = Annotated[str, Path(description="Key of a file, as an answer of the API has it in its address.", examples=["a1b2"])]
# What the database takes for an id.
LARGEST = 2**63 - 1
Id = Annotated[int, Field(ge=0, le=LARGEST)]
CompanyId = Annotated[int, Path(ge=0, le=LARGEST, description="Id of a company.", examples=[4264590])]


def record(name: str, required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """An object that has the first fields always, and the others sometimes. Without a name it is no component."""
    title = {"title": name} if name else {}
    fields = {**required, **(optional or {})}
    return {**title, "type": "object", "properties": fields, **({"required": list(required)} if required else {})}


def closed(name: str, required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """A ``record`` with no other fields: what is sent, where another name is refused."""
    return {**record(name, required, optional), "additionalProperties": False}


def closed_with(**example: Any) -> ConfigDict:
    """What holds for a model that is a body: these types and no others, its own keys and no others; with an example."""
    return ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [example]})


def many(schema: Schema) -> Schema:
    """A list of such values."""
    return {"type": "array", "items": schema}


def mapping(schema: Schema) -> Schema:
    """Such values by name."""
    return {"type": "object", "additionalProperties": schema}


def or_null(schema: Schema) -> Schema:
    """Such a value, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*values: Any) -> Schema:
    """One of these values."""
    return {"enum": list(values)}


def about(schema: Schema, text: str) -> Schema:
    """A schema with what is to be said of it."""
    return {**schema, "description": text}


def answers(
    schema: Schema | None, example: Any = None, *failures: int, status: int = 200, media: str = JSON, text: str = "As asked."
) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route: what it answers where all is well, and with which statuses it fails of its own."""
    content: dict[str, Any] = {"schema": schema}
    if example is not None:
        content["example"] = example
    success = {"description": text, **({} if schema is None else {"content": {media: content}})}
    responses: dict[int | str, dict[str, Any]] = {status: success}
    for failure in failures:
        responses[failure] = {}
    return responses


def takes(schema: Schema, example: Any, *, media: str = JSON, required: bool = True) -> dict[str, Any]:
    """The ``openapi_extra`` of a route whose body is read by the code that uses it."""
    content = {"schema": schema, **({} if example is None else {"example": example})}
    return {"requestBody": {"required": required, "content": {media: content}}}


def queries(parameters: Mapping[str, Schema]) -> dict[str, Any]:
    """The ``openapi_extra`` of a route that reads its query itself, by the names that it reads."""
    rows = []
    for name, schema in parameters.items():
        kind = {key: value for key, value in schema.items() if key not in ("description", "example")}
        row = {"name": name, "in": "query", "schema": kind}
        rows.append(row | {key: schema[key] for key in ("description", "example") if key in schema})
    return {"parameters": rows}


DONE = answers(record("Done", {"status": one_of("ok")}), {"status": "ok"})
ERRORS = record("Errors", {"errors": {"anyOf": [TEXTS, mapping(TEXTS)], "description": "Sentences, or reasons by field."}})
