"""The OAuth endpoints under the same eyes as the API."""

import asyncio
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from mockcore.engine import Engine
from mockcore.web.recorded_endpoints import Recorded
from tests.tiny import Tiny

FORM = b"grant_type=client_credentials&client_id=stranger&client_secret=no"


def site() -> ASGIApp:
    return PlainTextResponse("A page.", headers={"x-mine": "yes"})


def ask(engine: Engine, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request."""
    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": raw, "scheme": "http"}
    asyncio.run(Recorded(engine, site)(scope, receive, send))
    lines = {bytes(name).decode(): bytes(value).decode() for name, value in messages[0]["headers"]}
    return messages[0]["status"], lines, messages[1]["body"]


def token(engine: Engine, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return ask(engine, "POST", "/oauth/token", FORM, content_type="application/x-www-form-urlencoded", **headers)


def test_a_refused_token_request_stands_in_the_journal_with_its_client() -> None:
    engine = Tiny().engine
    status, lines, body = token(engine)
    assert status == 401
    assert b"invalid_client" in body
    assert lines["content-length"] == str(len(body))
    assert "stranger" in str(engine.journal.shown()[0])


def test_a_page_comes_from_the_site() -> None:
    status, lines, body = ask(Tiny().engine, "GET", "/oauth/authorize")
    assert (status, lines["x-mine"], body) == (200, "yes", b"A page.")
    assert lines["x-request-id"]


def test_a_fault_rule_strikes_here_too() -> None:
    engine = Tiny().engine
    engine.faults.add({"match": {"client_id": "stranger"}, "effect": {"status": 503}})
    assert token(engine)[0] == 503
    assert ask(engine, "GET", "/oauth/authorize")[0] == 200
