"""Reading JSON Schema as OpenAPI 3.1 uses it: references inlined, ``allOf`` merged, types without null."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
Lookup = Callable[[str], Schema]
# Keywords of compiled schemas alone: the texts of an object that are not blank, least and most of a number, a number in a text,
# a list of texts that the reference does not have.
PRESENCE, LIMITS, DECIMAL, VOCABULARY = "presence", "limits", "decimal", "vocabulary"

# Keywords that hold schemas, or are left out.
_NESTED = frozenset({"properties", "items", "additionalProperties", "anyOf", "oneOf", "allOf", "examples", "example"})
_ALONE = {name: (name,) for name in ("string", "integer", "number", "boolean", "array", "object")} | {"null": ()}


def component_name(reference: str) -> str:
    """The last part of ``#/components/schemas/Rfi``."""
    return reference.rsplit("/", 1)[-1]


def resolved(schema: Schema, lookup: Lookup, _trail: tuple[str, ...] = ()) -> dict[str, Any]:
    """The schema without ``$ref`` and ``allOf``. A recursive reference is cut to an unconstrained schema."""
    reference = schema.get("$ref")
    if reference is not None:
        name = component_name(reference)
        if name in _trail:
            return {}
        return resolved(lookup(name), lookup, (*_trail, name))
    if _NESTED.isdisjoint(schema):
        return dict(schema)
    out: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            out[key] = {name: resolved(inner, lookup, _trail) for name, inner in value.items()}
        elif key == "items" or (key == "additionalProperties" and isinstance(value, Mapping)):
            out[key] = resolved(value, lookup, _trail)
        elif key in ("anyOf", "oneOf", "allOf"):
            out[key] = [resolved(inner, lookup, _trail) for inner in value]
        elif key not in ("examples", "example"):
            out[key] = value
    if "allOf" in out:
        out = merged(out)
    return _optional(out) if "anyOf" in out else out


def _optional(schema: dict[str, Any]) -> dict[str, Any]:
    """``anyOf: [X, null]`` as X with null among its types."""
    branches = schema["anyOf"]
    real = [branch for branch in branches if branch.get("type") != "null"]
    if len(real) != 1 or len(branches) == 1 or "type" not in real[0]:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    inside = {**real[0], "type": [*types(real[0]), "null"]}
    if "enum" in inside and None not in inside["enum"]:
        inside["enum"] = [*inside["enum"], None]
    return {**inside, **rest}


def merged(schema: dict[str, Any]) -> dict[str, Any]:
    """``allOf`` of objects as one object: properties united, required lists joined."""
    branches = [*schema.pop("allOf"), schema]
    out: dict[str, Any] = {}
    for branch in branches:
        for key, value in branch.items():
            if key == "properties":
                out.setdefault(key, {}).update(value)
            elif key == "required":
                out[key] = sorted({*out.get(key, []), *value})
            else:
                out[key] = value
    return out


def types(schema: Schema) -> tuple[str, ...]:
    """The types admitted, null left out."""
    named = schema.get("type")
    if named.__class__ is str:
        return _ALONE[named]
    if named and len(named) == 2 and named[1] == "null":
        return _ALONE[named[0]]
    return tuple(name for name in named if name != "null") if named else ()


def main_type(schema: Schema) -> str:
    """The first type that is not null; objects and arrays are known by their keywords too, else ''."""
    named = schema.get("type")
    if named.__class__ is str and named != "null":
        return str(named)
    names = types(schema)
    if names:
        return names[0]
    if "properties" in schema:
        return "object"
    return "array" if "items" in schema else ""


def nullable(schema: Schema) -> bool:
    """Whether null is admitted."""
    named = schema.get("type")
    if named is None:
        return not any(key in schema for key in ("properties", "items", "enum")) and not variants(schema)
    return named == "null" or (not isinstance(named, str) and "null" in named)


def variants(schema: Schema) -> list[dict[str, Any]]:
    """The alternatives of ``anyOf`` or ``oneOf``, null left out."""
    options = schema.get("anyOf") or schema.get("oneOf") or []
    return [option for option in options if option.get("type") != "null"]


def properties(schema: Schema) -> dict[str, Any]:
    """The properties; of alternatives, those of the richest object."""
    if "properties" in schema:
        return dict(schema["properties"])
    choices = [properties(option) for option in variants(schema)]
    return max(choices, key=len, default={})


def unwrapped(schema: Schema) -> tuple[Schema, bool]:
    """The inside of the v2 envelope ``{"data": …}``, which may have an ``error`` beside it, and whether there was one."""
    inside = schema.get("properties")
    if inside and set(inside) <= {"data", "error"} and "data" in inside:
        return inside["data"], True
    return schema, False


def objects(schema: Schema) -> Iterator[Schema]:
    """The schema and every object schema inside it."""
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from objects(inner)
    if isinstance(schema.get("items"), Mapping):
        yield from objects(schema["items"])
    for inner in variants(schema):
        yield from objects(inner)
