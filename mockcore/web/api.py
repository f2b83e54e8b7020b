"""ASGI ↔ engine: the calls of the API without any framework in between."""

import time
from asyncio import AbstractEventLoop
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from starlette.types import Receive, Scope, Send

from mockcore.call import Call, Reply
from mockcore.engine import Engine
from mockcore.errors import BadRequest, MockError, PayloadTooLarge, ServerFault
from mockcore.journal.findings import findings
from mockcore.reference import router
from mockcore.replies import refusal
from mockcore.web import cors, fault_effects
from mockcore.web.protocol import WHOLE, Answer, Whole

# For what several requests make together the contract header looks at so many.
LOOKED_BACK = 200
_QUOTA = b"x-rate-limit-limit: %d\r\nx-rate-limit-remaining: %d\r\nx-rate-limit-reset: %d\r\n"


@lru_cache(maxsize=4096)
def _lines(headers: tuple[tuple[str, str], ...]) -> bytes:
    """Headers as they are sent. A line break in a value would begin another header: it becomes a space."""
    lines = [f"{name.lower()}: {' '.join(value.splitlines())}\r\n" for name, value in headers]
    return "".join(lines).encode("latin-1", "replace")


def pairs(lines: bytes) -> list[tuple[str, str]]:
    """Header lines taken apart."""
    parts = (line.split(b": ", 1) for line in lines.split(b"\r\n")[:-1])
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in parts]


def contract_header(engine: Engine) -> list[tuple[str, str]]:
    """The header that tells a caller what its latest request has broken, where the setting asks for it."""
    if not engine.settings.contract_header:
        return []
    last = engine.journal.last
    # Another worker may have recorded something since.
    found = findings(engine.journal.exchanges(LOOKED_BACK), engine.catalog, last - 1)
    codes = dict.fromkeys(part.code for part in found if part.request == last)
    return [("mockcore-contract", "; ".join(codes))] if codes else []


@dataclass(slots=True)
class _Told:
    """An answer that may have to wait."""

    call: Call
    method: str
    reply: Reply
    number: str


