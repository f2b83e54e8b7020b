"""Somebody who listens to webhooks, for tests: a small HTTP server that keeps what it was sent, and fails when asked to."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """Listens on a free port of the loopback until closed. ``received`` holds each payload in the order of arrival.

    ``answer`` is the status that it answers; ``fail(n)`` makes the next n a 500; ``delay_seconds`` makes it slow.
    """

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer = 204
        self.delay_seconds = 0.0
        self._failing = 0
        self._arrived = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address to give as ``destination_url``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    def fail(self, count: int) -> None:
        """Answers the next deliveries with 500; they are not counted as received."""
        self._failing = count

    def wait_for(self, resource: str, event: str | None = None, timeout: float = 5.0) -> dict[str, Any]:
        """The first payload about a resource (and event) that has come or comes. Raises: TimeoutError that says what came."""
        deadline = time.monotonic() + timeout
        with self._arrived:
            while True:
                payload = next((payload for payload in self.received if _is(payload, resource, event)), None)
                if payload is not None:
                    return payload
                left = deadline - time.monotonic()
                if left <= 0 or not self._arrived.wait(left):
                    came = ", ".join(f"{_resource(payload)} {_event(payload)}" for payload in self.received) or "nothing"
                    raise TimeoutError(f"No webhook {resource} {event or ''} came in {timeout} s; came: {came}.")

    def clear(self) -> None:
        """Forgets what came, and is well again."""
        self.received.clear()
        self.headers.clear()
        self.answer, self.delay_seconds, self._failing = 204, 0.0, 0

    def close(self) -> None:
        """Stops listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def take(self, payload: dict[str, Any], headers: dict[str, str]) -> int:
        """Keeps one payload; the status to answer."""
        if self.delay_seconds:
            time.sleep(self.delay_seconds)
        with self._arrived:
            if self._failing:
                self._failing -= 1
                return 500
            if self.answer < 300:
                self.received.append(payload)
                self.headers.append(headers)
                self._arrived.notify_all()
            return self.answer


def _is(payload: dict[str, Any], resource: str, event: str | None) -> bool:
    return _resource(payload) == resource and event in (None, _event(payload))


def _resource(payload: dict[str, Any]) -> Any:
    return payload.get("resource_name", payload.get("resource_type"))


def _event(payload: dict[str, Any]) -> Any:
    return payload.get("event_type", payload.get("reason"))


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """One delivery."""
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status = receiver.take(json.loads(body), {name.lower(): value for name, value in self.headers.items()})
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is that of the base class
            """Says nothing."""

    return Handler
