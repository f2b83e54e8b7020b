"""What the wire does when a fault rule strikes."""

import asyncio
from collections.abc import Iterable

from starlette.types import Scope, Send

from mockcore.call import Reply
from mockcore.gates.fault_strikes import DRIP, LOST, MALFORMED, RESET, TIMEOUT, TRUNCATE, Strike
from mockcore.web.protocol import ABORT

SILENCE_SECONDS = 30
DRIP_BYTES = 64


async def apply(strike: Strike, reply: Reply, head: Iterable[tuple[str, str]], scope: Scope, send: Send) -> bool:
    """Does to an answer what a rule says; whether it is dealt with."""
    if strike.seconds:
        await asyncio.sleep(strike.seconds)
    kind = strike.kind
    if kind in (LOST, RESET, TIMEOUT):
        if kind == TIMEOUT:
            await asyncio.sleep(float(strike.effect.get("seconds", SILENCE_SECONDS)))
        _abort(scope, reset=kind == RESET)
        return True
    if kind not in (TRUNCATE, MALFORMED, DRIP):
        return False
    body = _malformed(reply.body) if kind == MALFORMED else reply.body
    length = str(len(body)) if reply.status not in (204, 304) else None
    lines = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in head]
    lines = [line for line in lines if line[0] != b"content-length"]
    lines += [(b"content-length", length.encode())] if length is not None else []
    await send({"type": "http.response.start", "status": reply.status, "headers": lines})
    if kind == TRUNCATE:
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await asyncio.sleep(0.02)
        _abort(scope, reset=False)
    elif kind == DRIP:
        await _drip(body, float(strike.effect.get("bytes_per_second", DRIP_BYTES * 10)), send)
    else:
        await send({"type": "http.response.body", "body": body})
    return True


async def _drip(body: bytes, bytes_per_second: float, send: Send) -> None:
    for start in range(0, len(body), DRIP_BYTES):
        await send({"type": "http.response.body", "body": body[start : start + DRIP_BYTES], "more_body": True})
        await asyncio.sleep(DRIP_BYTES / max(bytes_per_second, 1.0))
    await send({"type": "http.response.body", "body": b""})


def _malformed(body: bytes) -> bytes:
    """JSON that ends too early, as a proxy that fails midway leaves it."""
    return body[: max(1, len(body) * 2 // 3)] + b'{"' if body else b"{"


def _abort(scope: Scope, *, reset: bool) -> None:
    abort = (scope.get("extensions") or {}).get(ABORT)
    if abort is None:
        raise ConnectionResetError("The connection was cut by a fault rule.")
    abort(reset)