class Dispatcher:
    """An ASGI application for ``/rest`` and ``/vapid``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._limit = engine.settings.max_body_bytes
        self._origins = cors.allowed_origins(engine.settings)
        self._contract = engine.settings.contract_header
        self._count = 0
        self._latest: tuple[Call, str, Reply, str] | None = None
        self._held: list[tuple[_Told, Callable[[Answer | None], None]]] = []
        settings = engine.settings
        # Rules come from another worker at any time, and a proxy's prefix is taken off by the application.
        self._plain = not (engine.world.database.shared or settings.fault_header or settings.root_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        began = time.perf_counter()
        headers = {str(name, "latin-1"): str(value, "latin-1") for name, value in scope["headers"]}
        method: str = scope["method"]
        call = Call(
            "GET" if method == "HEAD" else method,
            scope["path"],
            scope["query_string"].decode("latin-1"),
            headers,
            b"",
            f"{scope['scheme']}://{headers.get('host', '127.0.0.1')}{scope.get('root_path', '')}",
        )
        try:
            if "content-length" in headers or "transfer-encoding" in headers:
                call.body = await self._body(headers, receive)
        except MockError as error:
            reply = self._engine.failed(call, error)
            lines = self._noted(call, method, reply, began, self._numbered(call))
        else:
            reply, lines = self.answered(call, method, began)
        if call.strike is not None and await fault_effects.apply(call.strike, reply, pairs(lines), scope, send):
            return
        whole: Whole | None = scope["extensions"].get(WHOLE) if "extensions" in scope else None
        if whole is None or not whole(reply.status, lines, reply.body):
            parts = [line.split(b": ", 1) for line in lines.split(b"\r\n")[:-1]]
            await send({"type": "http.response.start", "status": reply.status, "headers": parts})
            await send({"type": "http.response.body", "body": b"" if method == "HEAD" else reply.body})

    def ready(self) -> bool:
        """Whether an answer is all that a call can meet: no fault rule may hold it up or cut its connection."""
        return self._plain and not self._engine.faults.rules

    def answer(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes, scheme: str) -> Answer:
        """Status, header lines and body of the answer to a call that is there whole."""
        began = time.perf_counter()
        call = Call(method, path, query, headers, body, f"{scheme}://{headers.get('host', '127.0.0.1')}")
        if len(body) > self._limit:
            reply = self._engine.failed(call, self._too_large())
        else:
            reply = self._engine.handle(call, together=True)
        number = self._numbered(call)
        self._latest = call, method, reply, number
        return reply.status, self._noted(call, method, reply, began, number), reply.body

    def waits(self) -> bool:
        """Whether the latest answer tells of what is still to be committed, or comes after one that does."""
        return self._engine.world.database.unsettled or bool(self._held)

    def hold(self, send: Callable[[Answer | None], None], loop: AbstractEventLoop) -> None:
        """Keeps the latest answer back, with those read in the same turn.

        ``send`` is called with None, or with what takes its place when it could not be committed.
        """
        assert self._latest is not None
        if not self._held:
            loop.call_soon(self.release)
        self._held.append((_Told(*self._latest), send))

    def release(self) -> None:
        """Commits, then lets the answers go that wait for it."""
        held, self._held = self._held, []
        self._engine.settle()
        lost = self._engine.world.database.lost
        for told, send in held:
            send(None if told.call.group not in lost else self._undone(told))

    def _undone(self, told: _Told) -> Answer:
        """What is said to a call whose writes, or those that it has seen, could not be committed, whoever met that."""
        reply = refusal(told.call, ServerFault())
        self._engine.journal.correct(told.call, told.method, told.reply, reply)
        return reply.status, self._head(told.call, reply, told.call.headers, told.number), reply.body

    def unreadable(self, path: str) -> Answer:
        """400 to what the parser refuses: neither counted nor in the journal, for nobody knows what was asked."""
        call = Call("", path, at=self._engine.clock.epoch())
        call.quota = self._engine.limits.untouched(call.at)
        reply = refusal(call, BadRequest("The request is not valid HTTP."))
        return reply.status, self._head(call, reply, call.headers, self._numbered(call)), reply.body

    def answered(self, call: Call, method: str, began: float) -> tuple[Reply, bytes]:
        """The answer to a call that is there whole, and its header lines."""
        reply = self._options(call) if method == "OPTIONS" else self._engine.handle(call)
        return reply, self._noted(call, method, reply, began, self._numbered(call))

    def _numbered(self, call: Call) -> str:
        self._count += 1
        return call.headers.get("x-request-id") or f"mockcore-{self._count:x}"

    def _noted(self, call: Call, method: str, reply: Reply, began: float, number: str) -> bytes:
        self._engine.journal.add(method, call, reply, began, number)
        lines = self._head(call, reply, call.headers, number)
        return lines + _lines(tuple(contract_header(self._engine))) if self._contract else lines

    async def _body(self, headers: dict[str, str], receive: Receive) -> bytes:
        length = headers.get("content-length", "")
        if length == "0" or (not length and "transfer-encoding" not in headers):
            return b""
        if length.isdigit() and int(length) > self._limit:
            raise self._too_large()
        parts, size = list[bytes](), 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                break
            part = message.get("body", b"")
            size += len(part)
            if size > self._limit:
                raise self._too_large()
            parts.append(part)
            if not message.get("more_body"):
                break
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _too_large(self) -> PayloadTooLarge:
        return PayloadTooLarge(f"The request body is larger than {self._limit} bytes.")

    def _options(self, call: Call) -> Reply:
        allowed = router.methods(self._engine.catalog.tree, call.path)
        if allowed is None:
            allowed = ["OPTIONS"]
        call.at = self._engine.clock.epoch()
        call.quota = self._engine.limits.untouched(call.at)
        text = ", ".join(allowed)
        wanted = call.headers.get("access-control-request-headers", "*")
        return Reply(
            204,
            headers=[("Allow", text), ("Access-Control-Allow-Methods", text), ("Access-Control-Allow-Headers", wanted)],
        )

    def _head(self, call: Call, reply: Reply, headers: Mapping[str, str], number: str) -> bytes:
        if reply.status in (204, 304):
            lines = _lines(tuple(reply.headers))
        else:
            lines = _lines((*reply.headers, ("content-type", reply.media_type))) + b"content-length: %d\r\n" % len(reply.body)
        lines += f"x-request-id: {number}\r\n".encode("latin-1")
        if call.quota is not None:
            lines += _QUOTA % call.quota
        origin = headers.get("origin")
        return lines + _lines(self.cors(origin)) if origin else lines

    def cors(self, origin: str) -> tuple[tuple[str, str], ...]:
        """The headers by which a browser lets a page of that origin read an answer."""
        return cors.reply_headers(self._origins, origin)
