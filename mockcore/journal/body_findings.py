"""Where a body breaks its operation's contract: wrapper, rows, fields, content type."""

from collections.abc import Mapping
from typing import Any

from mockcore.errors import MockError, UnsupportedMedia
from mockcore.journal.exchange import Exchange
from mockcore.journal.value_findings import Breaches, breaches, inside, members
from mockcore.reference.coercion import in_order
from mockcore.reference.forms import FORM, MULTIPART, parsed
from mockcore.reference.input.query_values import PLACES
from mockcore.reference.operation import Body, Operation
from mockcore.reference.references import CUSTOM_FIELD
from mockcore.reference.schema import Schema, main_type, properties

# Beside the attributes a body may name its company and project, and steer as the query may.
MOST_ROWS = 1_000


def in_body(exchange: Exchange, operation: Operation) -> Breaches:
    """(code, detail) of what the body of an exchange breaks."""
    call = exchange.call
    if not call.body:
        return
    mistyped = list(_content_type(call.content_type, call.body))
    yield from mistyped
    if call.content_type and mistyped:
        return
    try:
        body = parsed(call)
    except UnsupportedMedia:
        yield "wrong-content-type", call.content_type[:60]
        return
    except MockError:
        return
    if operation.body is None:
        # Of the others the reference may lack the body; these have none.
        alone = operation.method == "GET" or operation.rule in ("delete", "singleton_delete")
        if alone and (set(body) - PLACES if isinstance(body, dict) else body):
            yield "unused-body", operation.method
        return
    spec, json = operation.body, call.content_type not in (FORM, MULTIPART)
    if isinstance(body, list):
        yield from _of_list(spec, body, json=json)
    elif isinstance(body, dict):
        beside = PLACES | {parameter.name for parameter in operation.query}
        yield from _of_object(spec, body, beside, json=json)


def _content_type(media: str, body: bytes) -> Breaches:
    begins = body.lstrip()[:1]
    if not media:
        yield "missing-content-type", "Content-Type"
    elif media in (FORM, MULTIPART) and begins in (b"{", b"["):
        yield "wrong-content-type", f"JSON as {media}"
    elif media.endswith("json") and begins not in (b"{", b"[", b'"', b"n"):
        yield "wrong-content-type", f"no JSON as {media}"


def _of_list(spec: Body, body: list[Any], *, json: bool) -> Breaches:
    if spec.rows is not None:
        yield from _of_rows(spec, body, json=json)
    elif main_type(spec.schema) == "object":
        yield "wrong-wrapper", f"an array in place of {spec.wrapper or 'an object'}"
    else:
        yield from breaches(spec.schema, body, "", json=json)


def _of_object(spec: Body, body: Mapping[str, Any], beside: frozenset[str], *, json: bool) -> Breaches:
    declared = members(spec.schema)
    body = {name: value for name, value in body.items() if name in declared or name not in beside}
    if spec.rows is not None:
        yield from _with_rows(spec, body, declared, json=json)
        return
    strange = [name for name in body if name not in declared and not name.startswith(CUSTOM_FIELD)]
    if spec.wrapper and spec.wrapper not in body and strange:
        yield from _unwrapped(spec, body, strange, json=json)
        return
    if not spec.wrapper:
        wrap = _wrap(body, strange, declared)
        if wrap:
            yield "unneeded-wrapper", wrap
            body = {**body, **body[wrap]}
            del body[wrap]
    yield from inside(spec.schema, body, "", json=json)


def _unwrapped(spec: Body, body: Mapping[str, Any], strange: list[str], *, json: bool) -> Breaches:
    """A body without its wrapper: in another one, or in none."""
    wrapper, schema = str(spec.wrapper), members(spec.schema)[str(spec.wrapper)]
    wrap = next((name for name in strange if _wraps(body[name]) and name not in spec.attributes), None)
    flat = {name: body[name] for name in strange if name in spec.attributes}
    if wrap is not None:
        yield "wrong-wrapper", f"{wrap} in place of {wrapper}"
        flat = body[wrap] if isinstance(body[wrap], dict) else {}
    elif flat:
        yield "missing-wrapper", wrapper
    yield from inside(schema, flat, wrapper, json=json)
    rest = {name: value for name, value in body.items() if name != wrap and name not in flat}
    yield from inside(spec.schema, rest, "", json=json)


def _wraps(value: Any) -> bool:
    """Whether there are attributes inside, of one record or, by mistake, of several."""
    rows = value if isinstance(value, list) and value else [value]
    return all(isinstance(row, dict) for row in rows)


def _wrap(body: Mapping[str, Any], strange: list[str], declared: Mapping[str, Any]) -> str | None:
    """An undeclared name that holds what should stand beside it."""
    return next((name for name in strange if isinstance(body[name], dict) and set(body[name]) & set(declared)), None)


def _with_rows(spec: Body, body: Mapping[str, Any], declared: Mapping[str, Any], *, json: bool) -> Breaches:
    rows = body.get(spec.rows) if spec.rows else None
    rest = {name: value for name, value in body.items() if name != spec.rows}
    if rows is None:
        holds = [name for name, value in rest.items() if name not in declared and isinstance(value, list | dict)]
        if holds or spec.rows == "":
            yield "wrong-wrapper", f"{holds[0] if holds else 'an object'} in place of {spec.rows or 'an array'}"
            return
    yield from inside({**spec.schema, "properties": declared}, rest, "", json=json)
    if isinstance(rows, dict):
        rows = in_order(rows) or [rows]
    if isinstance(rows, list):
        yield from _of_rows(spec, rows, json=json)
    else:
        yield from breaches(declared.get(str(spec.rows), {}), rows, str(spec.rows), json=json)


def _of_rows(spec: Body, rows: list[Any], *, json: bool) -> Breaches:
    """What every row breaks is told once."""
    schema = spec.schema if not spec.rows else members(spec.schema).get(spec.rows, {})
    items = schema.get("items") or {}
    parts = properties(items)
    if parts and main_type(items) == "object":
        # A row says by either which record it means.
        items = {**items, "properties": {"id": {}, "origin_id": {}, **parts}}
    if spec.rows == "updates" and len(rows) > MOST_ROWS:
        yield "oversized-sync", f"more than {MOST_ROWS} rows"
    name = f"{spec.rows}[]" if spec.rows else "[]"
    yield from dict.fromkeys(breach for row in rows for breach in _of_row(items, row, name, json=json))


def _of_row(items: Schema, row: Any, name: str, *, json: bool) -> Breaches:
    parts = properties(items)
    wrap = _wrap(row, [key for key in row if key not in parts], parts) if isinstance(row, dict) and parts else None
    if wrap is not None:
        yield "unneeded-wrapper", f"{name}.{wrap}"
        row = {**{key: value for key, value in row.items() if key != wrap}, **row[wrap]}
    yield from breaches(items, row, name, json=json)
