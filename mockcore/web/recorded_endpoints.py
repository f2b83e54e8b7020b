"""The OAuth endpoints under the same eyes as the API: journalled, and struck by fault rules."""

import re
import time
from collections.abc import Callable
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mockcore.call import Call, Reply
from mockcore.engine import Engine
from mockcore.errors import MockError
from mockcore.journal.entry import Entrance
from mockcore.replies import refusal
from mockcore.web import fault_effects, token_endpoints
from mockcore.web.reply_head import contract_header

MOST_BYTES = 1_100_000
_CLIENT = re.compile(rb'client_id(?:=|"\s*:\s*"|"\r\n\r\n)([^&"\r\n]+)')


class Recorded:
    """An ASGI application around the one that answers ``/oauth``, which ``site`` makes."""

    def __init__(self, engine: Engine, site: Callable[[], ASGIApp]) -> None:
        self._engine = engine
        self._site = site
        self._entrance = Entrance(engine.journal, "mockcore-oauth")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        began = time.perf_counter()
        headers = {str(name, "latin-1"): str(value, "latin-1") for name, value in scope["headers"]}
        first = await _body(receive)
        query, prefix = scope["query_string"].decode("latin-1"), scope.get("root_path", "")
        body = first.get("body", b"")
        call = Call.received(scope["method"], scope["path"], query, headers, body, scope["scheme"], prefix)
        client = _CLIENT.search(body or scope["query_string"])
        call.client_id = client[1].decode("latin-1") if client else ""
        call.operation = _operation_at(self._engine, call)
        try:
            with self._engine.times.of_sandbox(call):
                if self._engine.faults.rules:
                    call.strike = self._engine.faults.strike_for(call, call.operation, call.client_id)
                answer = token_endpoints.answer(call, self._engine)
            reply = answer or await self._of_site(scope, first, receive)
        except MockError as error:
            reply = refusal(call, error)
        own = ("content-length", "content-type")
        lines = [(name.lower(), value) for name, value in reply.headers if name.lower() not in own]
        if reply.status not in (204, 302, 303, 304) or reply.body:
            lines.append(("content-type", reply.media_type))
        request_id = self._entrance.enter(call, call.method, reply, began)
        lines += [("content-length", str(len(reply.body))), ("x-request-id", request_id), *contract_header(self._engine)]
        if call.strike is not None and await fault_effects.apply(call.strike, reply, lines, scope, send):
            return
        head = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in lines]
        await send({"type": "http.response.start", "status": reply.status, "headers": head})
        await send({"type": "http.response.body", "body": b"" if call.method == "HEAD" else reply.body})

    async def _of_site(self, scope: Scope, first: Message, receive: Receive) -> Reply:
        """What the site answers to a request whose beginning was read already."""
        waiting = [first]
        started: Message = {}
        body = bytearray()

        async def again() -> Message:
            return waiting.pop() if waiting else await receive()

        async def collected(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = message
            else:
                body.extend(message.get("body", b""))

        await self._site()(scope, again, collected)
        lines = [(str(name, "latin-1"), str(value, "latin-1")) for name, value in started["headers"]]
        media = next((value for name, value in lines if name.lower() == "content-type"), "")
        return Reply(started["status"], bytes(body), lines, media)


def _operation_at(engine: Engine, call: Call) -> str:
    """The operationId at a call's method and path; "" where there is none."""
    with suppress(MockError):
        return engine.catalog.match(call.method, call.path)[0].id
    return ""


async def _body(receive: Receive) -> Message:
    """The body in one message, as far as the endpoints would read it."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return message
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = bool(message.get("more_body"))
        if not more or size > MOST_BYTES:
            return {"type": "http.request", "body": b"".join(parts), "more_body": more}
