"""ASGI ↔ engine: the calls of the API without any framework in between."""

import time
from asyncio import AbstractEventLoop
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from mockcore.call import Call, Reply, read_as
from mockcore.engine import Engine
from mockcore.errors import MockError, ServerFault
from mockcore.journal.entry import Entrance
from mockcore.reference import router
from mockcore.replies import refusal
from mockcore.web import cors, fault_effects
from mockcore.web.protocol import WHOLE, Answer, Whole
from mockcore.web.reply_head import contract_header, head, header_lines, pairs
from mockcore.web.request_body import body_of, too_large


@dataclass(slots=True)
class _Waiting:
    """An answer that may have to wait."""

    call: Call
    method: str
    reply: Reply
    request_id: str


class Dispatcher:
    """An ASGI application for ``/rest`` and ``/vapid``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._limit = engine.settings.max_body_bytes
        self._origins = cors.allowed_origins(engine.settings)
        self._contract = engine.settings.contract_header
        self._entrance = Entrance(engine.journal, "mockcore")
        self._latest: tuple[Call, str, Reply, str] | None = None
        self._waiting: list[tuple[_Waiting, Callable[[Answer | None], None]]] = []
        settings = engine.settings
        # Rules come from another worker at any time, and a proxy's prefix is taken off by the application.
        self._plain = not (engine.world.storage.shared or settings.fault_header or settings.root_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        began = time.perf_counter()
        headers = {str(name, "latin-1"): str(value, "latin-1") for name, value in scope["headers"]}
        method: str = scope["method"]
        query, prefix = scope["query_string"].decode("latin-1"), scope.get("root_path", "")
        call = Call.received(read_as(method), scope["path"], query, headers, b"", scope["scheme"], prefix)
        try:
            if "content-length" in headers or "transfer-encoding" in headers:
                call.body = await body_of(headers, receive, self._limit)
        except MockError as error:
            reply = self._engine.failed(call, error)
            lines = self._entered(call, method, reply, began)[1]
        else:
            reply, lines = self.answered(call, method, began)
        if call.strike is not None and await fault_effects.apply(call.strike, reply, pairs(lines), scope, send):
            return
        whole: Whole | None = scope["extensions"].get(WHOLE) if "extensions" in scope else None
        if whole is None or not whole(reply.status, lines, reply.body):
            headers_sent = [line.split(b": ", 1) for line in lines.split(b"\r\n")[:-1]]
            await send({"type": "http.response.start", "status": reply.status, "headers": headers_sent})
            await send({"type": "http.response.body", "body": b"" if method == "HEAD" else reply.body})

    def ready(self) -> bool:
        """Whether an answer is all that a call can meet: no fault rule may hold it up or cut its connection."""
        return self._plain and not self._engine.faults.rules

    def answer(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes, scheme: str) -> Answer:
        """Status, header lines and body of the answer to a call that is there whole."""
        began = time.perf_counter()
        call = Call.received(method, path, query, headers, body, scheme)
        if len(body) > self._limit:
            reply = self._engine.failed(call, too_large(self._limit))
        else:
            reply = self._engine.handle(call, together=True)
        request_id, lines = self._entered(call, method, reply, began)
        self._latest = call, method, reply, request_id
        return reply.status, lines, reply.body

    def waits(self) -> bool:
        """Whether the latest answer tells of what is still to be committed, or comes after one that does."""
        return self._engine.world.storage.group.unsettled or bool(self._waiting)

    def hold(self, send: Callable[[Answer | None], None], loop: AbstractEventLoop) -> None:
        """Keeps the latest answer back, with those read in the same turn.

        ``send`` is called with None, or with what takes its place when it could not be committed.
        """
        assert self._latest is not None
        if not self._waiting:
            loop.call_soon(self.release)
        self._waiting.append((_Waiting(*self._latest), send))

    def release(self) -> None:
        """Commits, then lets the answers go that wait for it."""
        waiting, self._waiting = self._waiting, []
        self._engine.settle()
        lost = self._engine.world.storage.group.lost
        for answer, send in waiting:
            send(None if answer.call.group not in lost else self._undone(answer))

    def _undone(self, answer: _Waiting) -> Answer:
        """What is said to a call whose writes, or those that it has seen, could not be committed, whoever met that."""
        reply = refusal(answer.call, ServerFault())
        self._engine.journal.correct(answer.call, answer.method, answer.reply, reply, answer.request_id)
        return reply.status, head(answer.call, reply, answer.request_id, self._origins), reply.body

    def unreadable(self, path: str, error: MockError) -> Answer:
        """What is said to a request that was not read: neither counted nor in the journal, for nobody knows what was asked."""
        call = Call("", path, at=self._engine.clock.epoch())
        call.quota = self._engine.limits.untouched(call.at)
        reply = refusal(call, error)
        return reply.status, head(call, reply, self._entrance.request_id(call), self._origins), reply.body

    def answered(self, call: Call, method: str, began: float) -> tuple[Reply, bytes]:
        """The answer to a call that is there whole, and its header lines."""
        reply = self._options(call) if method == "OPTIONS" else self._engine.handle(call)
        return reply, self._entered(call, method, reply, began)[1]

    def _entered(self, call: Call, method: str, reply: Reply, began: float) -> tuple[str, bytes]:
        """The id and the header lines of an answer, once the request is in the journal."""
        request_id = self._entrance.enter(call, method, reply, began)
        lines = head(call, reply, request_id, self._origins)
        if self._contract:
            lines += header_lines(tuple(contract_header(self._engine)))
        return request_id, lines

    def _options(self, call: Call) -> Reply:
        allowed = router.methods(self._engine.catalog.tree, call.path)
        if allowed is None:
            allowed = ["OPTIONS"]
        call.at = self._engine.clock.epoch()
        call.quota = self._engine.limits.untouched(call.at)
        text = ", ".join(allowed)
        names = call.headers.get("access-control-request-headers", "*")
        return Reply(
            204,
            headers=[("Allow", text), ("Access-Control-Allow-Methods", text), ("Access-Control-Allow-Headers", names)],
        )
