"""Answers on the wire: pipelined, without body, to readers that are slow or gone."""

import json
import re
import socket
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mockcore.call import Reply
from mockcore.web.reply_head import header_lines
from tests.conftest import RunningServer, running

ME = "/rest/v1.0/me"
VENDORS = "/rest/v1.0/vendors?company_id=4264590"


def connected(server: RunningServer) -> socket.socket:
    parts = urlsplit(server.url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)


def until_closed(connection: socket.socket) -> bytes:
    told = b""
    while part := connection.recv(65536):
        told += part
    return told


def token(server: RunningServer) -> str:
    form = f"grant_type=client_credentials&client_id={server.client_id}&client_secret={server.client_secret}"
    with urllib.request.urlopen(server.url + "/oauth/token", form.encode()) as answer:
        return str(json.load(answer)["access_token"])


def request(method: str, target: str, bearer: str, body: bytes = b"", *lines: str) -> bytes:
    head = [f"{method} {target} HTTP/1.1", "Host: x", f"Authorization: Bearer {bearer}", *lines]
    if body and "Transfer-Encoding: chunked" not in lines:
        head += [f"Content-Length: {len(body)}", "Content-Type: application/json"]
    return "\r\n".join([*head, "", ""]).encode() + body


def vendor(name: str) -> bytes:
    return json.dumps({"vendor": {"name": name}}).encode()


def answers(told: bytes) -> list[tuple[int, Any]]:
    """(status, JSON) of each answer on a connection."""
    found = []
    while told:
        head, _, rest = told.partition(b"\r\n\r\n")
        length = int(re.findall(rb"content-length: (\d+)", head)[0])
        found.append((int(head.split()[1]), json.loads(rest[:length])))
        told = rest[length:]
    return found


def test_pipelined_writes_and_reads_are_answered_in_order_and_see_each_other(server: RunningServer) -> None:
    bearer = token(server)
    with connected(server) as connection:
        wrong = request("POST", VENDORS, bearer, b'{"vendor": {"name": 1')
        posts = [request("POST", VENDORS, bearer, vendor(f"Piped {number}")) for number in range(5)]
        last = request("GET", "/_mockcore/health", bearer, b"", "Connection: close")
        found = request("GET", f"{VENDORS}&search=Piped&per_page=50", bearer)
        connection.sendall(b"".join([*posts[:3], wrong, *posts[3:], found, last]))
        told = answers(until_closed(connection))
    assert [status for status, _ in told] == [201, 201, 201, 400, 201, 201, 200, 200]
    assert [shown["name"] for shown in told[6][1]] == [f"Piped {number}" for number in range(5)]


def test_what_was_answered_is_kept_when_the_server_is_killed(tmp_path: Path) -> None:
    options = ("--db", str(tmp_path / "world.db"))
    with running(tmp_path / "log", *options) as server:
        bearer = token(server)
        with connected(server) as connection:
            connection.sendall(b"".join(request("POST", VENDORS, bearer, vendor(f"Killed {number}")) for number in range(20)))
            told = b""
            while told.count(b"HTTP/1.1 201") < 20:
                told += connection.recv(65536)
            server.process.kill()
            server.process.wait()
    with running(tmp_path / "log2", *options) as server, connected(server) as connection:
        listed = request("GET", f"{VENDORS}&search=Killed&per_page=50", token(server), b"", "Connection: close")
        connection.sendall(listed)
        assert len(answers(until_closed(connection))[0][1]) == 20


def test_chunked_and_long_bodies_are_read_whole(server: RunningServer) -> None:
    bearer = token(server)
    short, long = vendor("Chunked"), vendor("L" * 100_000)
    pieces = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (short[:5], short[5:])) + b"0\r\n\r\n"
    lines = ("Transfer-Encoding: chunked", "Content-Type: application/json")
    with connected(server) as connection:
        connection.sendall(request("POST", VENDORS, bearer, pieces, *lines))
        connection.sendall(request("POST", VENDORS, bearer, long, "Connection: close"))
        told = answers(until_closed(connection))
    assert [(status, shown["name"]) for status, shown in told] == [(201, "Chunked"), (201, "L" * 100_000)]


def test_an_absolute_target_and_an_escaped_path_are_understood(server: RunningServer) -> None:
    bearer = token(server)
    with connected(server) as connection:
        connection.sendall(request("GET", f"http://other.example{ME}", bearer) + request("GET", "/rest/v1.0/%6De", bearer))
        connection.sendall(request("GET", "/rest/v1.0/nothing#here", bearer, b"", "Connection: close"))
        assert [status for status, _ in answers(until_closed(connection))] == [200, 200, 404]


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
    assert header_lines(tuple(reply.headers)).count(b"\r\n") == 1
