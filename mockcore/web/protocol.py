"""HTTP/1.1 as uvicorn speaks it, with short ways for the API.

Plain calls of the API are answered as soon as they are read, without a task of their own; the others reach the application
through ASGI, with extensions by which an answer that is known whole goes in one write, and a connection is cut.
"""

import socket
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol as Interface
from urllib.parse import unquote

from mockcore.errors import BadRequest, MockError
from mockcore.platforms import no_linger
from mockcore.web.request_head import LimitedHead, Trailers, size
from mockcore.web.uvicorn_internals import STATUS_LINE, RequestResponseCycle

WHOLE = "mockcore.whole_answer"
ABORT = "mockcore.abort"
# The Host header as it came, where a proxy's word stands in its place.
ARRIVED_HOST = "mockcore.arrived_host"
Whole = Callable[[int, bytes, bytes], bool]
# Status, header lines and body.
Answer = tuple[int, bytes, bytes]
DIRECT_PREFIXES = (b"/rest/", b"/vapid/")
DIRECT_METHODS = frozenset({b"GET", b"POST", b"PATCH", b"PUT", b"DELETE"})
# Longer bodies are read with back pressure, and checked against the limit of the settings, on the long way.
DIRECT_BODY_BYTES = 65_536
LONGEST_URL = 32_768
# What these say is honoured on the long way only.
_LONG_WAY = frozenset(
    {b"expect", b"upgrade", b"transfer-encoding", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"connection"}
)

# Clients send the same headers again and again: those that were read are known, up to so many.
MOST_HEADS, LONGEST_HEAD_BYTES = 512, 8_192
_heads: dict[tuple[tuple[bytes, bytes], ...], dict[str, str] | None] = {}


class Direct(Interface):
    """What answers calls of the API without ASGI."""

    def ready(self) -> bool:
        """Whether nothing has to wait or to happen to the connection."""

    def answer(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes, scheme: str) -> Answer:
        """The answer to a call that is there whole."""

    def waits(self) -> bool:
        """Whether the answer just given has to wait for what is still to be committed."""

    def hold(self, send: Callable[[Answer | None], None], loop: Any) -> None:
        """Lets it wait: it is sent later, or another one in its place."""

    def release(self) -> None:
        """Lets waiting answers go."""

    def unreadable(self, path: str, error: MockError) -> Answer:
        """The answer to what could not be read; ``path`` as far as it could."""


