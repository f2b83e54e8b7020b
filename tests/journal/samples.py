"""Right requests for every operation of the document, made from its schemas, and ways to spoil them."""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from mockcore.call import Call, Reply
from mockcore.journal.exchange import Exchange
from mockcore.journal.findings import of_one
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties, variants
from tests.journal.exchanges import without_bodies

HEADERS = {"authorization": "Bearer x", "procore-company-id": "7"}
Place = tuple[list[str | int], Mapping[str, Any]]


def sample(schema: Mapping[str, Any]) -> Any:
    """A value as the schema says; None where it takes a file."""
    options = variants(schema)
    if options and "properties" not in schema:
        return sample(options[0])
    kind = main_type(schema)
    if kind == "object":
        members = {name: sample(part) for name, part in properties(schema).items()}
        return {name: value for name, value in members.items() if value is not None}
    if kind == "array":
        inner = sample(schema.get("items") or {})
        return [] if inner is None else [inner]
    if schema.get("format") == "binary":
        return None
    if "enum" in schema:
        return next(choice for choice in schema["enum"] if choice is not None)
    if schema.get("format") in ("date", "date-time"):
        return "2026-01-15" if schema["format"] == "date" else "2026-01-15T08:30:00Z"
    return {"integer": 7, "number": 1.5, "boolean": True}.get(kind, "text")


def fields(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """A body as the fields of a form."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from fields(part, f"{name}[{key}]" if name else key)
    elif isinstance(value, list):
        for part in value:
            yield from fields(part, f"{name}[]")
    else:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)


def encoded(body: Any, media: str) -> tuple[bytes, str]:
    """The bytes and the Content-Type of a body in one of the three encodings."""
    if media == "json":
        return json.dumps(body).encode(), "application/json"
    if media == "form":
        return urlencode(list(fields(body))).encode(), "application/x-www-form-urlencoded"
    parts = [f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields(body)]
    return ("".join(parts) + "--B--\r\n").encode(), "multipart/form-data; boundary=B"


def query(operation: Operation) -> list[tuple[str, str]]:
    """Every query parameter of an operation, as it should be written."""
    pairs = []
    for part in operation.query:
        value = sample(part.schema)
        if part.name in ("page", "per_page"):
            value = 10
        if part.name.endswith(("[created_at]", "[updated_at]")):
            value = "2026-01-01...2026-01-31"
        if main_type(part.schema) == "array":
            name = part.name if part.name.endswith("[]") else f"{part.name}[]"
            pairs += [(name, str(inner)) for inner in value]
        elif not isinstance(value, dict):
            pairs.append((part.name, str(value).lower() if isinstance(value, bool) else str(value)))
    # The header names the same company.
    return [(name, "7" if name == "company_id" else value) for name, value in pairs]


def found(
    catalog: Catalog, operation: Operation, pairs: list[tuple[str, str]], body: Any = None, media: str = "json"
) -> list[str]:
    """The breaches of one request, as ``code detail``."""
    raw, content_type = encoded(body, media) if body is not None else (b"", "")
    path = operation.path
    for name in operation.path_names:
        path = path.replace(f"{{{name}}}", "7", 1)
    headers = HEADERS | ({"content-type": content_type} if raw else {})
    call = Call(operation.method, path, urlencode(pairs, quote_via=quote), headers, raw, operation=operation.id)
    made = Exchange(1, 0.0, 0.0, operation.method, call, Reply(200), "id")
    (dropped,) = without_bodies([made], catalog)
    breaches = list(of_one(made, catalog))
    assert list(dict.fromkeys(breaches)) == list(dict.fromkeys(of_one(dropped, catalog)))
    return [f"{code} {detail}" for code, detail in breaches]


def places(schema: Mapping[str, Any], value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Place]:
    """Every place of a value with its schema, alternatives left out."""
    if variants(schema) and "properties" not in schema:
        return
    yield list(path), schema
    if isinstance(value, dict):
        for name, part in value.items():
            if name in properties(schema):
                yield from places(properties(schema)[name], part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from places(schema.get("items") or {}, part, (*path, index))


def changed(body: Any, path: list[str | int], change: Any) -> Any:
    """A body with another value in one place; a callable is given the old one."""
    out = copy.deepcopy(body)
    if not path:
        return change(out) if callable(change) else change
    node = out
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = change(node[path[-1]]) if callable(change) else change
    return out
