"""A jobsite that goes on living, as an integration meets it: over HTTP, by its clock, with webhooks."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mockcore.testing.running import Running, running as started
from tests.conftest import running
from tests.flows.conftest import sign_in

BEGIN = "2026-01-15T15:00:00Z"
PROJECT = 225100


@pytest.fixture
def server() -> Iterator[Running]:
    with started(now=BEGIN, frozen=True) as server:
        yield server


def test_an_rfi_of_an_integration_is_answered_and_closed_and_its_webhooks_come_in_order(server: Running) -> None:
    people = {user["name"]: user["id"] for user in server.get(f"/rest/v1.0/projects/{PROJECT}/users")}
    for resource in ("RFIs", "RFI Replies"):
        server.webhooks.subscribe(resource)
    server.jobsite.start(tools=["rfi"], projects=[PROJECT], rates={"rfis": 0})
    question = {"subject": "Lintel bearing at opening 4", "question": {"body": "Four inches or eight?"}}
    names = {"assignee_ids": [people["Test Architect"]], "rfi_manager_id": people["API Support"]}
    number = server.create(f"/rest/v1.0/projects/{PROJECT}/rfis", {"rfi": {**question, **names}})["id"]
    server.clock.advance(days=10)
    replies = server.get(f"/rest/v1.0/projects/{PROJECT}/rfis/{number}/replies")
    assert replies[-1]["body"] == "Provide 8 inches of bearing, grouted solid two courses below."
    server.clock.advance(days=6)
    assert server.get(f"/rest/v1.0/projects/{PROJECT}/rfis/{number}")["status"] == "closed"
    server.webhooks.deliver()
    events = [payload for payload in server.webhooks.received if payload["user_id"] in people.values()]
    assert [payload["timestamp"] for payload in events] == sorted(payload["timestamp"] for payload in events)
    of_rfi = [(row["resource_name"], row["event_type"]) for row in events if row["resource_id"] in (number, replies[-1]["id"])]
    answered = of_rfi[of_rfi.index(("RFI Replies", "create")) :]
    assert len(answered) >= 3
    assert set(answered[1:]) == {("RFIs", "update")}


def test_of_several_workers_one_alone_lives_the_time(tmp_path: Path) -> None:
    options = ("--workers", "2", "--db", str(tmp_path / "world.db"), "--now", BEGIN, "--frozen")
    with running(tmp_path / "log", *options) as server, httpx.Client(base_url=server.url, timeout=120) as http:
        sign_in(http)
        http.put("/_mockcore/jobsite", json={"on": True, "tools": ["daily_log"]}).raise_for_status()
        for _ in range(4):
            # Each on a connection of its own, so that any worker may have to do it.
            httpx.put(server.url + "/_mockcore/clock", json={"advance": 86_400.0}, timeout=120).raise_for_status()
        states = [httpx.get(server.url + "/_mockcore/jobsite", timeout=30).json() for _ in range(6)]
        assert all(state == states[0] for state in states)
        sign_in(http)
        # Thursday, Friday and, at seven in the morning, Monday; in each of the projects that are connected.
        logs = http.get(f"/rest/v1.0/projects/{PROJECT}/weather_logs?start_date=2026-01-01&end_date=2026-02-01").json()
        assert [log["date"] for log in logs].count("2026-01-16") == 1
        assert states[0]["refused"] == []
        assert states[0]["acts"]["daily_log"]["weather_logs"] >= len(logs)


def test_time_that_runs_by_itself_is_lived_in_the_background(server: Running) -> None:
    server.jobsite.start(tools=["daily_log"], projects=[PROJECT])
    server.clock.speed(1_000_000)
    server.clock.travel("2026-01-20T15:00:00Z", frozen=True)
    assert server.jobsite.state["acts"]["daily_log"]["weather_logs"] == 3
    with server.client() as client:
        client.put("/_mockcore/clock", json={"speed": 500_000, "frozen": False}).raise_for_status()
    deadline = time.monotonic() + 20
    while server.jobsite.state["acts"]["daily_log"]["weather_logs"] == 3:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert server.jobsite.state["lived_until"] > "2026-01-20T15:00:00Z"
