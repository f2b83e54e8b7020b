"""The page on which a person grants or refuses what an app asks for."""

import json
import re
import shlex
import time
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

import mockcore
from tests.conftest import RunningServer
from tests.web.chromium import Browser

HOME = "http://localhost:5000/callback"
ASK = {"response_type": "code", "client_id": "mockcore-web", "redirect_uri": HOME, "state": 'a"><script>b'}
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


def opened(http: httpx.Client, **changes: str) -> tuple[str, str, dict[str, int]]:
    """(address of the form, its proof, people by what is shown of them)."""
    page = http.get("/oauth/authorize", params={**ASK, **changes}).text
    action, csrf = re.search('method="post" action="([^"]+)"', page), re.search('name="csrf" value="([^"]+)"', page)
    assert action is not None
    assert csrf is not None
    people = {unescape(name): int(number) for number, name in re.findall('<option value="([0-9]+)">([^<]+)<', page)}
    return unescape(action[1]), csrf[1], people


def told(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 302
    place, _, query = answer.headers["Location"].partition("?")
    assert place == HOME
    return dict(parse_qsl(query))


def test_the_page_shows_who_asks_for_what_and_escapes_it(http: httpx.Client) -> None:
    answer = http.get("/oauth/authorize", params=ASK)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    for part in ('<html lang="en">', "<h1>Allow mockcore web", HOME, 'label="mockcore Sandbox Company"', 'for="user_id"'):
        assert part in answer.text
    assert "script" not in answer.text.replace("%3Cscript%3E", "")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert http.get("/oauth/consent.css").headers["Content-Type"].startswith("text/css")


def test_approval_sends_a_code_of_the_chosen_person(http: httpx.Client) -> None:
    action, csrf, people = opened(http)
    architect = people["Test Architect (sandbox+arch@example.com)"]
    form = {"csrf": csrf, "user_id": str(architect), "decision": "approve"}
    found = told(http.post(action, data=form))
    assert found["state"] == ASK["state"]
    form = {"grant_type": "authorization_code", "code": found["code"], "redirect_uri": HOME}
    token = http.post("/oauth/token", data=form, auth=("mockcore-web", "mockcore-web-secret")).json()["access_token"]
    info = http.get("/oauth/token/info", headers={"Authorization": f"Bearer {token}"}).json()
    assert info["resource_owner_id"] == architect


def test_a_login_may_be_typed_instead(http: httpx.Client) -> None:
    action, csrf, _ = opened(http)
    form = {"csrf": csrf, "user_id": "", "login": "sandbox+sub@example.com", "decision": "approve"}
    assert set(told(http.post(action, data=form))) == {"code", "state"}


def test_denial_sends_access_denied(http: httpx.Client) -> None:
    action, csrf, _ = opened(http)
    found = told(http.post(action, data={"csrf": csrf, "decision": "deny"}))
    assert (found["error"], found["state"]) == ("access_denied", ASK["state"])


def test_out_of_band_the_answer_is_shown(http: httpx.Client) -> None:
    action, csrf, people = opened(http, redirect_uri=OUT_OF_BAND)
    form = {"csrf": csrf, "user_id": str(next(iter(people.values()))), "decision": "approve"}
    page = http.post(action, data=form)
    found = re.search('<code id="authorization_code">([0-9a-f]{64})</code>', page.text)
    assert found is not None
    form = {"grant_type": "authorization_code", "code": found[1], "redirect_uri": OUT_OF_BAND}
    assert http.post("/oauth/token", data=form, auth=("mockcore-web", "mockcore-web-secret")).status_code == 200
    denied = http.post(action, data={"csrf": csrf, "decision": "deny"})
    assert (denied.status_code, "access_denied" in denied.text) == (400, True)


@pytest.mark.parametrize(
    "form", [{}, {"decision": "maybe"}, {"decision": "approve"}, {"decision": "approve", "user_id": "1"},
             {"decision": "approve", "user_id": "x"}, {"decision": "approve", "login": "nobody"}],
)  # fmt: skip
def test_a_choice_that_there_is_not_is_asked_again(http: httpx.Client, form: dict[str, str]) -> None:
    action, csrf, _ = opened(http)
    page = http.post(action, data={"csrf": csrf, **form})
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert f'name="csrf" value="{csrf}"' in page.text


def test_a_way_back_that_is_not_registered_is_refused_with_the_lines_that_register_it(
    server: RunningServer, http: httpx.Client
) -> None:
    uri = "http://localhost:3000/it's/callback"
    refused = http.get("/oauth/authorize", params={**ASK, "redirect_uri": uri})
    lines = [unescape(line) for line in re.findall("<pre><code>(.*)</code></pre>", refused.text)]
    assert lines[0].startswith("mockcore serve --redirect-uris ")
    command = shlex.split(lines[1])
    assert (refused.status_code, command[:4]) == (400, ["curl", "-X", "PATCH", f"{server.url}/_mockcore/apps/mockcore-web"])
    http.patch(command[3], content=command[-1], headers={"Content-Type": "application/json"}).raise_for_status()
    assert http.get("/oauth/authorize", params={**ASK, "redirect_uri": uri}).status_code == 200
    http.post("/_mockcore/reset")
    relative = http.get("/oauth/authorize", params={**ASK, "redirect_uri": "/callback"})
    assert (relative.status_code, "<pre>" in relative.text) == (400, False)


def test_a_form_that_this_browser_was_not_shown_is_refused(server: RunningServer, http: httpx.Client) -> None:
    action, csrf, people = opened(http)
    form = {"csrf": csrf, "user_id": str(next(iter(people.values()))), "decision": "approve"}
    with httpx.Client(base_url=server.url) as stranger:
        refused = [stranger.post(action, data=form)]
        opened(stranger)
        refused.append(stranger.post(action, data=form))
    refused += [
        http.post(action, data={**form, "csrf": ""}),
        http.post(action, data={**form, "csrf": "ä"}),
        http.post(action.replace("localhost%3A5000", "localhost%3A6000"), data=form),
        http.post(action, data=form, headers={"Sec-Fetch-Site": "cross-site"}),
        http.post(action, data=form, headers={"Sec-Fetch-Site": "same-site"}),
        http.post(action, data=form, headers={"Origin": "https://evil.example"}),
        http.post(action, data=form, headers={"Origin": "null"}),
    ]
    assert [(answer.status_code, "Location" in answer.headers) for answer in refused] == [(403, False)] * len(refused)
    assert told(http.post(action, data=form, headers={"Sec-Fetch-Site": "same-origin", "Origin": server.url}))["code"]


def test_two_pages_of_one_browser_do_not_spoil_each_other(http: httpx.Client) -> None:
    first = opened(http, state="1")
    second = opened(http, state="2")
    for action, csrf, _ in (first, second):
        assert told(http.post(action, data={"csrf": csrf, "decision": "deny"}))["error"] == "access_denied"


def test_below_a_proxys_path_the_page_stays_there(http: httpx.Client) -> None:
    answer = http.get("/oauth/authorize/", params=ASK)
    assert (answer.status_code, answer.headers["Set-Cookie"].count("Path=/oauth/authorize")) == (200, 1)
    wrong = http.put("/oauth/authorize")
    assert (wrong.status_code, set(wrong.headers["Allow"].split(", "))) == (405, {"GET", "POST"})


def test_a_sandbox_among_many_is_on_the_page_and_every_company_is_found_by_name() -> None:
    with mockcore.running() as crowded, httpx.Client(base_url=crowded.url, timeout=60) as http:
        sandboxes = [http.post("/_mockcore/sandboxes", json={"name": f"Crowd {number}"}).json() for number in range(60)]
        last = sandboxes[-1]
        web = next(app["client_id"] for app in last["apps"] if app["client_id"].startswith("mockcore-web"))
        names = re.findall('<optgroup label="([^"]+)"', http.get("/oauth/authorize", params={**ASK, "client_id": web}).text)
        assert names[0] == "Crowd 59"
        page = http.get("/oauth/authorize", params={**ASK, "company": "crowd 58"}).text
        assert re.findall('<optgroup label="([^"]+)"', page) == ["Crowd 58 (app not connected)"]
        assert [unescape(state) for state in re.findall('name="state" value="([^"]+)"', page)] == [ASK["state"]]
        action, csrf, people = opened(http, company="crowd 58")
        answer = http.post(action, data={"csrf": csrf, "user_id": str(next(iter(people.values()))), "decision": "approve"})
        assert told(answer)["code"]
        assert 'role="search"' in http.get("/oauth/authorize", params={**ASK, "company": "<none>"}).text


@pytest.fixture
def home() -> Iterator[tuple[str, list[str]]]:
    """The address of an app that waits for its answer, and the answers that it got."""
    got: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/callback"):
                got.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<title>Back at the app</title>")

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}/callback", got
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path) as started:
        yield started


@pytest.mark.browser
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # From the person's list over the login to Allow.
        (["Tab", "ArrowDown", "Tab", "Tab", "Enter"], {"code"}),
        (["Tab", "Tab", "Tab", " "], {"code"}),
        (["Tab", "Tab", "Tab", "Tab", "Enter"], {"error", "error_description"}),
    ],
)
def test_a_person_decides_by_keyboard_alone_and_without_javascript(
    server: RunningServer, browser: Browser, home: tuple[str, list[str]], keys: list[str], expected: set[str]
) -> None:
    address, got = home
    query = httpx.QueryParams({**ASK, "redirect_uri": address})
    browser.open(f"{server.url}/oauth/authorize?{query}")
    for key in keys:
        browser.press(key)
        # Where the focus is must be seen.
        assert key != "Tab" or browser.changed()
    deadline = time.monotonic() + 20
    while not got and time.monotonic() < deadline:
        time.sleep(0.05)
    assert set(dict(parse_qsl(urlsplit(got[0]).query))) == {*expected, "state"}
    assert json.dumps(got).count("code=") == ("code" in expected)
