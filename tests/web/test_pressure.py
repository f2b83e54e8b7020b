"""Quotas, faults, journal and metrics over the wire."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import RunningServer, running

FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
RFIS = "/rest/v1.0/projects/225100/rfis"


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=5) as client:
        client.post("/_mockcore/reset").raise_for_status()
        token = client.post("/oauth/token", data=FORM).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client
        client.post("/_mockcore/reset").raise_for_status()


def strike(http: httpx.Client, effect: dict[str, Any], **match: Any) -> None:
    http.put("/_mockcore/faults", json={"rules": [{"match": match, "effect": effect}]}).raise_for_status()


def test_every_answer_tells_the_quota(http: httpx.Client) -> None:
    http.put("/_mockcore/rate-limit", json={"hourly": 100, "spike": 50}).raise_for_status()
    answers = [
        http.get(RFIS),
        http.get("/rest/v1.0/nothing"),
        http.get("/vapid/projects"),
        http.get(RFIS, headers={"Authorization": "Bearer bad"}),
        http.get("/rest/v2.0/companies/1/webhooks/hooks"),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 410, 401, 404]
    assert all(int(answer.headers["x-rate-limit-remaining"]) < 50 for answer in answers)
    assert {answer.headers["x-rate-limit-limit"] for answer in answers} == {"50"}


@pytest.mark.parametrize("path", [RFIS, "/rest/v1.0/nothing", "/rest", "/vapid", "/rest/", "/vapid/projects"])
def test_every_method_at_every_path_tells_the_quota(http: httpx.Client, path: str) -> None:
    answers = [http.request(method, path) for method in ("GET", "HEAD", "OPTIONS", "PUT", "TRACE", "PROPFIND")]
    answers.append(http.post(path, content=b"{", headers={"Content-Type": "application/json"}))
    for answer in answers:
        told = [answer.headers.get(f"x-rate-limit-{name}", "") for name in ("limit", "remaining", "reset")]
        assert all(value.isdigit() for value in told), (answer.request.method, answer.status_code, told)


def test_to_ask_what_one_may_ask_is_not_counted_nor_refused(http: httpx.Client) -> None:
    http.put("/_mockcore/rate-limit", json={"hourly": 1}).raise_for_status()
    assert [http.options(RFIS).status_code for _ in range(3)] == [204, 204, 204]
    assert [http.get(RFIS).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("path", [RFIS, "/rest/v2.0/companies/4264590/webhooks/hooks"])
def test_above_the_quota_is_429_in_the_paths_dialect(http: httpx.Client, path: str) -> None:
    http.put("/_mockcore/rate-limit", json={"hourly": 2}).raise_for_status()
    answers = [http.get(path) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    told = answers[2].json()
    text = told["errors"][0] if "errors" in told else told["error"]["message"]
    assert text.startswith("You have surpassed the max number of requests")
    assert int(answers[2].headers["retry-after"]) > 3_500
    http.put("/_mockcore/clock", json={"advance": 3_601}).raise_for_status()
    assert http.get(path).status_code == 200


def test_a_status_is_in_the_dialect_and_told_in_the_journal(http: httpx.Client) -> None:
    strike(http, {"status": 503, "retry_after": 3}, tool="rfi", nth=1)
    answer = http.get(RFIS)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert answer.json() == {"errors": ["Service Unavailable"]}
    assert http.get(RFIS).status_code == 200
    rule = http.get("/_mockcore/faults").json()["rules"][0]
    assert (rule["seen"], rule["fired"]) == (2, 1)
    struck = http.get("/_mockcore/requests", params={"fault": rule["id"]}).json()
    assert [shown["status"] for shown in struck] == [503]


@pytest.mark.parametrize(
    ("kind", "failure"),
    [
        ("reset", httpx.ReadError),
        ("lost", httpx.RemoteProtocolError),
        ("truncate", httpx.RemoteProtocolError),
        ("timeout", httpx.ReadTimeout),
    ],
)
def test_a_connection_that_fails(http: httpx.Client, kind: str, failure: type[Exception]) -> None:
    strike(http, {"kind": kind, "seconds": 2}, times=1)
    with pytest.raises(failure):
        http.get(RFIS, timeout=0.5)
    assert http.get(RFIS).status_code == 200


def test_an_answer_that_is_lost_has_had_its_effect(http: httpx.Client) -> None:
    strike(http, {"kind": "lost"}, method="POST", times=1)
    body = {"company_id": 4264590, "vendor": {"name": "Lost and found"}}
    with pytest.raises(httpx.RemoteProtocolError):
        http.post("/rest/v1.0/vendors", json=body)
    names = [part["name"] for part in http.get("/rest/v1.0/vendors?company_id=4264590").json()]
    assert names.count("Lost and found") == 1


def test_json_that_ends_too_early_and_a_slow_drip(http: httpx.Client) -> None:
    strike(http, {"kind": "malformed"}, times=1)
    answer = http.get(RFIS)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|Invalid|Extra"):
        answer.json()
    whole = http.get(RFIS)
    strike(http, {"kind": "drip", "bytes_per_second": 4_000}, times=1)
    began = time.monotonic()
    assert http.get(RFIS).json() == whole.json()
    assert time.monotonic() - began > len(whole.content) / 4_000 * 0.7


def test_a_stale_read_shows_what_was_before_the_last_change(http: httpx.Client) -> None:
    strike(http, {"kind": "stale"}, method="GET", path="/rest/v1.0/vendors", nth=2)
    path, body = "/rest/v1.0/vendors?company_id=4264590", {"company_id": 4264590, "vendor": {"name": "Just made"}}
    before = http.get(path).json()
    assert http.post("/rest/v1.0/vendors", json=body).status_code == 201
    assert http.get(path).json() == before
    assert len(http.get(path).json()) == len(before) + 1


def test_what_is_being_answered_when_the_server_is_stopped_is_finished(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server, httpx.Client(base_url=server.url, timeout=30) as http:
        token = http.post("/oauth/token", data=FORM).json()["access_token"]
        strike(http, {"latency_ms": 2_500})
        with ThreadPoolExecutor(1) as pool:
            headers = {"Authorization": f"Bearer {token}"}
            asked = pool.submit(httpx.get, server.url + RFIS, headers=headers, timeout=30)
            while not http.get("/_mockcore/faults").json()["rules"][0]["fired"]:
                time.sleep(0.02)
            server.process.send_signal(signal.SIGTERM)
            assert asked.result().status_code == 200
        assert server.process.wait(20) == 0


def test_latency_delays_one_call_and_no_other(http: httpx.Client) -> None:
    strike(http, {"latency_ms": 400}, times=1)
    began = time.monotonic()
    http.get(RFIS)
    assert 0.4 <= time.monotonic() - began < 2


def test_a_lost_refresh_token_is_dead(http: httpx.Client) -> None:
    body = {"client_id": "mockcore-web", "redirect_uri": "http://localhost", "login": "sandbox+sub@example.com"}
    code = http.post("/_mockcore/authorize", json=body).json()["code"]
    app = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost", **app}
    first = http.post("/oauth/token", data=form).json()
    http.put("/_mockcore/faults", json={"profile": "lost-refresh"}).raise_for_status()
    form = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"], **app}
    with pytest.raises(httpx.RemoteProtocolError):
        http.post("/oauth/token", data=form)
    again = http.post("/oauth/token", data=form)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_the_journal_shows_oauth_without_secrets(http: httpx.Client) -> None:
    http.delete("/_mockcore/requests").raise_for_status()
    token = http.post("/oauth/token", data=FORM).json()["access_token"]
    http.get(RFIS)
    shown = http.get("/_mockcore/requests").json()
    assert [(part["method"], part["path"], part["status"]) for part in shown] == [
        ("POST", "/oauth/token", 200),
        ("GET", RFIS, 200),
    ]
    assert shown[1]["operation"] == "listRfis"
    assert (shown[1]["client_id"], shown[1]["company_id"]) == ("mockcore-dmsa", 4264590)
    text = http.get("/_mockcore/requests").text + http.get("/_mockcore/requests.har").text
    assert token not in text
    assert "mockcore-dmsa-secret" not in text
    told = http.post("/_mockcore/requests/verify", json={"request": {"operation": "listRfis"}, "count": 1}).json()
    assert told["verified"] is True
    assert http.get(f"/_mockcore/requests/{shown[1]['id']}").json()["path"] == RFIS
    assert http.get("/_mockcore/requests/0").status_code == 404
    assert http.get("/_mockcore/requests?verb=GET").status_code == 400


def test_metrics_count_what_was_answered(http: httpx.Client) -> None:
    http.get(RFIS)
    text = http.get("/_mockcore/metrics").text
    line = next(
        part for part in text.splitlines() if part.startswith('mockcore_requests_total{tool="rfi",method="GET",status="200"}')
    )
    assert int(line.split()[-1]) >= 1
    assert "mockcore_request_duration_seconds_count" in text


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/_mockcore/faults", {"match": {"tool": "none"}, "effect": {"status": 503}}),
        ("PUT", "/_mockcore/faults", {"profile": "none"}),
        ("PUT", "/_mockcore/faults", {"rules": 5}),
        ("PUT", "/_mockcore/rate-limit", {"preset": "none"}),
        ("POST", "/_mockcore/requests/verify", {"times": 1}),
        ("POST", "/_mockcore/requests/verify", {"order": 5}),
        ("POST", "/_mockcore/requests/verify", {"order": []}),
        ("POST", "/_mockcore/requests/verify", {"request": []}),
        ("POST", "/_mockcore/requests/verify", {"request": {}, "at_least": -1}),
        ("GET", "/_mockcore/requests?limit=many", None),
        ("PUT", "/_mockcore/rate-limit", {"hourly": 10**30}),
    ],
)
def test_what_cannot_be_used_is_a_clear_400(http: httpx.Client, method: str, path: str, body: Any) -> None:
    answer = http.request(method, path, json=body)
    assert answer.status_code == 400
    assert answer.json()["errors"]
