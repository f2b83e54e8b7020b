"""What a request says, parsed, coerced and checked against its operation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from mockcore.call import Call
from mockcore.errors import BadRequest, NotFound, Reason, Unprocessable, UnsupportedMedia
from mockcore.reference.bodies import STEERING
from mockcore.reference.coercion import INT64_MAX, Problems, Upload, attributes, coerced, in_order
from mockcore.reference.conform import number_of
from mockcore.reference.forms import FORM, MULTIPART, parsed
from mockcore.reference.operation import Body, Operation
from mockcore.reference.schema import main_type, types

_FRACTION = re.compile(r"\.0+$")


@dataclass(slots=True)
class Inputs:
    """Path parameters, query, attributes of the record, rows of a bulk action, and what stands beside the wrapper."""

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    rows: list[Any] | None = None
    context: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def path_values(operation: Operation, values: list[str]) -> dict[str, Any]:
    """Path parameters by name; ids are integers where the document says so.

    Raises: BadRequest naming a malformed parameter.
    """
    if not operation.path_names:
        return {}
    plan = operation.compiled.get("path")
    if plan is None:
        by_name = {parameter.name: parameter.schema for parameter in operation.parameters if parameter.location == "path"}
        schemas = [(name, by_name.get(name, {})) for name in operation.path_names]
        plan = operation.compiled["path"] = [(name, schema, "enum" not in schema) for name, schema in schemas]
    return {
        name: int(value)
        if any_number and value.isdigit() and len(value) < 19 and value.isascii()
        else _path_value(name, schema, value)
        for (name, schema, any_number), value in zip(plan, values, strict=False)
    }


def _path_value(name: str, schema: Mapping[str, Any], value: str) -> Any:
    if main_type(schema) == "integer":
        # JSON Schema and Rails take 12.0 for 12.
        value = _FRACTION.sub("", value)
    digits = value[1:] if value[:1] == "-" else value
    if digits.isascii() and digits.isdigit():
        number = int(value) if len(digits) < 25 else INT64_MAX + 1
        if abs(number) > INT64_MAX:
            raise NotFound()
        if "enum" not in schema:
            return number
    if "\x00" in value or (main_type(schema) == "integer" and number_of(value) is None):
        raise BadRequest(fields={name: [Reason.NOT_AN_IDENTIFIER]})
    if "enum" in schema and value not in schema["enum"]:
        raise BadRequest(fields={name: [f"is not one of: {', '.join(map(str, schema['enum']))}"]})
    return value


def query_values(operation: Operation, query: str) -> tuple[dict[str, Any], list[str]]:
    """The declared query parameters by name, coerced, and the names of those that are not declared.

    Raises: BadRequest naming each missing or malformed parameter.
    """
    parameters = operation.compiled.get("query")
    if parameters is None:
        parameters = operation.compiled["query"] = {parameter.name: parameter for parameter in operation.query}
        operation.compiled["needed"] = [
            parameter.name for parameter in operation.query if parameter.required and main_type(parameter.schema) != "object"
        ]
    needed = operation.compiled["needed"]
    if not query and not needed:
        return {}, []
    raw = _grouped(query, parameters)
    problems = Problems()
    out: dict[str, Any] = {}
    unknown: list[str] = []
    for name, values in raw.items():
        parameter = parameters.get(name)
        if parameter is None and name not in ("page", "per_page"):
            unknown.append(name)
            out[name] = values[-1]
        elif parameter is None or name in ("page", "per_page", "view", "serializer_view") or name.startswith("sort"):
            out[name] = _steering(name, values, problems)
        else:
            schema = _lenient(parameter.schema)
            out[name] = coerced(schema, values if _many(schema, values) else values[-1], problems, name)
    for name in needed:
        if out.get(name) is None and name not in problems:
            problems.add(name, Reason.MISSING)
    if problems:
        missing = [name for name in problems if problems[name] == [Reason.MISSING] and name in STEERING]
        raise (
            MissingScope(problems, out, missing) if missing and len(missing) == len(problems) else BadRequest(fields=problems)
        )
    return out, unknown


class MissingScope(BadRequest):
    """400 for company_id or project_id left out of the query: the body may still name them."""

    def __init__(self, problems: Problems, values: dict[str, Any], names: list[str]) -> None:
        super().__init__(fields=problems)
        self.values = values
        self.names = names


def _grouped(query: str, parameters: Mapping[str, Any]) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=5_000, errors="strict")
    except ValueError:
        raise BadRequest("The query string is not valid UTF-8 or has too many parameters.") from None
    raw: dict[str, list[str]] = {}
    for name, value in pairs:
        plain = name if name in parameters else name.removesuffix("[]")
        if plain not in parameters and plain.replace("filters[", "filter[", 1) in parameters:
            plain = plain.replace("filters[", "filter[", 1)
        elif plain not in parameters and plain.replace("filter[", "filters[", 1) in parameters:
            plain = plain.replace("filter[", "filters[", 1)
        raw.setdefault(plain, []).append(value)
    return raw


def _steering(name: str, values: list[str], problems: Problems) -> Any:
    value = values[-1].strip()
    if name not in ("page", "per_page"):
        return values if name.startswith("sort") and len(values) > 1 else value
    if not value:
        return None
    try:
        return int(_FRACTION.sub("", value)[:25])
    except ValueError:
        problems.add(name, Reason.NOT_AN_INTEGER)
        return None


def _many(schema: Mapping[str, Any], values: list[str]) -> bool:
    return main_type(schema) == "array" and not (len(values) == 1 and ("," in values[0] or values[0].startswith("[")))


def _lenient(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Filters take ranges and lists where the document shows one date, and objects are spread over several names: they are
    read by the query, not here."""
    spread = main_type(schema) == "object" or main_type(schema.get("items", {})) == "object"
    if schema.get("format") in ("date", "date-time") or spread:
        return {"type": "string"}
    return schema


