"""What a test steers on a running server."""

from collections.abc import Iterator

import httpx
import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.testing.controls import SandboxControls
from mockcore.testing.running import Running

Suites = list[tuple[SandboxControls, httpx.Client]]


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with mockcore.running() as server:
        yield server


@pytest.fixture
def server(running: Running) -> Running:
    running.reset()
    return running


def test_the_clock_is_travelled_frozen_and_advanced(server: Running) -> None:
    server.clock.freeze("2026-01-15T12:00:00Z")
    server.clock.advance(hours=12)
    assert server.clock.now == "2026-01-16T00:00:00Z"
    with pytest.raises(OperatorError, match="PUT /_mockcore/clock"):
        server.clock.travel("soon")


def test_a_rule_strikes_until_it_is_cleared(server: Running) -> None:
    name = server.faults.add({"path": "/rest/v1.0/me"}, status=503)
    with pytest.raises(OperatorError, match=r"GET /rest/v1\.0/me"):
        server.get("/rest/v1.0/me")
    assert [(rule["id"], rule["fired"]) for rule in server.faults.rules] == [(name, 1)]
    server.faults.clear()
    assert server.get("/rest/v1.0/me")


def test_requests_are_verified(server: Running) -> None:
    server.get("/rest/v1.0/me")
    server.requests.verify(path="/rest/v1.0/me", count=1)
    server.requests.never(path="/rest/v1.0/companies")
    with pytest.raises(AssertionError):
        server.requests.verify(path="/rest/v1.0/companies")


def test_what_breaks_the_contract_fails_the_check_and_is_fresh_once(server: Running) -> None:
    server.contract.check()
    server.get(f"/rest/v1.0/projects/{server.project_id}/rfis", colour="red")
    with pytest.raises(AssertionError, match="unknown-parameter"):
        server.contract.check()
    server.contract.check("unknown-parameter")
    assert [len(server.contract.fresh()["findings"]) for _ in range(2)] == [1, 0]


@pytest.fixture
def suites(server: Running) -> Suites:
    """The controls of two sandboxes, each with a client of its own."""
    pairs = []
    for _ in range(2):
        sandbox = httpx.post(f"{server.url}/_mockcore/sandboxes").json()
        grant = {"grant_type": "client_credentials", **{key: sandbox[key] for key in ("client_id", "client_secret")}}
        token = httpx.post(f"{server.url}/oauth/token", data=grant).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(sandbox["id"])}
        client = httpx.Client(base_url=server.url, headers=headers, params={"company_id": sandbox["id"]})
        pairs.append((server.sandbox(sandbox["id"]), client))
    return pairs


def test_each_sandbox_has_rules_and_quotas_of_its_own(
    server: Running, suites: list[tuple[SandboxControls, httpx.Client]]
) -> None:
    (mine, me), (_, other) = suites
    path = "/rest/v1.0/vendors"
    server.faults.add({"path": path}, status=502)
    mine.faults.add({"path": path}, status=503)
    mine.rate_limit(hourly=3)
    with me, other:
        assert [me.get(path).status_code for _ in range(4)] == [503, 503, 503, 429]
        assert other.get(path).status_code == 502
        mine.faults.replace([])
        mine.rate_limit("production")
        assert [me.get(path).status_code, other.get(path).status_code] == [200, 502]
        mine.follow_server()
        assert (me.get(path).status_code, me.get(path).headers["x-rate-limit-limit"]) == (502, "1000000")
    assert [rule["fired"] for rule in server.faults.rules] == [4]
    with pytest.raises(OperatorError, match="There is no sandbox 5"):
        server.sandbox(5).faults.clear()


def test_each_sandbox_is_asked_about_alone(server: Running, suites: Suites) -> None:
    (mine, me), (others, other) = suites
    with me, other:
        me.get("/rest/v1.0/vendors", params={"colour": "red"})
        other.get("/vapid/me")
    mine.requests.never(deprecated=True)
    others.requests.verify(deprecated=True, count=1)
    assert [finding["code"] for finding in mine.contract.findings] == ["unknown-parameter"]
    mine.requests.clear()
    assert (len(mine.requests), len(others.requests)) == (0, 2)
    with pytest.raises(AssertionError, match="deprecated-operation"):
        others.contract.check()


def test_each_sandbox_may_live_at_a_time_of_its_own(server: Running, suites: Suites) -> None:
    (mine, me), (others, other) = suites
    mine.clock.freeze("2019-01-15T12:00:00Z")
    with me, other:
        assert (me.get("/vapid/me").status_code, other.get("/vapid/me").status_code) == (200, 410)
        created = [client.post("/rest/v1.0/vendors", json={"vendor": {"name": "Acme"}}).json() for client in (me, other)]
    assert (created[0]["created_at"], created[1]["created_at"] > "2020") == ("2019-01-15T12:00:00Z", True)
    mine.clock.advance(hours=1)
    assert [exchange["at"] for exchange in mine.requests][-1] == "2019-01-15T12:00:00Z"
    assert (mine.clock.now, others.clock.now > "2020", server.clock.now > "2020") == ("2019-01-15T13:00:00Z", True, True)
    mine.follow_server()
    assert mine.clock.now > "2020"


def test_people_still_sign_in_when_a_test_has_changed_where_they_are_sent_back_to(server: Running) -> None:
    server.apps.change("mockcore-web", redirect_uris=["https://app.example.com/callback"])
    assert server.token("sandbox+admin@example.com")
    app = server.apps.register("Site Diary", kind="user_login")
    assert app["uid"] in [registered["uid"] for registered in server.apps]
