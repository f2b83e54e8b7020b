"""What a page that somebody visits can neither do nor read, and what everybody else may do as before."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import orjson
import pytest

import mockcore
from mockcore.settings import load
from mockcore.web.guard import Guard
from mockcore.web.protocol import ARRIVED_HOST

HERE = {"host": "localhost:8080"}
PAGES = ["/_mockcore/requests", "/_mockcore/health", "/oauth/authorize", "/oauth/token", "/docs", "/openapi.json", "/"]
HOSTED = [*PAGES, "/_mockcore/storage/1", "/_mockcore/files/1"]
FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "http://localhost:3000"},
    {"origin": "https://localhost"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none", "origin": "https://evil.example"},
    {"sec-fetch-site": "cross-site", "origin": "http://localhost:8080"},
]
OURS = [
    {},
    {"origin": "http://localhost:8080"},
    {"sec-fetch-site": "same-origin", "origin": "http://localhost:8080"},
    {"sec-fetch-site": "none"},
    # A proxy that changes the host: a browser knows better what is one origin.
    {"sec-fetch-site": "same-origin", "origin": "https://mock.example"},
]


class Asked:
    """A guard before an application that notes what reaches it, and answers ``secret``."""

    def __init__(self, **settings: Any) -> None:
        self.bodies: list[bytes] = []
        self.guard = Guard(self._application, load(**settings))

    async def _application(self, _scope: Any, receive: Any, send: Any) -> None:
        self.bodies.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"vary", b"Accept-Encoding")]})
        await send({"type": "http.response.body", "body": b"secret"})

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", arrived: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one request."""
        messages: list[Any] = []
        pieces = [body[at : at + 1000] for at in range(0, len(body), 1000)] or [b""]

        async def send(message: Any) -> None:
            messages.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "headers": raw, "extensions": {ARRIVED_HOST: arrived}}
        asyncio.run(self.guard(scope, receive, send))
        lines = {bytes(name).decode(): bytes(value).decode() for name, value in messages[0]["headers"]}
        return messages[0]["status"], lines, messages[1]["body"]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["/_mockcore/reset", "/oauth/authorize", "/docs", "/anything"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_foreign_page_changes_nothing(headers: dict[str, str], path: str, method: str) -> None:
    asked = Asked()
    status, lines, body = asked.ask(method, path, {**HERE, **headers})
    assert (status, asked.bodies) == (403, [])
    assert lines["content-type"] == "application/json"
    assert "MOCKCORE_CONTROL_ORIGINS" in orjson.loads(body)["errors"][0]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", PAGES)
def test_a_foreign_page_reads_nothing(headers: dict[str, str], path: str) -> None:
    _, lines, _ = Asked().ask("GET", path, {**HERE, **headers})
    assert not [name for name in lines if name.startswith("access-control")]


@pytest.mark.parametrize(("mode", "destination"), [("cors", "empty"), ("no-cors", "script"), ("navigate", "iframe")])
def test_a_foreign_page_may_lead_to_ours_but_not_load_them(mode: str, destination: str) -> None:
    asked = Asked()
    foreign, loading = {**HERE, "sec-fetch-site": "cross-site"}, {"sec-fetch-mode": mode, "sec-fetch-dest": destination}
    link = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert asked.ask("GET", "/oauth/authorize", {**foreign, **link})[0] == 200
    assert asked.ask("GET", "/_mockcore/requests.har", {**foreign, **loading})[0] == 403
    assert asked.ask("GET", "/docs", {**HERE, "sec-fetch-site": "same-origin", **loading})[0] == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_webhook_changes_nothing(path: str) -> None:
    asked = Asked()
    assert asked.ask("POST", path, {**HERE, "mockcore-delivery": "1"})[0] == 403
    assert asked.bodies == []


@pytest.mark.parametrize("headers", OURS)
@pytest.mark.parametrize("body", [b"", b"{}"])
def test_our_own_pages_and_who_is_no_browser_do_as_they_like(headers: dict[str, str], body: bytes) -> None:
    asked = Asked()
    sized = {"content-length": str(len(body))} if body else {}
    assert asked.ask("POST", "/_mockcore/reset", {**HERE, **headers, **sized}, body)[0] == 200
    assert asked.bodies == [body]


@pytest.mark.parametrize("path", HOSTED)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_a_strangers_name_that_leads_here_is_refused(path: str, method: str) -> None:
    asked = Asked()
    status, _, body = asked.ask(method, path, {"host": "evil.example:8080", "origin": "http://evil.example:8080"})
    assert (status, asked.bodies) == (403, [])
    assert "MOCKCORE_TRUSTED_HOSTS" in orjson.loads(body)["errors"][0]


def test_a_page_cannot_pass_for_a_proxy_that_forwards_another_host() -> None:
    asked = Asked()
    assert asked.ask("GET", "/_mockcore/requests", HERE, arrived="evil.example")[0] == 403
    assert asked.ask("GET", "/_mockcore/requests", {"host": "evil.example"}, arrived="localhost:8080")[0] == 403
    assert asked.ask("GET", "/_mockcore/requests", HERE, arrived="inner:8080")[0] == 200


def test_storage_belongs_to_the_pages_of_the_api() -> None:
    asked = Asked(cors_origins="https://app.example")
    for path in ("/_mockcore/storage/1", "/_mockcore/files/1"):
        status, lines, _ = asked.ask("PUT", path, {**HERE, "origin": "https://app.example"})
        assert (status, lines["access-control-allow-origin"]) == (200, "https://app.example")
        status, _, body = asked.ask("PUT", path, {**HERE, "origin": "https://evil.example"})
        assert (status, b"MOCKCORE_CORS_ORIGINS" in body) == (403, True)
        # A picture of a record may be shown on any page, which cannot read it.
        picture = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
        assert asked.ask("GET", path, {**HERE, **picture})[0] == 200


def test_the_operator_may_let_every_page_in_to_the_api() -> None:
    status, lines, _ = Asked(cors_origins="*").ask("PUT", "/_mockcore/storage/1", {**HERE, "origin": "https://app.example"})
    assert (status, lines["access-control-allow-origin"]) == (200, "*")


def test_a_token_is_for_whoever_has_credentials_but_only_listed_pages_read_it() -> None:
    asked = Asked(cors_origins="https://app.example")
    for origin, readable in (("https://app.example", True), ("https://evil.example", False)):
        status, lines, _ = asked.ask("POST", "/oauth/token", {**HERE, "origin": origin, "sec-fetch-site": "cross-site"})
        assert (status, "access-control-allow-origin" in lines) == (200, readable)


def test_listed_origins_use_the_control_api_and_are_told_so_beforehand() -> None:
    asked = Asked(control_origins="https://console.example")
    page = {**HERE, "origin": "https://console.example", "sec-fetch-site": "cross-site"}
    asking = {"access-control-request-method": "PUT", "access-control-request-headers": "authorization,content-type"}
    status, lines, _ = asked.ask("OPTIONS", "/_mockcore/clock", {**page, **asking})
    assert (status, lines["access-control-allow-origin"]) == (204, "https://console.example")
    assert lines["access-control-allow-methods"] == "PUT"
    assert lines["access-control-allow-headers"] == "authorization,content-type"
    status, lines, _ = asked.ask("PUT", "/_mockcore/clock", page)
    assert (status, lines["access-control-allow-origin"]) == (200, "https://console.example")
    foreign = {**HERE, "origin": "https://evil.example", **asking}
    assert asked.ask("OPTIONS", "/_mockcore/clock", foreign)[0] == 403


def test_not_every_page_can_be_let_in_to_the_control_api() -> None:
    status, lines, _ = Asked(control_origins="*").ask("POST", "/_mockcore/reset", {**HERE, "origin": "https://evil.example"})
    assert (status, "access-control-allow-origin" in lines) == (403, False)


def test_origins_of_the_api_have_no_say_over_the_control_api() -> None:
    for listed in ("*", "https://app.example"):
        status, lines, _ = Asked(cors_origins=listed).ask("POST", "/_mockcore/reset", {**HERE, "origin": "https://app.example"})
        assert (status, "access-control-allow-origin" in lines) == (403, False)


def test_our_pages_are_in_no_frame_and_load_nothing_unless_they_say_so() -> None:
    _, lines, _ = Asked().ask("GET", "/_mockcore/requests", HERE)
    assert "frame-ancestors 'none'" in lines["content-security-policy"]
    assert (lines["x-content-type-options"], lines["cross-origin-resource-policy"]) == ("nosniff", "same-origin")


TOKEN = {"authorization": "Bearer s3cret"}


@pytest.mark.parametrize("authorization", ["", "Bearer other", "Bearer", "s3cret", "Bearer s3cret2"])
@pytest.mark.parametrize("path", ["/_mockcore/reset", "/_mockcore/requests", "/_mockcore/health/", "/_mockcore/"])
def test_with_a_token_the_control_api_is_for_who_has_it(authorization: str, path: str) -> None:
    asked = Asked(control_token="s3cret")
    status, lines, body = asked.ask("POST", path, {**HERE, "authorization": authorization})
    assert (status, asked.bodies, lines["www-authenticate"]) == (401, [], 'Bearer realm="mockcore"')
    assert "MOCKCORE_CONTROL_TOKEN" in orjson.loads(body)["errors"][0]
    assert asked.ask("POST", path, {**HERE, **TOKEN})[0] == 200


@pytest.mark.parametrize("path", ["/_mockcore/health", "/_mockcore/files/1", "/oauth/token", "/oauth/authorize", "/docs"])
def test_what_belongs_to_the_api_and_what_watches_over_containers_take_no_token(path: str) -> None:
    assert Asked(control_token="s3cret").ask("GET", path, HERE)[0] == 200


def test_a_prefix_written_twice_leads_to_no_back_door() -> None:
    with mockcore.running(control_token="s3cret", root_path="/procore") as server:
        for prefix in ("", "/procore", "/procore/procore"):
            for path in ("/_mockcore/requests", "//_mockcore/requests", "/./_mockcore/requests"):
                assert httpx.get(f"{server.url}{prefix}{path}").status_code in (401, 404), (prefix, path)
            assert httpx.get(f"{server.url}{prefix}/_mockcore/clock").status_code == 401


def test_a_token_is_no_excuse_for_a_foreign_page() -> None:
    foreign = {**HERE, **TOKEN, "origin": "https://evil.example"}
    assert Asked(control_token="s3cret").ask("POST", "/_mockcore/reset", foreign)[0] == 403


def test_the_control_api_takes_no_longer_bodies_than_the_api() -> None:
    asked = Asked(max_body_bytes=5000)
    for sized in ({"content-length": "5001"}, {"transfer-encoding": "chunked"}):
        assert asked.ask("PUT", "/_mockcore/clock", {**HERE, **sized}, b"x" * 5001)[0] == 413
    assert asked.bodies == []
    assert asked.ask("PUT", "/_mockcore/clock", {**HERE, "content-length": "5000"}, b"x" * 5000)[0] == 200
    assert asked.bodies == [b"x" * 5000]
