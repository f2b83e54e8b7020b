"""Whether a value is written as its schema says: its type, one of its choices, its date; and what is undeclared inside it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from mockcore.reference.coercion import Upload
from mockcore.reference.references import CUSTOM_FIELD, LISTED, UPLOAD
from mockcore.reference.schema import Schema, properties, types, variants

Breaches = Iterator[tuple[str, str]]
# Wherever a file is taken, an upload may be named instead. Source: documented, direct file uploads.
UPLOADS = LISTED.union(UPLOAD)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?")
_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", list: "array", dict: "object"}


def breaches(schema: Schema, value: Any, name: str, *, json: bool) -> Breaches:
    """(code, detail) of a value and of what is inside it; a form says everything in text, JSON in its own types."""
    if value is None or isinstance(value, Upload) or (not json and value == ""):
        return
    if schema.get("format") == "binary" and isinstance(value, dict) and value.keys() <= UPLOADS:
        return
    options = variants(schema)
    if options and "properties" not in schema:
        alternatives = [list(breaches(option, value, name, json=json)) for option in options]
        yield from min(alternatives, key=len)
        return
    kinds = _kinds(schema)
    fits = _FITS if json else _FITS_IN_TEXT
    if kinds and not any(fits[kind](value) for kind in kinds):
        yield "coerced-type", f"{name}: {_NAMES.get(type(value), 'text')} in place of {' or '.join(kinds)}"
    elif isinstance(value, dict):
        yield from inside(schema, value, name, json=json)
    elif isinstance(value, list):
        items = schema.get("items") or {}
        for item in value:
            yield from breaches(items, item, f"{name}[]", json=json)
    else:
        yield from _scalar(schema, value, name, json=json)


def inside(schema: Schema, value: Mapping[str, Any], name: str, *, json: bool) -> Breaches:
    """(code, detail) of the members of an object; where the schema names none, any may be there."""
    parts = members(schema)
    for key, member in value.items():
        declared = parts.get(key)
        if declared is not None:
            yield from breaches(declared, member, f"{name}.{key}" if name else key, json=json)
        elif parts and not (key in UPLOADS or key.startswith(CUSTOM_FIELD) or schema.get("additionalProperties")):
            yield "unknown-field", f"{name}.{key}" if name else key


def members(schema: Schema) -> dict[str, Any]:
    """The declared members, of alternatives all together."""
    if "properties" in schema:
        return properties(schema)
    return {key: member for option in variants(schema) for key, member in properties(option).items()}


def iso(text: str, *, zoned: bool = True) -> bool:
    """Whether it is a date that exists, or a time: with its zone unless told otherwise."""
    whole = _TIME.fullmatch(text)
    try:
        if whole is None:
            return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
        return bool(datetime.fromisoformat(text)) and (whole["zone"] is not None or not zoned)
    except ValueError:
        return False


def _kinds(schema: Schema) -> tuple[str, ...]:
    named = types(schema)
    if named:
        return named
    return ("object",) if "properties" in schema else ("array",) if "items" in schema else ()


def _scalar(schema: Schema, value: Any, name: str, *, json: bool) -> Breaches:
    if "enum" in schema:
        yield from listed(schema["enum"], value, name, json=json)
    elif isinstance(value, str):
        shape = schema.get("format")
        if shape == "binary" and json:
            yield "coerced-type", f"{name}: text in place of a file, which takes multipart/form-data"
        elif shape in ("date", "date-time") and not _dated(value, whole=shape == "date-time"):
            yield "date-format", name


def _dated(text: str, *, whole: bool) -> bool:
    """A time with its zone; where only a day is wanted, a day too. Empty clears."""
    return not text or (iso(text) and not (whole and _DATE.fullmatch(text)))


def listed(choices: list[Any], value: Any, name: str, *, json: bool) -> Breaches:
    """The breach of a value that is none of the choices; a form can only say them in text."""
    texts = {str(choice).lower() if isinstance(choice, bool) else str(choice) for choice in choices}
    if value in choices or (not json and str(value) in texts) or value == "":
        return
    near = next((text for text in sorted(texts) if text.casefold() == str(value).casefold()), None)
    yield "unknown-value", f"{name}: {str(value)[:60]}{f' in place of {near}' if near else ''}"


def _whole(value: Any) -> bool:
    return isinstance(value, float) and value.is_integer()


_FITS: dict[str, Callable[[Any], bool]] = {
    # JSON Schema takes 12.0 for 12.
    "integer": lambda value: not isinstance(value, bool) and (isinstance(value, int) or _whole(value)),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
_FITS_IN_TEXT: dict[str, Callable[[Any], bool]] = {
    "integer": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, str) and value.lower() in ("true", "false", "1", "0"),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    # A map whose keys are numbers looks like a list in a form.
    "object": lambda value: isinstance(value, dict | list),
}
