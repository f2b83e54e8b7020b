"""httpx without a socket: calls of the API go straight to the engine, the rest to the application in its own loop."""

import asyncio
import time
from typing import Any

import httpx

from mockcore.call import Call, read_as
from mockcore.web.application import API_PREFIXES, Application
from mockcore.web.guard import IN_PROCESS
from mockcore.web.reply_head import pairs

WAIT_SECONDS = 60


class Bridge:
    """Answers httpx requests from an application that runs in a loop of its own."""

    def __init__(self, application: Application, loop: asyncio.AbstractEventLoop) -> None:
        self._application = application
        self._loop = loop

    def answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        """The response. Raises: httpx.TransportError where a fault rule cuts the connection."""
        path = request.url.raw_path.decode("ascii").partition("?")[0]
        if path.startswith(API_PREFIXES):
            return self._direct(request, body)
        inner = httpx.ASGITransport(self._here)
        response = asyncio.run_coroutine_threadsafe(self._whole(inner, request, body), self._loop)
        return response.result(WAIT_SECONDS)

    async def _here(self, scope: Any, receive: Any, send: Any) -> None:
        await self._application({**scope, "extensions": {IN_PROCESS: True}}, receive, send)

    @staticmethod
    async def _whole(inner: httpx.ASGITransport, request: httpx.Request, body: bytes) -> httpx.Response:
        again = httpx.Request(request.method, request.url, headers=request.headers, content=body)
        response = await inner.handle_async_request(again)
        content = await response.aread()
        return httpx.Response(response.status_code, headers=response.headers, content=content)

    def _direct(self, request: httpx.Request, body: bytes) -> httpx.Response:
        began = time.perf_counter()
        url = request.url
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in request.headers.raw}
        method = request.method
        headers.setdefault("host", url.netloc.decode("ascii"))
        call = Call.received(read_as(method), url.path, url.query.decode("ascii"), headers, body, url.scheme)
        reply, lines = self._application.api.answered(call, method, began)
        content = b"" if method == "HEAD" else reply.body
        if call.strike is not None:
            content = self._struck(call.strike, content, request)
        return httpx.Response(reply.status, headers=pairs(lines), stream=httpx.ByteStream(content))

    @staticmethod
    def _struck(strike: Any, content: bytes, request: httpx.Request) -> bytes:
        if strike.seconds:
            time.sleep(strike.seconds)
        if strike.kind in ("reset", "lost", "truncate"):
            raise httpx.ReadError("The connection was cut by a fault rule.", request=request)
        if strike.kind == "timeout":
            raise httpx.ReadTimeout("No answer, by a fault rule.", request=request)
        return content[: max(1, len(content) * 2 // 3)] + b'{"' if strike.kind == "malformed" else content


class Transport(httpx.BaseTransport):
    """For ``httpx.Client(transport=…)``."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        return self._bridge.answer(request, request.read())


class AsyncTransport(httpx.AsyncBaseTransport):
    """For ``httpx.AsyncClient(transport=…)``; other paths than those of the API are answered in a thread."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        body = await request.aread()
        if request.url.path.startswith(API_PREFIXES):
            return self._bridge.answer(request, body)
        return await asyncio.to_thread(self._bridge.answer, request, body)
