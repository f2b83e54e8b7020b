"""Claims about everything that was asked, once there is no room for the bodies of most of it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.testing.running import Running

RFIS = "/rest/v1.0/projects/225100/rfis"
CLAIMS: list[dict[str, Any]] = [
    {"request": {"deprecated": True}, "never": True},
    {"request": {"deprecated": True}, "count": 2},
    {"request": {"method": "POST", "status": 201}, "count": 24},
    {"request": {"method": "POST", "status": 201}, "count": 23},
    {"request": {"path": "/rest/**/rfis", "query": "per_page=5"}, "at_least": 24},
    {"request": {"status": "4xx"}, "at_most": 0},
    {"request": {"fault": "fault-1"}, "count": 1},
    {"order": [{"status": 503}, {"method": "POST"}, {"path": "/rest/v1.0/me"}]},
    {"order": [{"path": "/rest/v1.0/me"}, {"status": 503}]},
]


def suite(server: Running) -> None:
    """Calls that break the contract in many ways, and large bodies that come after."""
    with server.client() as client:
        user = server.get("/rest/v1.0/projects/225100/users")[0]["id"]
        server.faults.add({"path": RFIS, "nth": 1}, status=503)
        client.get(RFIS)
        for _ in range(2):
            client.get("/vapid/me")
        client.get(f"{RFIS}?colour=red")
        client.post(RFIS, json={"thing": {"subject": "x"}})
        client.get("/rest/v1.0/me", headers={"Authorization": ""})
        client.request("GET", "/rest/v1.0/nothing")
        for number in range(24):
            rfi = {"subject": f"Number {number}", "rfi_manager_id": user, "question": {"body": "?" * 9_000}, "colour": "red"}
            created = client.post(RFIS, json={"rfi": rfi}).raise_for_status().json()
            client.get(RFIS, params={"per_page": 5, "page": number + 1})
            client.get(f"{RFIS}/{created['id']}")
        client.get("/rest/v1.0/me")


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Running, Running]]:
    """One with room for everything, and one with room for next to nothing."""
    clock = {"now": "2026-01-15T12:00:00Z", "frozen": True}
    with (
        mockcore.running(journal_bytes=100_000_000, **clock) as all_there,
        mockcore.running(journal_bytes=120_000, **clock) as poor,
    ):
        for server in (all_there, poor):
            suite(server)
        yield all_there, poor


def control(server: Running, method: str, path: str, body: Any = None) -> Any:
    return httpx.request(method, f"{server.url}/_mockcore/{path}", json=body, timeout=60).raise_for_status().json()


def without(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "dropped_bodies"}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_has_the_same_answer_with_and_without_the_bodies(
    servers: tuple[Running, Running], claim: dict[str, Any]
) -> None:
    all_there, poor = (control(server, "POST", "requests/verify", claim) for server in servers)
    assert without(all_there) == without(poor)
    assert (all_there["dropped_bodies"], poor["dropped_bodies"] > 50) == (0, True)


def test_the_report_and_the_coverage_are_the_same(servers: tuple[Running, Running]) -> None:
    for path in ("contract", "contract?coverage=true&after=9&apart=true", "contract?company_id=4264590", "contract/coverage"):
        all_there, poor = (control(server, "GET", path) for server in servers)
        assert without(all_there) == without(poor)
        assert poor["dropped_bodies"] > 50
    codes = set(control(servers[1], "GET", "contract")["counts"])
    assert codes > {"deprecated-operation", "unknown-parameter", "unknown-field", "missing-token", "unknown-operation"}


def test_every_exchange_says_whether_it_has_its_bodies(servers: tuple[Running, Running]) -> None:
    all_there, poor = servers
    exchanges = list(poor.requests)
    dropped = [exchange for exchange in exchanges if exchange["body_dropped"]]
    assert 50 < len(dropped) < len(exchanges) == len(all_there.requests)
    assert exchanges[-1]["response"]["body"]["login"]
    names = set(exchanges[0]) - {"request", "response", "body_dropped", "duration_ms", "url"}
    for before, after in zip(all_there.requests, exchanges, strict=True):
        assert {name: before[name] for name in names} == {name: after[name] for name in names}
    log = poor.requests.har()["log"]
    assert log["comment"].startswith(f"{len(dropped)} entries are without bodies")
    assert sum("comment" in entry for entry in log["entries"]) == len(dropped)


def test_a_claim_about_bodies_that_are_dropped_names_the_setting(servers: tuple[Running, Running]) -> None:
    _, poor = servers
    poor.requests.verify(body={"rfi": {"subject": "Number 23"}})
    poor.requests.never(contains="absent", status=404, method="DELETE")
    for claim in ({"contains": "absent"}, {"body": {"rfi": {"subject": "absent"}}}):
        with pytest.raises(OperatorError, match="MOCKCORE_JOURNAL_BYTES"):
            poor.requests.never(**claim)
    with pytest.raises(OperatorError, match="MOCKCORE_JOURNAL_BYTES"):
        poor.requests.find(contains="Number 1")


def test_the_contract_is_checked_against_everything(servers: tuple[Running, Running]) -> None:
    _, poor = servers
    with pytest.raises(AssertionError, match="deprecated-operation"):
        poor.contract.check()
    with pytest.raises(AssertionError, match="expected were exactly 0"):
        poor.requests.never(deprecated=True)
