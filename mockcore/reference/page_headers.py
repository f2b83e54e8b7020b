"""The headers of a page of a list: ``Total``, ``Per-Page`` and ``Link``."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from mockcore.call import Call


def page_headers(call: Call, page: int, per_page: int, total: int) -> list[tuple[str, str]]:
    """``Total``, ``Per-Page`` and, when there is more than one page, ``Link``. Source: documented, pagination."""
    headers = [("Total", str(total)), ("Per-Page", str(per_page))]
    last = max(1, -(-total // per_page))
    links = "" if last == 1 and page == 1 else _links(f"{call.url}{call.path}", call.query, page, per_page, last)
    return [*headers, ("Link", links)] if links else headers


@lru_cache(maxsize=1024)
def _links(address: str, query: str, page: int, per_page: int, last: int) -> str:
    pages: list[tuple[str, int]] = []
    if page > 1:
        pages.append(("first", 1))
        if page > 2 or page == last:
            pages.append(("prev", min(page - 1, last)))
    if page < last:
        pages += [("last", last), ("next", page + 1)]
    rest = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in ("page", "per_page")]
    links = [
        f'<{address}?{urlencode([("page", number), ("per_page", per_page), *rest])}>; rel="{name}"' for name, number in pages
    ]
    return ", ".join(links)
