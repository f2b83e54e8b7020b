"""What a value of a record may be, as JSON Schema: by what answers show and bodies take, and as a reference to a record."""

from collections.abc import Iterable
from typing import Any

from mockcore.reference.schema import Schema, properties, types, variants

# What begins a reference to a record by its name.
REFERENCE = "@"
MAX_ID = 2**63 - 1
DATE_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([T ].*)?$"

# The kinds of values, under the names that a schema refers to them by; their descriptions are what an error says.
VALUES: dict[str, dict[str, Any]] = {
    "id": {"description": "a whole number from 1 to 2^63-1", "type": "integer", "minimum": 1, "maximum": MAX_ID},
    "record": {
        "description": "the id of a record, or a reference such as @users/Dana Ortiz",
        "anyOf": [
            {"type": "integer", "minimum": -MAX_ID - 1, "maximum": MAX_ID},
            {"type": "string", "pattern": f"^{REFERENCE}"},
        ],
    },
    "reference": {
        "description": "the id of a record, or a reference such as @users/Dana Ortiz",
        "anyOf": [{"$ref": "#/$defs/record"}, {"type": "null"}],
    },
    "references": {
        "description": "a list of ids, or of references such as @users/Dana Ortiz",
        "type": ["array", "null"],
        "items": {"$ref": "#/$defs/record"},
    },
    "text": {"description": "text; a number is text in quotes", "type": ["string", "null"]},
    "whole": {
        "description": "a whole number of at most 64 bits, or a reference such as @users/Dana Ortiz",
        "anyOf": [
            {"type": "integer", "minimum": -MAX_ID - 1, "maximum": MAX_ID},
            {"type": "string", "pattern": f"^{REFERENCE}"},
            {"type": "null"},
        ],
    },
    "number": {"description": "a number", "type": ["number", "null"]},
    "decimal": {
        "description": "an amount, such as 1200.50",
        "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}, {"type": "null"}],
    },
    "flag": {"description": "true or false", "type": ["boolean", "null"]},
    "date": {
        "description": "a date, such as 2026-01-15, or a time, such as 2026-01-15T15:00:00Z",
        "type": ["string", "null"],
        "pattern": DATE_PATTERN,
    },
    "object": {"description": "a mapping", "type": ["object", "null"]},
    "list": {"description": "a list", "type": ["array", "null"]},
}
_BY_TYPE = {"string": "text", "integer": "whole", "number": "number", "boolean": "flag"}
_DATES = ("date", "date-time")


def value_schema(name: str, sources: Iterable[Schema], *, nested: bool = False) -> dict[str, Any]:
    """What a field may be: whatever one of ``sources`` allows, null too; within nested objects names are no further checked.

    A field that the document names without saying more is an id by its ending, else anything.
    """
    choices: list[dict[str, Any]] = []
    for source in sources:
        for choice in _choices(source, nested):
            if choice not in choices:
                choices.append(choice)
    if not choices and name.endswith("_ids"):
        choices = [_value("references")]
    elif not choices and name.endswith("_id"):
        choices = [_value("reference")]
    choices = _without_narrower(choices)
    if {} in choices or not choices:
        return {}
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def embedded(schema: dict[str, Any]) -> dict[str, Any]:
    """The same for a field whose objects are no records of their own: an id stands for none of them."""
    if "anyOf" in schema:
        choices = [embedded(choice) for choice in schema["anyOf"] if choice not in (_value("record"), _value("reference"))]
        return choices[0] if len(choices) == 1 else {**schema, "anyOf": choices}
    return {**schema, "items": embedded(schema["items"])} if "items" in schema else schema


def _value(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _choices(source: Schema, nested: bool) -> list[dict[str, Any]]:
    """The alternatives that one schema allows; an empty one for anything."""
    options = variants(source)
    if options and not types(source):
        return [choice for option in options for choice in _choices(option, nested)]
    names = types(source) or (("object",) if "properties" in source else ("array",) if "items" in source else ())
    if not names:
        return [_enum(source)] if "enum" in source else [{}]
    return [choice for name in names for choice in _of_type(name, source, nested)]


def _of_type(name: str, source: Schema, nested: bool) -> list[dict[str, Any]]:
    if name == "object":
        # An object that has an id is a record of its own, and may be named instead.
        return [_object(source, nested), *([_value("reference")] if "id" in properties(source) else [])]
    if name == "array":
        return [_list(source, nested)]
    if source.get("format") == "decimal":
        return [_value("decimal")]
    if name == "string" and source.get("format") in _DATES:
        return [_value("date")]
    return [_enum(source) if "enum" in source else _value(_BY_TYPE[name])]


def _enum(source: Schema) -> dict[str, Any]:
    return {"enum": [*(value for value in source["enum"] if value is not None), None]}


def _object(source: Schema, nested: bool) -> dict[str, Any]:
    inside = properties(source)
    if not inside or nested:
        return _value("object")
    fields = {name: value_schema(name, [schema], nested=True) for name, schema in inside.items()}
    return {"type": ["object", "null"], "properties": fields, "additionalProperties": False}


def _list(source: Schema, nested: bool) -> dict[str, Any]:
    items = source.get("items")
    members = _there(value_schema("", [items], nested=nested)) if items else {}
    return {"type": ["array", "null"], "items": members} if members else _value("list")


def _there(schema: dict[str, Any]) -> dict[str, Any]:
    """What a member of a list may be: no record of several is null."""
    if "anyOf" in schema:
        return {"anyOf": [_there(choice) for choice in schema["anyOf"]]}
    if schema == _value("reference"):
        return _value("record")
    return {**schema, "type": "object"} if "object" in schema.get("type", ()) else schema


def _without_narrower(choices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Several enums are one; where any text is allowed, an enum, a date or a reference beside it says nothing."""
    if _value("text") in choices:
        narrower = (_value("date"), _value("reference"))
        return [choice for choice in choices if "enum" not in choice and choice not in narrower]
    values = dict.fromkeys(value for choice in choices for value in choice.get("enum", ()))
    others = [choice for choice in choices if "enum" not in choice]
    return [{"enum": list(values)}, *others] if values else others
