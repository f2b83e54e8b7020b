"""How failures and pages look in each dialect: v1.x answers ``errors``, v2.x wraps in ``error`` and ``data``."""

from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import orjson

from mockcore.call import Call
from mockcore.errors import MockError

V1, V2 = "v1", "v2"


def of_path(path: str) -> str:
    """The dialect that a path speaks, known route or not."""
    return V2 if path.startswith("/rest/v2.") else V1


def error_body(error: MockError, dialect: str) -> bytes:
    """The failure as JSON. Source: documented, error reference; decisions, Error bodies."""
    return orjson.dumps(_v2(error) if dialect == V2 else _v1(error))


def _v1(error: MockError) -> dict[str, Any]:
    if error.fields:
        return {"errors": error.fields, **error.beside}
    return {"errors": [error.message]} if error.status not in (400, 422) else {"errors": {"base": [error.message]}}


def _v2(error: MockError) -> dict[str, Any]:
    details = [
        {"reason_code": error.reason_code, "message": f"{name} {reason}", "source": name}
        for name, reasons in error.fields.items()
        for reason in reasons
    ]
    if not details:
        details = [{"reason_code": error.reason_code, "message": error.message, "source": ""}]
    return {"error": {"code": error.code, "message": error.message, "details": details}}


def page_headers(call: Call, page: int, per_page: int, total: int) -> list[tuple[str, str]]:
    """``Total``, ``Per-Page`` and, when there is more than one page, ``Link``. Source: documented, pagination."""
    headers = [("Total", str(total)), ("Per-Page", str(per_page))]
    last = max(1, -(-total // per_page))
    links = "" if last == 1 and page == 1 else _links(f"{call.url}{call.path}", call.query, page, per_page, last)
    return [*headers, ("Link", links)] if links else headers


@lru_cache(maxsize=1024)
def _links(address: str, query: str, page: int, per_page: int, last: int) -> str:
    wanted: list[tuple[str, int]] = []
    if page > 1:
        wanted.append(("first", 1))
        if page > 2 or page == last:
            wanted.append(("prev", min(page - 1, last)))
    if page < last:
        wanted += [("last", last), ("next", page + 1)]
    rest = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in ("page", "per_page")]
    links = [
        f'<{address}?{urlencode([("page", number), ("per_page", per_page), *rest])}>; rel="{name}"' for name, number in wanted
    ]
    return ", ".join(links)
