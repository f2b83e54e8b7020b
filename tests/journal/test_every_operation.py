"""What the document says of an operation is never reported, and each way to spoil it is found, over all operations.

In `make test` a sample of the operations with a body.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties
from tests import sweep
from tests.journal.samples import changed, found, places, query, sample

CATALOG = Catalog.load()
REST = [number for number, entry in enumerate(CATALOG.entries) if entry["path"].startswith("/rest/")]
OPERATIONS = [CATALOG.operation(number) for number in REST]
WITH_BODY = sweep.sample((operation for operation in OPERATIONS if operation.body is not None), 250)


def body_of(operation: Operation) -> Any:
    """A body with every field, in the company that the header names."""
    assert operation.body is not None
    body = sample(operation.body.schema)
    if isinstance(body, dict) and "company_id" in body:
        body["company_id"] = "7" if isinstance(body["company_id"], str) else 7
    return body


def test_no_operation_is_reported_when_it_is_asked_as_the_document_says() -> None:
    wrong = []
    for operation in OPERATIONS:
        told = found(CATALOG, operation, query(operation))
        wrong += [f"{operation.method} {operation.path}: {part}" for part in told]
    assert wrong[:20] == []


@pytest.mark.parametrize("media", ["json", "form", "multipart"])
def test_no_body_is_reported_that_the_document_describes(media: str) -> None:
    wrong = []
    for operation in WITH_BODY:
        body = body_of(operation)
        if media != "json" and not isinstance(body, dict):
            continue
        # Commands are described, and told all the same: nothing of them can be read again.
        told = [part for part in found(CATALOG, operation, [], body, media) if not part.startswith("not-kept")]
        wrong += [f"{operation.method} {operation.path}: {part}" for part in told]
    assert wrong[:20] == []


def spoilt_values(schema: Any) -> Iterator[tuple[str, Any]]:
    """(code, other value) for one place of a body."""
    kind, named = main_type(schema), schema.get("type")
    single = isinstance(named, str) or (isinstance(named, list) and len(set(named) - {"null"}) == 1)
    if not single:
        return
    if "enum" in schema:
        yield "unknown-value" if kind == "string" else "coerced-type", "none-of-them"
    elif schema.get("format") in ("date", "date-time"):
        yield "date-format", "01/15/2026"
        yield "date-format", "2026-02-31"
    elif kind == "string":
        yield "coerced-type", 5
    elif kind in ("integer", "number"):
        yield "coerced-type", "5"
    elif kind == "boolean":
        yield "coerced-type", "true"
        yield "coerced-type", 1
    elif kind in ("array", "object"):
        yield "coerced-type", "one"


def test_every_spoilt_value_of_every_body_is_found() -> None:
    missed, tried = [], 0
    for operation in WITH_BODY:
        assert operation.body is not None
        body = body_of(operation)
        for path, schema in places(operation.body.schema, body):
            for code, value in spoilt_values(schema) if path else ():
                tried += 1
                if not any(part.startswith(code) for part in found(CATALOG, operation, [], changed(body, path, value))):
                    missed.append(f"{operation.method} {operation.path}: {path} {value!r} is no {code}")
    assert missed[:20] == []
    assert tried > (10_000 if sweep.WHOLE else 2_000)


@pytest.mark.parametrize("media", ["json", "form", "multipart"])
def test_an_undeclared_field_is_found_in_every_object_of_every_body(media: str) -> None:
    missed, tried = [], 0
    for operation in WITH_BODY:
        assert operation.body is not None
        body = body_of(operation)
        for path, schema in places(operation.body.schema, body):
            inner = main_type(schema) == "object" and properties(schema) and not schema.get("additionalProperties")
            if not inner or (media != "json" and not isinstance(body, dict)):
                continue
            tried += 1
            told = found(CATALOG, operation, [], changed(body, path, lambda old: {**old, "colour": "red"}), media)
            if not any(part.startswith("unknown-field") and part.endswith("colour") for part in told):
                missed.append(f"{operation.method} {operation.path}: {path} {told}")
    assert missed[:20] == []
    assert tried > (1_000 if sweep.WHOLE else 150)


def spoilt_wrappers(operation: Operation, body: Any) -> Iterator[tuple[str, Any]]:
    """(code, body) with attributes in the wrong place."""
    spec = operation.body
    assert spec is not None
    if spec.wrapper and isinstance(body.get(spec.wrapper), dict):
        inner = body[spec.wrapper]
        rest = {name: value for name, value in body.items() if name != spec.wrapper}
        yield "wrong-wrapper", {**rest, "thing": inner}
        if set(inner) - set(rest) - set(properties(spec.schema)):
            yield "missing-wrapper", {**rest, **inner}
    elif spec.rows:
        rest = {name: value for name, value in body.items() if name != spec.rows}
        yield "wrong-wrapper", {**rest, "things": body.get(spec.rows) or []}
    elif spec.rows is None and isinstance(body, dict) and body:
        yield "unneeded-wrapper", {"data": body}


def test_a_wrong_wrapper_is_found_in_every_operation() -> None:
    missed, tried = [], 0
    for operation in WITH_BODY:
        for code, spoilt in spoilt_wrappers(operation, body_of(operation)):
            tried += 1
            told = found(CATALOG, operation, [], spoilt)
            if not any(part.startswith(code) for part in told):
                missed.append(f"{operation.method} {operation.path}: {code} {told}")
    assert missed[:20] == []
    assert tried > (1_000 if sweep.WHOLE else 150)


def spoilt_queries(operation: Operation) -> Iterator[tuple[str, str, str]]:
    """(code, name, value) that the operation does not take."""
    yield "unknown-parameter", "filters[colour]", "red"
    for part in operation.query:
        kind, schema = main_type(part.schema), part.schema
        items = schema.get("items") or {}
        if part.name.endswith(("[created_at]", "[updated_at]")):
            yield "date-range", part.name, "2026-01-01"
            yield "date-format", part.name, "01/01/2026...02/01/2026"
        elif schema.get("format") in ("date", "date-time"):
            yield "date-format", part.name, "01/15/2026"
        elif kind == "boolean":
            yield "coerced-type", part.name, "yes"
        elif "enum" in schema and kind == "string":
            yield "unknown-value", part.name, "none-of-them"
        elif kind == "array" and main_type(items) == "string" and "[" in part.name and "id" not in part.name:
            yield "scalar-filter", part.name.removesuffix("[]"), str(sample(items))
        if part.name == "per_page":
            yield "oversized-page", part.name, "2001"


def test_every_spoilt_query_is_found() -> None:
    missed, tried = [], 0
    for operation in OPERATIONS:
        for code, name, value in spoilt_queries(operation):
            tried += 1
            told = found(CATALOG, operation, [(name, value)])
            if not any(part.startswith(code) for part in told):
                missed.append(f"{operation.method} {operation.path}: {name}={value} is no {code}: {told}")
    assert missed[:20] == []
    assert tried > 2_000