def scope_values(call: Call) -> dict[str, Any]:
    """company_id and project_id as query or JSON body name them, of a request that cannot be read otherwise."""
    scope: dict[str, Any] = {name: value for name, value in parse_qsl(call.query) if name in STEERING}
    try:
        body = parsed(call)
    except (BadRequest, UnsupportedMedia):
        body = None
    if isinstance(body, dict):
        scope |= {name: body[name] for name in STEERING if isinstance(body.get(name), str | int)}
    return scope


def body_values(operation: Operation, call: Call, inputs: Inputs) -> None:
    """Fills attributes, rows and context from the body.

    Raises: BadRequest naming each missing or malformed field; UnsupportedMedia.
    """
    if call.method in ("GET", "HEAD") and operation.body is None:
        return
    spec = operation.body
    body = parsed(call, spec.schema if spec is not None else {})
    if spec is None:
        return
    if spec.rows and isinstance(body, dict) and spec.rows not in body and call.content_type in (FORM, MULTIPART):
        # An empty list has no fields.
        raise Unprocessable(fields={spec.rows: [Reason.MISSING]})
    if body is None:
        if spec.required and call.method not in ("GET", "DELETE") and (spec.wrapper or spec.rows is not None):
            raise BadRequest(fields={spec.wrapper or spec.rows or "base": [Reason.MISSING]})
        if call.method in ("GET", "DELETE"):
            return
        body = {}
    if spec.rows == "" or (isinstance(body, list) and spec.rows is not None):
        if not isinstance(body, list):
            raise BadRequest(fields={"base": ["the body must be an array"]})
        inputs.rows = body
        return
    if not isinstance(body, dict):
        raise BadRequest("The request body must be a JSON object.")
    _object_body(spec, body, inputs)


def in_the_body(missing: MissingScope, operation: Operation, call: Call, inputs: Inputs) -> None:
    """Fills in the body of a request whose query leaves out the company or project: beside the attributes they count as well.

    Raises: what is missing when the body does not name it either; else as ``body_values``.

    Source: documented, RESTful API concepts.
    """
    inputs.query = missing.values
    body_values(operation, call, inputs)
    beside = scope_values(call)
    for name in missing.names:
        if inputs.context.get(name) is None and inputs.attributes.get(name) is None:
            if beside.get(name) in (None, ""):
                raise missing
            inputs.context[name] = beside[name]
    inputs.unknown = [name for name in inputs.unknown if name not in missing.names]


def _object_body(spec: Body, body: dict[str, Any], inputs: Inputs) -> None:
    problems = Problems()
    rows = body.get(spec.rows) if spec.rows else None
    if spec.rows is not None:
        body = {name: value for name, value in body.items() if name != spec.rows}
        if not isinstance(rows, list):
            rows = in_order(rows) if isinstance(rows, dict) else rows
            required = spec.rows in (spec.document or spec.schema).get("required", ())
            if not isinstance(rows, list) and (required or rows is not None):
                problems.add(spec.rows, Reason.MISSING if rows is None else Reason.NOT_AN_ARRAY)
        inputs.rows = rows if isinstance(rows, list) else []
    schema = spec.schema if spec.rows is None else _without(spec.schema, spec.rows)
    values = attributes(schema, body, problems)
    if problems:
        parameters = inputs.query | inputs.path
        for name in [name for name in problems if name in STEERING and parameters.get(name) is not None]:
            del problems[name]
    if problems:
        raise BadRequest(fields=_unwrapped(problems, spec.wrapper))
    inner = values.pop(spec.wrapper, None) if spec.wrapper else None
    if values:
        inputs.context = {name: value for name, value in values.items() if name in STEERING}
        inner = {**{name: value for name, value in values.items() if name not in STEERING}, **(inner or {})}
    inputs.attributes = inner or {}
    fields = schema.get("properties", {})
    inputs.unknown += [name for name in body if name not in fields and name != spec.rows]


def _without(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {**schema, "required": [key for key in schema.get("required", ()) if key != name]}


def _unwrapped(problems: Problems, wrapper: str | None) -> Problems:
    """Field names as Rails reports them: relative to the wrapped record."""
    out = Problems()
    for name, reasons in problems.items():
        out[name.removeprefix(f"{wrapper}.") if wrapper else name] = reasons
    return out


def row_values(spec: Body, row: Any, problems: Problems) -> dict[str, Any] | None:
    """One row of a bulk action, or None when it is a bare id."""
    schema = spec.schema if spec.rows == "" else spec.schema.get("properties", {}).get(spec.rows, {})
    items = schema.get("items", {})
    if not isinstance(row, dict):
        if "object" in types(items):
            problems.add("base", Reason.NOT_AN_OBJECT)
        return None
    plain = {**items, "properties": {"id": {}, "origin_id": {}, **items.get("properties", {})}, "required": []}
    return attributes(plain, row, problems)


def uploads(values: Mapping[str, Any]) -> bool:
    """Whether any value is, or holds, an uploaded file."""
    return any(
        isinstance(value, Upload)
        or (isinstance(value, dict) and uploads(value))
        or (
            isinstance(value, list)
            and any(isinstance(item, Upload) or (isinstance(item, dict) and uploads(item)) for item in value)
        )
        for value in values.values()
    )
