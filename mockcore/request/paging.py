"""Pages: which one the call asks for, and that page of a list that was put together here. Source: documented, pagination."""

from typing import Any

from mockcore.reference.dialect import V2
from mockcore.reference.input.query_values import declared_query
from mockcore.reference.operation import Operation
from mockcore.reference.page_headers import page_headers
from mockcore.request.context import Context

MOST, MOST_V2 = 10_000, 100
ROWS, ROWS_V2 = 100, 10
# Of a page that begins with a row.
MOST_FROM_ROW = 1_000
# One more than the largest page, so that a list asked for by 10,000 is told from one that has no pages.
UNPAGED = MOST + 1
LAST_PAGE = 2**40


def page(context: Context, operation: Operation) -> tuple[int, int]:
    """(offset, limit): the document's default and maximum, clamped."""
    bounds = operation.compiled.get("page")
    if bounds is None:
        bounds = operation.compiled["page"] = _bounds(operation)
    default, maximum = bounds
    values = context.inputs.query
    if default == UNPAGED and "page" not in values and "per_page" not in values:
        return 0, UNPAGED
    limit = values.get("per_page") or (default if default != UNPAGED else ROWS)
    limit = max(1, min(limit, maximum))
    number = max(1, min(values.get("page") or 1, LAST_PAGE))
    return (number - 1) * limit, limit


def _bounds(operation: Operation) -> tuple[int, int]:
    declared = {parameter.name: parameter.schema for parameter in operation.query}
    if "page" not in declared and "per_page" not in declared:
        return UNPAGED, UNPAGED
    most, rows = (MOST_V2, ROWS_V2) if operation.dialect == V2 else (MOST, ROWS)
    schema = declared.get("per_page", {})
    maximum = min(schema.get("maximum", most), MOST)
    return min(schema.get("default", rows), maximum), maximum


def paged(context: Context, rows: list[Any]) -> list[Any]:
    """One page of a list that was put together here; its headers go on the reply.

    A hundred rows where the document knows no pages; a page past the end is empty, as observed in clients that read
    until one is.
    """
    offset, limit = page(context, context.operation)
    if limit == UNPAGED:
        limit = ROWS
    call = context.call
    call.reply_headers = [*call.reply_headers, *page_headers(call, offset // limit + 1, limit, len(rows))]
    return rows[offset : offset + limit]


def from_row(context: Context, rows: list[Any]) -> list[Any]:
    """One page of a list that may also be asked for by ``page_start``, the row that it begins with, and ``page_size``.

    Such a page has no headers. Where the document or the call has neither parameter, it is as ``paged``. Source: reference
    (webhooks of v1); how many rows are the most is assumed.
    """
    declared = declared_query(context.operation).readers
    values = {name: value for name, value in context.inputs.query.items() if name in declared}
    if "page_start" not in values and "page_size" not in values:
        return paged(context, rows)
    start = max(0, values.get("page_start") or 0)
    size = max(1, min(values.get("page_size") or ROWS, MOST_FROM_ROW))
    return rows[start : start + size]
