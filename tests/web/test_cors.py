"""Which pages of a browser may read the answers of the API, and of what belongs to it."""

from collections.abc import Iterator

import httpx
import pytest

import mockcore
from mockcore.settings import load
from mockcore.testing.running import Running
from mockcore.web import cors

PAGE, STRANGER = "http://localhost:5173", "http://elsewhere.test"
ALLOWED = "access-control-allow-origin"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Running]:
    with mockcore.running(cors_origins=f"{PAGE}, http://other.test") as server:
        yield server


def test_any_page_may_read_when_any_origin_is_allowed() -> None:
    headers = dict(cors.reply_headers(cors.allowed_origins(load(cors_origins="*")), PAGE))
    assert headers[ALLOWED] == "*"
    assert "Link" in headers["access-control-expose-headers"]


def test_only_the_pages_of_allowed_origins_may_read() -> None:
    origins = cors.allowed_origins(load(cors_origins=f"{PAGE}, http://other.test"))
    assert dict(cors.reply_headers(origins, PAGE))[ALLOWED] == PAGE
    assert ("vary", "Origin") in cors.reply_headers(origins, PAGE)
    assert cors.reply_headers(origins, STRANGER) == ()


def test_no_page_may_read_when_no_origin_is_listed() -> None:
    assert cors.reply_headers(cors.allowed_origins(load()), PAGE) == ()


def test_a_browser_is_told_beforehand_what_a_listed_page_may_send() -> None:
    asking = {"access-control-request-method": "PATCH", "access-control-request-headers": "authorization"}
    told = dict(cors.preflight_headers([PAGE], {"origin": PAGE, **asking}))
    assert (told["access-control-allow-methods"], told["access-control-allow-headers"]) == ("PATCH", "authorization")
    assert cors.preflight_headers([PAGE], {"origin": STRANGER, **asking}) == ()


@pytest.mark.parametrize("path", ["/rest/v1.0/me", "/oauth/token", "/oauth/token/info", "/_mockcore/files/1"])
def test_listed_pages_may_read_the_api_and_what_belongs_to_it(guarded: Running, path: str) -> None:
    with httpx.Client(base_url=guarded.url) as http:
        assert http.get(path, headers={"Origin": PAGE}).headers[ALLOWED] == PAGE
        assert ALLOWED not in http.get(path, headers={"Origin": STRANGER}).headers


@pytest.mark.parametrize("path", ["/_mockcore/clock", "/_mockcore/health", "/openapi.json", "/docs"])
def test_nothing_else_is_read_by_the_pages_of_the_api(guarded: Running, path: str) -> None:
    answer = httpx.get(guarded.url + path, headers={"Origin": PAGE})
    assert (answer.status_code, ALLOWED in answer.headers) == (200, False)
