"""Which pages of a browser may read the answers, of the API and of everything else."""

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
    headers = dict(cors.reply_headers(cors.allowed_origins(load()), PAGE))
    assert headers[ALLOWED] == "*"
    assert "Link" in headers["access-control-expose-headers"]


def test_only_the_pages_of_allowed_origins_may_read() -> None:
    origins = cors.allowed_origins(load(cors_origins=f"{PAGE}, http://other.test"))
    assert dict(cors.reply_headers(origins, PAGE))[ALLOWED] == PAGE
    assert ("vary", "Origin") in cors.reply_headers(origins, PAGE)
    assert cors.reply_headers(origins, STRANGER) == ()


def test_no_page_may_read_when_no_origin_is_allowed() -> None:
    assert cors.reply_headers(cors.allowed_origins(load(cors_origins="")), PAGE) == ()


@pytest.mark.parametrize("path", ["/rest/v1.0/me", "/oauth/token", "/_mockcore/clock", "/_mockcore/health", "/openapi.json"])
def test_the_same_pages_may_read_every_answer(guarded: Running, path: str) -> None:
    with httpx.Client(base_url=guarded.url) as http:
        assert http.get(path, headers={"Origin": PAGE}).headers[ALLOWED] == PAGE
        assert ALLOWED not in http.get(path, headers={"Origin": STRANGER}).headers
