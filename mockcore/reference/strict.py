"""Strict handling of a request: what the document does not allow is refused; lenient handling converts it or leaves it out.

A request asks for it by ``Prefer: handling=strict`` (RFC 7240, section 4.4), a server by the setting ``input``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from mockcore.call import Call
from mockcore.errors import BadRequest, Reason, Unprocessable
from mockcore.reference.coercion import INT64_MAX, LARGEST, Problems, Upload
from mockcore.reference.forms import FORM, MULTIPART, form, nested, parsed
from mockcore.reference.operation import Body, Operation, Parameter
from mockcore.reference.schema import VOCABULARY, Schema, main_type, nullable, properties, types, variants

APPLIED = ("Preference-Applied", "handling=strict")
_HANDLING = re.compile(r"(?:^|[,;\s])handling\s*=\s*\"?strict\b", re.IGNORECASE)
_INTEGER = re.compile(r"[+-]?\d{1,400}(\.0+)?")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_WORDS = {"true": True, "false": False}


def requested(call: Call) -> bool:
    """Whether the request prefers strict handling."""
    return "prefer" in call.headers and _HANDLING.search(call.headers["prefer"]) is not None


def check(operation: Operation, call: Call) -> None:
    """Compares headers, query and body with the document, as they were sent.

    Raises: BadRequest naming each parameter and field that the document does not allow; Unprocessable where only formats are
    not kept, which JSON Schema leaves to whoever reads the value.
    """
    call.reply_headers = [*call.reply_headers, APPLIED]
    problems, unread = Problems(), Problems()
    for name in _missing(operation, call.query):
        problems.add(name, Reason.MISSING)
    for place, name, schema, value in _values(operation, call):
        for path, keyword, message in _breaches(operation, place, schema, value):
            reasons = unread if keyword == "format" else problems
            reasons.add(name or path or "base", f"is not what the document says: {message}")
    if problems:
        raise BadRequest(fields=problems)
    if unread:
        raise Unprocessable(fields=unread)


def _values(operation: Operation, call: Call) -> Iterator[tuple[str, str, Schema, Any]]:
    """(place, name, schema, value) of each header, parameter and the body; a field of the body is named by its path."""
    for parameter in operation.parameters:
        text = call.headers.get(parameter.name.lower()) if parameter.location == "header" else None
        if text is not None:
            yield f"header {parameter.name}", parameter.name, parameter.schema, typed(parameter.schema, text)
    yield from _query(operation, call.query)
    if operation.body is not None:
        yield from _body(operation.body, call)


def _missing(operation: Operation, query: str) -> Iterator[str]:
    """The parameters that the query must have, also where lenient handling would look for them in the body."""
    names = {name.partition("[")[0] for name, _ in parse_qsl(query, keep_blank_values=True, errors="replace")}
    for parameter in operation.query:
        # Nothing is written of an empty list.
        if parameter.required and not _many(parameter.schema) and parameter.name.partition("[")[0] not in names:
            yield parameter.name


def _query(operation: Operation, query: str) -> Iterator[tuple[str, str, Schema, Any]]:
    by_name: dict[str, list[str]] = {}
    for name, text in parse_qsl(query, keep_blank_values=True, errors="replace"):
        by_name.setdefault(name, []).append(text)
    for parameter in operation.query:
        texts = by_name.get(parameter.name)
        if properties(parameter.schema):
            yield from _deep(parameter, by_name)
            continue
        # A list of objects is spread over several names, in ways that only the operation knows.
        if texts is None or _spread(parameter.schema):
            continue
        value = [typed(parameter.schema.get("items", {}), text) for text in _split(texts)] if _many(parameter.schema) else None
        value = typed(parameter.schema, texts[0]) if value is None and len(texts) == 1 else texts if value is None else value
        yield f"query {parameter.name}", parameter.name, parameter.schema, value


def _deep(parameter: Parameter, by_name: Mapping[str, list[str]]) -> Iterator[tuple[str, str, Schema, Any]]:
    """An object, written as ``name[key]=value``. Source: OpenAPI 3.1, style deepObject, which leaves open what is nested."""
    plain = {name: inner for name, inner in properties(parameter.schema).items() if not _spread(inner)}
    # Nothing is written of an empty list.
    needed = [name for name in parameter.schema.get("required", ()) if name in plain and not _many(plain[name])]
    pairs = [(name, text) for name, texts in by_name.items() if name.startswith(f"{parameter.name}[") for text in texts]
    if pairs or parameter.required:
        value = nested(pairs).get(parameter.name, {})
        value = {name: value[name] for name in plain if name in value} if isinstance(value, dict) else {}
        schema = {**parameter.schema, "properties": plain, "required": needed}
        yield f"query {parameter.name}", parameter.name, schema, typed(schema, value)


def _many(schema: Schema) -> bool:
    return main_type(schema) == "array"


def _split(texts: list[str]) -> list[str]:
    return texts[0].split(",") if len(texts) == 1 and "," in texts[0] else texts


def _spread(schema: Schema) -> bool:
    return main_type(schema) == "object" or main_type(schema.get("items", {})) == "object"


def _body(body: Body, call: Call) -> Iterator[tuple[str, str, Schema, Any]]:
    if not call.body:
        if body.required:
            raise BadRequest("The request body is missing.")
        return
    schema = body.schema if body.document is None else body.document
    if call.content_type not in (FORM, MULTIPART):
        value = parsed(call, schema)
    else:
        parts = properties(schema)
        value, plain, spread = form(call, schema)
        value = {name: _field(parts.get(name, {}), inner, plain.get(name), name in spread) for name, inner in value.items()}
        if body.rows and body.rows not in value:
            # An empty list has no fields.
            value[body.rows] = []
    yield "body", "", schema, value


def _field(schema: Schema, value: Any, plain: Any, spread: bool) -> Any:
    """A field of a form as the JSON value that it writes, spread over bracketed names or not.

    What it wrote as JSON is of the types that it has there.
    """
    if spread:
        return typed(schema, value)
    if isinstance(plain, dict | list):
        return value
    if isinstance(value, list):
        return [item if isinstance(item, dict) else typed(schema.get("items", {}), item) for item in value]
    return value if isinstance(value, dict) else typed(schema, value)


def _breaches(operation: Operation, name: str, schema: Schema, value: Any) -> Iterator[tuple[str, str, str]]:
    """(path, keyword, what is wrong) of a value."""
    validator = operation.compiled.get(("strict", name))
    if validator is None:
        import jsonschema_rs  # noqa: PLC0415 - few calls are strict

        bounded = _enforced(schema)
        validator = operation.compiled["strict", name] = jsonschema_rs.Draft202012Validator(bounded, validate_formats=True)
    for fault in validator.iter_errors(value):
        yield ".".join(map(str, fault.instance_path)), str(list(fault.schema_path)[-1]), fault.message[:200]


def _enforced(schema: Schema) -> dict[str, Any]:
    """The schema with the bounds of its numbers: integers have 64 bits, others are what a client can read again.

    Which texts a vocabulary has is a rule of the record's (422).
    """
    out = {name: value for name, value in schema.items() if not (name == "enum" and VOCABULARY in schema)}
    if "properties" in out:
        out["properties"] = {name: _enforced(inner) for name, inner in out["properties"].items()}
    for key in ("anyOf", "oneOf"):
        if key in out:
            out[key] = [_enforced(variant) for variant in out[key]]
    for key in ("items", "additionalProperties"):
        if isinstance(out.get(key), Mapping):
            out[key] = _enforced(out[key])
    if "integer" in types(out):
        return {"minimum": -INT64_MAX - 1, "maximum": INT64_MAX, **out}
    return {"minimum": -LARGEST, "maximum": LARGEST, **out} if "number" in types(out) else out


def typed(schema: Schema, value: Any) -> Any:
    """A form's or query's text as the JSON value that it writes; as it is where it writes none of the type."""
    if isinstance(value, Upload):
        return [value.filename] if _many(schema) else value.filename
    if isinstance(value, Mapping):
        parts = properties(schema)
        return {name: typed(parts.get(name, {}), inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [typed(schema.get("items", {}), item) for item in value]
    return _written(schema, value) if isinstance(value, str) else value


def _written(schema: Schema, text: str) -> Any:
    kinds = {name for variant in (schema, *variants(schema)) for name in types(variant)}
    if "string" in kinds or not kinds:
        return text
    if text in ("", "null") and nullable(schema):
        return None
    if "integer" in kinds and _INTEGER.fullmatch(text.strip()):
        return int(text.partition(".")[0])
    if "number" in kinds and _NUMBER.fullmatch(text.strip()):
        return float(text)
    if "boolean" in kinds:
        return _WORDS.get(text.lower(), text)
    if "array" in kinds:
        return [typed(schema.get("items", {}), item) for item in _split([text])]
    return text