class Protocol(LimitedHead):
    """A connection that answers plain calls of the API itself, and offers the extensions to the application."""

    def connection_made(self, transport: Any) -> None:
        """Finds what answers calls of the API: the application behind uvicorn's own middleware."""
        super().connection_made(transport)
        self._direct: Direct | None = getattr(getattr(self.app, "app", self.app), "direct", None)
        self._parts: list[bytes] | None = None
        self._texts: dict[str, str] = {}

    def on_message_begin(self) -> None:
        """Begins another call; what ASGI needs of it is made when it goes there."""
        self.begin_head()
        self.url = b""
        self.headers = []
        self.expect_100_continue = False

    def on_headers_complete(self) -> None:
        """Takes a plain call of the API aside. Raises: as ``check_head``."""
        self.end_head()
        if self._direct is not None and self._plain(self._direct):
            self._parts = []
            return
        self.check_head()
        read = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, headers, self.expect_100_continue = read
        self.headers += headers
        self._believe_proxy()
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is not before:
            self._extend(self.cycle)
        self.headers = Trailers()

    def _believe_proxy(self) -> None:
        """A trusted proxy's ``X-Forwarded-Host`` stands for the host; uvicorn knows the scheme and the client only."""
        forwarded = next((value for name, value in self.headers if name == b"x-forwarded-host"), None)
        if forwarded is None or self.client is None or self.client[0] not in getattr(self.app, "trusted_hosts", ()):
            return
        host = forwarded.partition(b",")[0].strip()
        arrived = b"".join(value for name, value in self.headers if name == b"host")
        extensions: dict[str, Any] = {ARRIVED_HOST: arrived.decode("latin-1")}
        self.scope["extensions"] = extensions
        # The list is the scope's own.
        self.headers[:] = [(name, host if name == b"host" else value) for name, value in self.headers]

    def on_body(self, body: bytes) -> None:
        """Keeps the body of a call that was taken aside."""
        if self._parts is None:
            super().on_body(body)
        else:
            self._parts.append(body)

    def on_message_complete(self) -> None:
        """Answers a call that was taken aside."""
        parts, direct = self._parts, self._direct
        if parts is None or direct is None:
            super().on_message_complete()
            return
        self._parts = None
        path, _, query = self.url.partition(b"?")
        text = path.decode("ascii")
        answered = direct.answer(
            self.parser.get_method().decode("ascii"),
            unquote(text) if "%" in text else text,
            query.decode("latin-1"),
            self._texts,
            b"".join(parts),
            str(self.scheme),
        )
        if direct.waits():
            direct.hold(partial(self._send, answered), self.loop)
        else:
            self._send(answered)

    def _send(self, answered: Answer, instead: Answer | None = None) -> None:
        status, head, body = instead or answered
        self.transport.write(_written(self.server_state.default_headers, status, head, b"\r\n", body))
        self.on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answers what cannot be read as the API answers, after what waits; then the connection ends."""
        if self._direct is None:
            super().send_400_response(msg)
            return
        self._direct.release()
        if self.cycle is not None and not (self.cycle.response_complete or self.cycle.more_body):
            # What was asked before is still being answered: it goes out whole, and nothing after it.
            self.cycle.keep_alive = False
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            path = getattr(self, "url", b"").partition(b"?")[0].decode("latin-1")
            error = self.refusal or BadRequest("The request is not valid HTTP.")
            status, head, body = self._direct.unreadable(path, error)
            end = b"connection: close\r\n\r\n"
            self.transport.write(_written(self.server_state.default_headers, status, head, end, body))
        self.close_refused()

    def shutdown(self) -> None:
        """Ends the connection once what was taken aside is answered."""
        if self._direct is not None:
            self._direct.release()
        super().shutdown()

    def _plain(self, direct: Direct) -> bool:
        """Whether a call can be answered at once: an ordinary one of the API, with nothing unanswered before it."""
        if not self.url.startswith(DIRECT_PREFIXES) or b"#" in self.url or not self.url.isascii():
            return False
        if len(self.url) > LONGEST_URL:
            return False
        if self.parser.get_method() not in DIRECT_METHODS or self.parser.get_http_version() != "1.1":
            return False
        if self.flow.write_paused or (self.cycle is not None and not self.cycle.response_complete):
            return False
        texts = _plain_texts(tuple(self.headers))
        if texts is None:
            return False
        self._texts = texts
        return self.limit_concurrency is None and direct.ready()

    def _extend(self, cycle: RequestResponseCycle) -> None:
        """Adds the extensions before the application runs: its task begins when the loop goes on."""
        extensions: dict[str, Any] = {**(cycle.scope.get("extensions") or {})}
        extensions |= {WHOLE: partial(answer, cycle), ABORT: partial(abort, cycle)}
        cycle.scope["extensions"] = extensions
        # uvicorn before 0.50 knows it only where it writes the answer itself.
        cycle.keep_alive = cycle.keep_alive and self.parser.should_keep_alive()


def _plain_texts(headers: tuple[tuple[bytes, bytes], ...]) -> dict[str, str] | None:
    """Headers as texts; None where one of them asks for the long way."""
    if headers in _heads:
        return _heads[headers]
    if len(_heads) >= MOST_HEADS:
        _heads.clear()
    plain = size(headers) <= LONGEST_HEAD_BYTES and all(_ordinary(name, value) for name, value in headers)
    texts = {str(name, "latin-1"): str(value, "latin-1") for name, value in headers} if plain else None
    _heads[headers] = texts
    return texts


def _ordinary(name: bytes, value: bytes) -> bool:
    if name == b"content-length":
        return len(value) <= 5 and value.isdigit() and int(value) <= DIRECT_BODY_BYTES
    return name not in _LONG_WAY or (name == b"connection" and value.lower() == b"keep-alive")


def abort(cycle: RequestResponseCycle, reset: bool) -> None:
    """Ends the connection in the middle: with ``reset`` as a router that drops it, else as a server that dies."""
    listener = cycle.transport.get_extra_info("socket")
    if reset and listener is not None:
        # Closing without lingering makes the kernel send RST.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_linger())
    cycle.response_started = cycle.response_complete = True
    cycle.message_event.set()
    cycle.transport.abort()


def answer(cycle: RequestResponseCycle, status: int, head: bytes, body: bytes) -> bool:
    """Sends header lines (each ended by CR LF, among them the length) and a body at once.

    Returns False when the client reads too slowly: then the answer must go through ``send``, which waits.
    """
    if cycle.flow.write_paused or cycle.response_started:
        return False
    if cycle.disconnected:
        return True
    end = b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n"
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    body = b"" if cycle.scope["method"] == "HEAD" else body
    cycle.transport.write(_written(cycle.default_headers, status, head, end, body))
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()
    return True


def _written(own: list[tuple[bytes, bytes]], status: int, head: bytes, end: bytes, body: bytes) -> bytes:
    """An answer as it goes over the wire: the server's own headers, then those of the answer."""
    lines = [STATUS_LINE[status]]
    for name, value in own:
        lines += (name, b": ", value, b"\r\n")
    lines += (head, end, body)
    return b"".join(lines)
