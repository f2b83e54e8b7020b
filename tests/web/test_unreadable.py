"""What is no HTTP is answered as the API answers, over a raw socket."""

import re

import pytest

from tests.conftest import RunningServer
from tests.oauth.exchanges import rows
from tests.web.test_protocol import ME, VENDORS, answers, connected, request, token, until_closed, vendor

SENTENCE = "The request is not valid HTTP."
V1 = {"errors": {"base": [SENTENCE]}}
HOST = b"Host: x\r\n"
GET = b"GET /rest/v1.0/me HTTP/1.1\r\n"
POST = b"POST /rest/v1.0/vendors HTTP/1.1\r\n"
UNREADABLE = rows(
    "RFC 9112",
    ("§3: no request line", b"hello\r\n\r\n"),
    ("§3: binary", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100)),
    ("§3: an unknown method", b"FETCH /rest/v1.0/me HTTP/1.1\r\n" + HOST + b"\r\n"),
    ("§3: no target", b"GET HTTP/1.1\r\n" + HOST + b"\r\n"),
    ("§2.3: another protocol", b"GET /rest/v1.0/me FTP/1.1\r\n" + HOST + b"\r\n"),
    ("§2.3: a version that there is not", b"GET /rest/v1.0/me HTTP/7.3\r\n" + HOST + b"\r\n"),
    ("§5: no colon", GET + HOST + b"Accept\r\n\r\n"),
    ("§5.1: a space before the colon", GET + HOST + b"Accept : x\r\n\r\n"),
    ("§5: a zero byte in a name", GET + HOST + b"Acc\0ept: x\r\n\r\n"),
    ("§5: a zero byte in a value", GET + HOST + b"Accept: a\0b\r\n\r\n"),
    ("§5: a name that is no token", GET + HOST + b"Acc\xe4pt: x\r\n\r\n"),
    ("§6.3: two lengths", POST + HOST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
    ("§6.3: a length that is no number", POST + HOST + b"Content-Length: two\r\n\r\n{}"),
    ("§6.3: a negative length", POST + HOST + b"Content-Length: -2\r\n\r\n{}"),
    ("§6.3: a length beyond all bounds", POST + HOST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n{}"),
    ("§6.1: a length and an encoding", POST + HOST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("§7.1: a chunk whose length is no number", POST + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
)


@pytest.mark.parametrize("sent", UNREADABLE)
def test_what_is_no_http_is_a_400_of_the_api_and_ends_the_connection(server: RunningServer, sent: bytes) -> None:
    with connected(server) as connection:
        connection.sendall(sent)
        told = until_closed(connection)
    assert answers(told) == [(400, V1)]
    head = told.partition(b"\r\n\r\n")[0].lower()
    for line in (b"content-type: application/json; charset=utf-8", b"connection: close", b"cache-control: no-store"):
        assert line in head
    for name in (b"x-request-id", b"x-rate-limit-limit", b"x-rate-limit-remaining", b"x-rate-limit-reset"):
        assert re.search(rb"\n" + name + rb": \S", head)


def test_it_is_in_the_dialect_of_the_path_as_far_as_that_was_read(server: RunningServer) -> None:
    with connected(server) as connection:
        connection.sendall(b"GET /rest/v2.0/companies/1/documents?x=1 HTTP/1.1\r\nAccept : x\r\n\r\n")
        (told,) = answers(until_closed(connection))
    assert (told[0], told[1]["error"]["message"]) == (400, SENTENCE)


def test_what_came_before_it_on_the_connection_is_answered_first(server: RunningServer) -> None:
    bearer = token(server)
    write = request("POST", VENDORS, bearer, vendor("Before"))
    with connected(server) as connection:
        connection.sendall(request("GET", ME, bearer) + write + b"nonsense\r\n\r\n")
        told = answers(until_closed(connection))
    assert [status for status, _ in told] == [200, 201, 400]
    # On the long way an answer is still being made when the nonsense is read.
    with connected(server) as connection:
        connection.sendall(request("GET", "/_mockcore/health", bearer) + b"nonsense\r\n\r\n")
        told = answers(until_closed(connection))
    assert [status for status, _ in told] == [200]


def test_a_long_header_is_no_nonsense(server: RunningServer) -> None:
    with connected(server) as connection:
        connection.sendall(request("GET", ME, token(server), b"", "X-Long: " + "x" * 50_000, "Connection: close"))
        assert [status for status, _ in answers(until_closed(connection))] == [200]


def test_the_server_goes_on_and_neither_counts_nor_records_it(server: RunningServer) -> None:
    before = [made["id"] for made in server.get("/_mockcore/requests")]
    with connected(server) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        until_closed(connection)
    assert [made["id"] for made in server.get("/_mockcore/requests")] == before
