"""Answers on the wire: pipelined, without body, to readers that are slow or gone."""

import re
import socket
import time
from urllib.parse import urlsplit

from mockcore.call import Reply
from mockcore.web.api import _lines
from tests.conftest import RunningServer

ME = "/rest/v1.0/me"


def connected(server: RunningServer) -> socket.socket:
    parts = urlsplit(server.url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)


def until_closed(connection: socket.socket) -> bytes:
    told = b""
    while part := connection.recv(65536):
        told += part
    return told


def test_pipelined_requests_are_answered_in_order(server: RunningServer) -> None:
    with connected(server) as connection:
        lines = [f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n" for path in (ME, "/rest/v1.0/nothing", "/_mockcore/health")]
        lines[-1] = lines[-1].replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
        connection.sendall("".join(lines).encode())
        statuses = re.findall(rb"HTTP/1\.1 (\d+)", until_closed(connection))
    assert statuses == [b"401", b"404", b"200"]


def test_head_has_the_length_of_get_and_no_body(server: RunningServer) -> None:
    with connected(server) as connection:
        connection.sendall(f"HEAD {ME} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        head, _, body = until_closed(connection).partition(b"\r\n\r\n")
    assert b"content-length: " in head
    assert b"connection: close" in head
    assert not body


def test_a_client_of_http_1_0_is_answered_and_let_go(server: RunningServer) -> None:
    with connected(server) as connection:
        connection.sendall(f"GET {ME} HTTP/1.0\r\n\r\n".encode())
        assert until_closed(connection).startswith(b"HTTP/1.1 401")


def test_a_reader_that_does_not_read_holds_up_nobody(server: RunningServer) -> None:
    with connected(server) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = f"GET {ME} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        slow.setblocking(False)
        end = time.monotonic() + 1
        while time.monotonic() < end:
            try:
                slow.send(request * 200)
            except BlockingIOError:
                break
        assert server.get("/_mockcore/health")["status"] == "ok"
    assert server.get("/_mockcore/health")["status"] == "ok"


def test_a_value_with_a_line_break_begins_no_new_header() -> None:
    reply = Reply(200, headers=[("Content-Disposition", 'inline; filename="a\r\nSet-Cookie: b=1"')])
    assert _lines(tuple(reply.headers)).count(b"\r\n") == 1
