"""The header lines of an answer of the API, as they are sent."""

from collections.abc import Iterable
from functools import lru_cache

from mockcore.call import Call, Reply
from mockcore.engine import Engine
from mockcore.gates import quota_headers
from mockcore.journal.findings import findings
from mockcore.web import cors

# For what several requests make together the contract header looks at so many.
LOOKED_BACK = 200


def head(call: Call, reply: Reply, request_id: str, origins: Iterable[str]) -> bytes:
    """The headers of a reply, and those that every answer has: length, request id, quota, and CORS for an origin."""
    if reply.status in (204, 304):
        lines = header_lines(tuple(reply.headers))
    else:
        lines = header_lines((*reply.headers, ("content-type", reply.media_type)))
        lines += b"content-length: %d\r\n" % len(reply.body)
    lines += f"x-request-id: {request_id}\r\n".encode("latin-1")
    if call.quota is not None:
        lines += quota_headers.header_lines(call.quota)
    origin = call.headers.get("origin")
    return lines + header_lines(cors.reply_headers(origins, origin)) if origin else lines


@lru_cache(maxsize=4096)
def header_lines(headers: tuple[tuple[str, str], ...]) -> bytes:
    """Headers as they are sent. A line break in a value would begin another header: it becomes a space."""
    lines = [f"{name.lower()}: {' '.join(value.splitlines())}\r\n" for name, value in headers]
    return "".join(lines).encode("latin-1", "replace")


def pairs(lines: bytes) -> list[tuple[str, str]]:
    """Header lines taken apart."""
    split = (line.split(b": ", 1) for line in lines.split(b"\r\n")[:-1])
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in split]


def contract_header(engine: Engine) -> list[tuple[str, str]]:
    """The header that tells a caller what its latest request has broken, where the setting asks for it."""
    if not engine.settings.contract_header:
        return []
    last = engine.journal.last
    # Another worker may have recorded something since.
    breaches = findings(engine.journal.exchanges(last - LOOKED_BACK), engine.catalog, last - 1)
    codes = dict.fromkeys(breach.code for breach in breaches if breach.request == last)
    return [("mockcore-contract", "; ".join(codes))] if codes else []
