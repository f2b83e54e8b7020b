"""The rows of a bulk action or sync: the array of a body, and the values of each row."""

from typing import Any

from mockcore.errors import Reason
from mockcore.reference.coercion import Problems, attributes, in_order
from mockcore.reference.input.refusal import empty
from mockcore.reference.operation import Body
from mockcore.reference.schema import Schema, types


def body_rows(spec: Body, body: dict[str, Any], problems: Problems) -> list[Any]:
    """The rows in an object, not yet read; what is no array goes to ``problems``."""
    assert spec.rows is not None
    rows = body.get(spec.rows)
    if isinstance(rows, dict):
        rows = in_order(rows)
    if isinstance(rows, list):
        return rows
    if not empty(rows):
        problems.add(spec.rows, Reason.NOT_AN_ARRAY)
    elif spec.rows in (spec.document or spec.schema).get("required", ()):
        problems.add(spec.rows, Reason.MISSING)
    return []


def row_values(spec: Body, row: Any, problems: Problems) -> dict[str, Any] | None:
    """One row of a bulk action, or None when it is a bare id."""
    items = row_schema(spec)
    if not isinstance(row, dict):
        if "object" in types(items):
            problems.add("base", Reason.NOT_AN_OBJECT)
        return None
    plain = {**items, "properties": {"id": {}, "origin_id": {}, **items.get("properties", {})}, "required": []}
    return attributes(plain, row, problems)


def row_schema(spec: Body) -> Schema:
    """The schema of one row; that of anything where the body has none."""
    array: Schema = spec.schema if spec.rows == "" else spec.schema.get("properties", {}).get(spec.rows, {})
    items: Schema = array.get("items", {})
    return items
