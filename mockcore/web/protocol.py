"""HTTP/1.1 as uvicorn speaks it, with ASGI extensions: answers that are known whole go in one write; a connection is cut."""

import socket
import struct
from collections.abc import Callable
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

WHOLE = "mockcore.whole_answer"
ABORT = "mockcore.abort"
Whole = Callable[[int, bytes, bytes], bool]


class Protocol(HttpToolsProtocol):
    """A connection that offers the extension ``mockcore.whole_answer`` in the scope of every request."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        extensions: dict[str, Any] = {WHOLE: partial(answer, cycle), ABORT: partial(abort, cycle)}
        cycle.scope["extensions"] = extensions
        super()._start_asgi_task(cycle, app)


def abort(cycle: RequestResponseCycle, reset: bool) -> None:
    """Ends the connection in the middle: with ``reset`` as a router that drops it, else as a server that dies."""
    listener = cycle.transport.get_extra_info("socket")
    if reset and listener is not None:
        # Closing without lingering makes the kernel send RST.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
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
    lines = [STATUS_LINE[status]]
    for name, value in cycle.default_headers:
        lines += (name, b": ", value, b"\r\n")
    lines.append(head)
    lines.append(b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n")
    if cycle.scope["method"] != "HEAD":
        lines.append(body)
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"".join(lines))
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()
    return True
