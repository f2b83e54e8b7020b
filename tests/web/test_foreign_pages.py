"""Pages of strangers in a real browser: whatever they try, nothing happens, and they read nothing."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

import mockcore
from mockcore.testing.running import Running
from tests.web.chromium import Browser

pytestmark = pytest.mark.browser

READ = [
    "/_mockcore/health", "/_mockcore/requests", "/_mockcore/requests.har", "/_mockcore/clock", "/_mockcore/apps",
    "/_mockcore/webhooks/deliveries", "/_mockcore/metrics", "/_mockcore/contract", "/docs", "/openapi.json",
    "/openapi/rfi.json", "/docs/assets/docs.js", "/oauth/consent.css",
]  # fmt: skip
CONSENT = "/oauth/authorize?response_type=code&client_id=mockcore-web&redirect_uri="
WRITE = [
    ("POST", "/_mockcore/reset", None),
    ("PUT", "/_mockcore/clock", {"now": "2001-01-01T00:00:00Z"}),
    ("POST", "/_mockcore/faults", {"match": {}, "effect": {"status": 500}}),
    ("DELETE", "/_mockcore/faults", None),
    ("POST", "/_mockcore/snapshots", {"name": "stolen"}),
    ("POST", "/_mockcore/snapshots/mine/restore", None),
    ("DELETE", "/_mockcore/snapshots/mine", None),
    ("POST", "/_mockcore/sandboxes", {"name": "stolen"}),
    ("PUT", "/_mockcore/rate-limit", {"hourly": 0}),
    ("POST", "/_mockcore/lifecycle", {"name": "x", "path": "/rest/**", "sunset": "2001-01-01"}),
    ("DELETE", "/_mockcore/requests", None),
    ("POST", "/_mockcore/webhooks/run", None),
    ("POST", "/_mockcore/apps", {"name": "stolen"}),
    (
        "POST",
        "/_mockcore/authorize",
        {"client_id": "mockcore-web", "redirect_uri": "http://localhost"},
    ),
]
# Who one is, with a token by the public credentials.
TOKEN = """async (target) => {
  const form = {grant_type: "client_credentials", client_id: "mockcore-dmsa", client_secret: "mockcore-dmsa-secret"};
  const answer = await fetch(target + "/oauth/token", {method: "POST", body: new URLSearchParams(form)});
  const headers = {Authorization: "Bearer " + (await answer.json()).access_token};
  return (await (await fetch(target + "/rest/v1.0/me", {headers})).json()).login;
}"""
ATTACK = (Path(__file__).parent / "foreign_page.js").read_text()


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with mockcore.running() as running:
        running.clock.freeze("2026-01-15T12:00:00Z")
        running.snapshot("mine")
        running.faults.add({"path": "/rest/v1.0/locations"}, status=503)
        yield running


@pytest.fixture
def stranger() -> Iterator[tuple[int, list[str]]]:
    """The port of a web server that is not ours, and the addresses that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Free kittens</title><body>Kittens")

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=web.serve_forever, daemon=True)
    thread.start()
    yield web.server_port, asked
    web.shutdown()
    web.server_close()
    thread.join()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path, scripts=True, strangers="*.example") as started:
        yield started


def state(server: Running) -> dict[str, Any]:
    """Everything that a page might change."""
    paths = (
        "clock",
        "faults",
        "lifecycle",
        "rate-limit",
        "snapshots",
        "sandboxes",
        "apps",
        "webhooks/deliveries",
        "webhooks/queue",
    )
    with httpx.Client(base_url=server.url, timeout=60) as http:
        shown = {path: http.get(f"/_mockcore/{path}").json() for path in paths}
        # What the API and OAuth were asked; that somebody asked for a page changes nothing.
        shown["requests"] = [row["path"] for row in http.get("/_mockcore/requests").json() if row["status"] < 400]
    return shown


def attack(browser: Browser, target: str, home: str) -> Any:
    return browser.run(f"({ATTACK})({json.dumps([target, READ, WRITE, CONSENT + home])})")


@pytest.mark.parametrize("name", ["evil.example", "localhost", "127.0.0.1"])
@pytest.mark.parametrize("address", ["127.0.0.1", "localhost"])
def test_a_page_of_another_origin_changes_nothing_and_reads_nothing(
    server: Running, browser: Browser, stranger: tuple[int, list[str]], name: str, address: str
) -> None:
    port, asked = stranger
    before = state(server)
    browser.open(f"http://{name}:{port}/")
    outcome = attack(browser, server.url.replace("127.0.0.1", address), f"http%3A%2F%2Flocalhost%3A{port}%2Fcallback")
    assert outcome["seen"] == []
    assert state(server) == before
    assert not [path for path in asked if "code=" in path]


def test_a_name_that_is_made_to_lead_here_changes_nothing_and_reads_nothing(server: Running, browser: Browser) -> None:
    before = state(server)
    rebound = server.url.replace("127.0.0.1", "evil.example")
    # The API answers by any name, as Procore's does: its page is of the same origin as everything that is asked for then.
    browser.open(f"{rebound}/rest/v1.0/me")
    outcome = attack(browser, rebound, "http%3A%2F%2Flocalhost")
    assert outcome["seen"] == []
    assert 403 in outcome["statuses"]
    assert state(server) == before
    assert browser.run(f"({TOKEN})('').catch(() => null)") is None


def test_the_attacks_would_work_for_a_listed_origin(browser: Browser, stranger: tuple[int, list[str]]) -> None:
    port, _ = stranger
    with mockcore.running(control_origins=f"http://evil.example:{port}") as open_server:
        open_server.snapshot("mine")
        before = state(open_server)
        browser.open(f"http://evil.example:{port}/")
        outcome = attack(browser, open_server.url, "http%3A%2F%2Flocalhost")
        assert {row[2] for row in outcome["seen"]} >= {"/_mockcore/requests", "/_mockcore/reset", "/openapi.json"}
        assert state(open_server) != before


def test_a_token_is_made_but_not_read_by_a_page_that_is_not_listed(
    server: Running, browser: Browser, stranger: tuple[int, list[str]]
) -> None:
    page = f"http://app.example:{stranger[0]}"
    browser.open(f"{page}/")
    assert browser.run(f"({TOKEN})('{server.url}').catch(() => null)") is None
    with mockcore.running(cors_origins=page) as listed:
        assert browser.run(f"({TOKEN})('{listed.url}')")


def test_an_uploaded_page_does_not_run(server: Running, browser: Browser) -> None:
    asked = {"response_filename": "evil.html", "response_content_type": "text/html"}
    upload = server.create("/rest/v1.0/projects/225100/uploads", asked)
    evil = b"<script>fetch('/_mockcore/reset', {method: 'POST'})</script>"
    assert httpx.put(upload["url"], content=evil).status_code == 200
    before = state(server)
    browser.open(f"{server.url}/rest/v1.0/me")
    address = upload["url"].replace("/storage/", "/files/")
    script = """new Promise((done) => { const frame = document.createElement("iframe"); frame.src = "%s";
      frame.onload = () => done("loaded"); setTimeout(() => done("not shown"), 1500); document.body.append(frame); })"""
    assert browser.run(script % address)
    assert state(server) == before
