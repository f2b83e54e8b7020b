"""What a test steers on a running server."""

from collections.abc import Iterator

import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.testing.running import Running


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
