"""Limits of request line and headers: whoever sends much, or drop by drop, holds no memory and no connection."""

from asyncio import TimerHandle
from collections.abc import Iterable
from typing import Any

from mockcore.errors import HeadTooLarge, MockError, RequestTimeout
from mockcore.web.uvicorn_internals import HttpToolsProtocol

HEAD_BYTES = 65_536
HEAD_SECONDS = 10.0
# What still arrives of a refused request is thrown away so long: with something unread, the client would lose the answer.
LINGER_SECONDS = 1.0
# Java's client offers HTTP/2 with its first request. The parser would take what follows the head for HTTP/2, and lose the body.
OFFER = b"\r\nUpgrade: h2c\r\n"
DECLINED = OFFER.replace(b"Upgrade", b"Ignored")


class Trailers(list[tuple[bytes, bytes]]):
    """Fields after a body, which are no headers: nobody reads them."""

    def append(self, _field: tuple[bytes, bytes], /) -> None:
        """Leaves it out."""


class LimitedHead(HttpToolsProtocol):
    """A connection whose requests must begin within the limits; what says when a head begins and ends is built upon it."""

    def connection_made(self, transport: Any) -> None:
        """Waits for the first request."""
        super().connection_made(transport)
        self.refusal: MockError | None = None
        self._in_head, self._begun_now, self._head_bytes = True, False, 0
        self._head_timer: TimerHandle | None = self.loop.call_later(HEAD_SECONDS, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing any more."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads what has arrived, and limits a head that is not there whole."""
        if self.refusal is not None:
            return
        HttpToolsProtocol.data_received(self, without_upgrade(data) if OFFER in data and not self._in_body() else data)
        if self._in_head:
            self._wait_for_head(len(data))
        elif self._head_timer is not None:
            self._stop_timer()

    def _in_body(self) -> bool:
        """Whether what arrives belongs to a call whose head has been read."""
        return not self._in_head and self.cycle is not None and self.cycle.more_body

    def begin_head(self) -> None:
        """Another request begins."""
        self._in_head = self._begun_now = True

    def end_head(self) -> None:
        """The head is there whole."""
        self._in_head = False

    def check_head(self) -> None:
        """Raises: HeadTooLarge, which ends the connection with its answer."""
        if len(self.url) + size(self.headers) > HEAD_BYTES:
            self.refusal = HeadTooLarge()
            raise self.refusal

    def close_refused(self) -> None:
        """Ends the connection, after the client had time to read the answer."""
        if self.refusal is None:
            self.transport.close()
        else:
            self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _wait_for_head(self, arrived: int) -> None:
        """A head is not there whole after so many bytes more."""
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._head_is_late)
        # Of the bytes that a head began in, most may be the call before it.
        self._head_bytes = 0 if self._begun_now else self._head_bytes + arrived
        self._begun_now = False
        if self._head_bytes > HEAD_BYTES:
            self._refuse(HeadTooLarge())

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        if hasattr(self, "url"):
            self._refuse(RequestTimeout())
        else:
            # Nothing was asked.
            self.transport.close()

    def _refuse(self, error: MockError) -> None:
        if not self.transport.is_closing():
            self.refusal = error
            self.send_400_response(error.message)


def without_upgrade(data: bytes) -> bytes:
    """What has arrived without the offer of HTTP/2 in its head. Source: RFC 9110, 7.8: a server may ignore it."""
    head, end, body = data.partition(b"\r\n\r\n")
    return (head + end).replace(OFFER, DECLINED) + body


def size(headers: Iterable[tuple[bytes, bytes]]) -> int:
    """Bytes of headers on the wire."""
    return sum(len(name) + len(value) + 4 for name, value in headers)
