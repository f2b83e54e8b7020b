"""Heads that are too long or too slow, over a raw socket."""

import socket
import time
from contextlib import suppress

import pytest

import mockcore
from mockcore.testing.running import Running
from mockcore.web import request_head
from tests.conftest import RunningServer
from tests.web.test_protocol import ME, VENDORS, answers, connected, request, token, until_closed, vendor


def address_of(server: Running) -> tuple[str, int]:
    return "127.0.0.1", int(server.url.rpartition(":")[2])


def status_of(connection: socket.socket) -> int:
    return int(until_closed(connection).split()[1])


def test_a_head_above_64_kilobytes_is_a_431_however_it_is_made_up(server: RunningServer) -> None:
    line = f"GET {ME} HTTP/1.1\r\nHost: x\r\n"
    one, many = "X-Long: " + "a" * 70_000 + "\r\n", "".join(f"X-{number}: {'a' * 100}\r\n" for number in range(700))
    for head in (line + one, line + many, f"GET {ME}?{'a' * 70_000} HTTP/1.1\r\nHost: x\r\n", f"{line}X-End: {'a' * 500_000}"):
        with connected(server) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(f"{head}\r\n".encode())
            assert status_of(connection) == 431
    with connected(server) as connection:
        connection.sendall(f"{line}X-Long: {'a' * 60_000}\r\nConnection: close\r\n\r\n".encode())
        assert status_of(connection) == 401


def test_a_call_after_a_long_body_in_one_packet_is_no_long_head(server: RunningServer) -> None:
    bearer = token(server)
    with connected(server) as connection:
        following = request("GET", ME, bearer, b"", "Connection: close")
        connection.sendall(request("POST", VENDORS, bearer, vendor("L" * 200_000)) + following[:40])
        time.sleep(0.2)
        connection.sendall(following[40:])
        assert [status for status, _ in answers(until_closed(connection))] == [201, 200]


def test_a_head_that_comes_drop_by_drop_is_a_408_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_head, "HEAD_SECONDS", 0.5)
    with mockcore.running() as slow:
        address = address_of(slow)
        with socket.create_connection(address, timeout=10) as dripping, socket.create_connection(address, timeout=10) as silent:
            began = time.monotonic()
            with suppress(BrokenPipeError, ConnectionResetError):
                for sign in f"GET {ME} HTTP/1.1\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaa":
                    dripping.send(sign.encode())
                    time.sleep(0.02)
            assert dripping.recv(65536).startswith(b"HTTP/1.1 408")
            assert silent.recv(65536) == b""
            assert time.monotonic() - began < 5
        # Who has sent a whole head may take longer than that for the rest, and to be answered.
        slow.faults.add({"path": ME}, latency_ms=700)
        with slow.client() as http:
            assert http.get(ME).status_code == 200


def test_a_slow_body_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_head, "HEAD_SECONDS", 0.3)
    body = vendor("Slow")
    with mockcore.running() as slow, socket.create_connection(address_of(slow), timeout=10) as connection:
        whole = request("POST", VENDORS, slow.token(), body, "Connection: close")
        connection.sendall(whole[: -len(body)])
        time.sleep(0.6)
        connection.sendall(body)
        assert status_of(connection) == 201


def test_trailers_are_no_headers(server: RunningServer) -> None:
    lines = ("Transfer-Encoding: chunked", "Content-Type: application/json", "Connection: close")
    body = vendor("Trailed")
    late = f"Authorization: Bearer {token(server)}\r\nX-Late: {'a' * 1000}\r\n".encode() * 3
    chunked = b"%x\r\n%b\r\n0\r\n%b\r\n" % (len(body), body, late)
    head = "\r\n".join([f"POST {VENDORS} HTTP/1.1", "Host: x", *lines, "", ""]).encode()
    with connected(server) as connection:
        connection.sendall(head)
        time.sleep(0.1)
        connection.sendall(chunked)
        assert status_of(connection) == 401


def test_a_client_that_offers_http_2_is_answered_with_what_its_body_says(server: RunningServer) -> None:
    offer = ("Connection: Upgrade, HTTP2-Settings, close", "HTTP2-Settings: AAEAAEAA", "Upgrade: h2c")
    for name in ("H2 whole", "H2 in two"):
        call = request("POST", VENDORS, token(server), vendor(name), *offer)
        parts = call.partition(b"\r\n\r\n")
        with connected(server) as connection:
            if name.endswith("two"):
                connection.sendall(parts[0] + parts[1])
                time.sleep(0.2)
                connection.sendall(parts[2])
            else:
                connection.sendall(call)
            ((status, body),) = answers(until_closed(connection))
            assert (status, body["name"]) == (201, name)


def test_it_may_offer_that_again_on_the_same_connection(server: RunningServer) -> None:
    bearer, offer = token(server), ("HTTP2-Settings: AAEAAEAA", "Upgrade: h2c")
    with connected(server) as connection:
        connection.sendall(request("POST", VENDORS, bearer, vendor("Offer one"), "Connection: Upgrade, HTTP2-Settings", *offer))
        time.sleep(0.2)
        connection.sendall(request("POST", VENDORS, bearer, vendor("Offer two"), "Connection: Upgrade, close", *offer))
        assert [body["name"] for _, body in answers(until_closed(connection))] == ["Offer one", "Offer two"]


def test_a_body_that_speaks_of_http_2_is_left_alone(server: RunningServer) -> None:
    form = f"--b{request_head.OFFER.decode()}"
    head = b"POST / HTTP/1.1\r\nHost: x\r\n\r\n"
    assert request_head.without_upgrade(head + form.encode()) == head + form.encode()
    part = f'--b\r\nContent-Disposition: form-data; name="vendor[name]"\r\n\r\nSays{request_head.OFFER.decode()}\r\n--b--\r\n'
    lines = "Connection: close", f"Content-Length: {len(part)}", "Content-Type: multipart/form-data; boundary=b"
    with connected(server) as connection:
        connection.sendall(request("POST", VENDORS, token(server), b"", *lines))
        time.sleep(0.2)
        connection.sendall(part.encode())
        ((status, body),) = answers(until_closed(connection))
        assert status == 201
        assert "Upgrade: h2c" in body["name"]
