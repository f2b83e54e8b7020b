"""The values in a path: ids are numbers, other segments stay texts."""

from typing import Any

from mockcore.errors import BadRequest, NotFound
from mockcore.reference.coercion import INT64_MAX, without_fraction
from mockcore.reference.conform import number_of
from mockcore.reference.operation import Operation
from mockcore.reference.schema import Schema, main_type

# The names of parameters that are ids; a position may be 0.
_IDENTIFIERS = ("id", "uuid")


def path_values(operation: Operation, segments: list[str]) -> dict[str, Any]:
    """Path parameters by name; ids are integers where the document says so.

    Raises: BadRequest naming a word that is not among those that the document lists; NotFound for what no id can be.
    Source: observed, a malformed id in a path.
    """
    if not operation.path_names:
        return {}
    parameters = operation.compiled.get("path")
    if parameters is None:
        parameters = operation.compiled["path"] = _parameters(operation)
    return {
        name: int(text)
        if any_number and text.isdigit() and text[0] != "0" and len(text) < 19 and text.isascii()
        else _value(name, schema, text)
        for (name, schema, any_number), text in zip(parameters, segments, strict=False)
    }


def _parameters(operation: Operation) -> list[tuple[str, Schema, bool]]:
    """Name, schema, and whether any number will do, of each parameter in the order of the path."""
    schemas = {parameter.name: parameter.schema for parameter in operation.parameters if parameter.location == "path"}
    return [(name, schemas.get(name, {}), "enum" not in schemas.get(name, {})) for name in operation.path_names]


def _value(name: str, schema: Schema, text: str) -> Any:
    integer = main_type(schema) == "integer"
    text = without_fraction(text) if integer else text
    number = _number(text)
    if number is not None and "enum" not in schema:
        if number <= 0 and name.endswith(_IDENTIFIERS):
            raise NotFound()
        return number
    if "\x00" in text or (integer and number_of(text) is None):
        raise NotFound()
    if "enum" in schema and text not in schema["enum"]:
        raise BadRequest(fields={name: [f"is not one of: {', '.join(map(str, schema['enum']))}"]})
    return text


def _number(text: str) -> int | None:
    """The number that digits write, None for another text. Raises: NotFound for one of more than 64 bits."""
    digits = text[1:] if text[:1] == "-" else text
    if not (digits.isascii() and digits.isdigit()):
        return None
    # Python refuses to read thousands of digits.
    if len(digits) >= 25 or abs(int(text)) > INT64_MAX:
        raise NotFound()
    return int(text)
