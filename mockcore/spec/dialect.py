"""How failures and pages look in each dialect: v1.x answers ``errors``, v2.x wraps in ``error`` and ``data``."""

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
    """The failure as JSON. Source: error reference; where it is silent, the decisions in docs/decisions.md."""
    return orjson.dumps(_v2(error) if dialect == V2 else _v1(error))


def _v1(error: MockError) -> dict[str, Any]:
    if error.fields:
        return {"errors": error.fields}
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
    if last == 1 and page == 1:
        return headers
    wanted: list[tuple[str, int]] = []
    if page > 1:
        wanted.append(("first", 1))
        if page > 2 or page == last:
            wanted.append(("prev", min(page - 1, last)))
    if page < last:
        wanted += [("last", last), ("next", page + 1)]
    if wanted:
        rest = [
            (name, value) for name, value in parse_qsl(call.query, keep_blank_values=True) if name not in ("page", "per_page")
        ]
        links = [f'<{_page_url(call, number, per_page, rest)}>; rel="{name}"' for name, number in wanted]
        headers.append(("Link", ", ".join(links)))
    return headers


def _page_url(call: Call, page: int, per_page: int, rest: list[tuple[str, str]]) -> str:
    return f"{call.url}{call.path}?{urlencode([('page', page), ('per_page', per_page), *rest])}"
