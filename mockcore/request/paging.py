"""Pages of lists that a tool puts together itself."""

from typing import Any

from mockcore.reference.dialect import V2
from mockcore.reference.page_headers import page_headers
from mockcore.request.context import Context

MOST, MOST_V2 = 10_000, 100


def paged(context: Context, rows: list[Any], per_page: int | None = None) -> list[Any]:
    """One page of a list that was put together here; its headers go on the answer; `per_page` unless the call says.

    Source: documented, pagination; a page past the end is empty, as observed in clients that read until one is.
    """
    query, v2 = context.inputs.query, context.operation.dialect == V2
    default = per_page or (10 if v2 else 100)
    page, size = max(1, int(query.get("page") or 1)), max(1, int(query.get("per_page") or default))
    size = min(size, MOST_V2 if v2 else MOST)
    call = context.call
    call.reply_headers = [*call.reply_headers, *page_headers(call, page, size, len(rows))]
    return rows[(page - 1) * size : page * size]
