"""A year of a jobsite: every event is told once and in order, nothing is refused by a rule, and the records agree."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.store.query import Selection
from mockcore.testing.running import Running, running
from tests.sweep import WHOLE

BEGIN = "2026-01-15T15:00:00Z"
DAYS, STEP = (365, 30) if WHOLE else (12, 6)
RESOURCES = {
    "rfis": "RFIs", "rfis/replies": "RFI Replies", "punch_items": "Punch Items", "submittals": "Submittals",
    "observations/items": "Observation Items", "direct_costs": "Direct Costs", "requisitions": "Draw Requests",
}  # fmt: skip
MOST = 1_000_000


@pytest.fixture(scope="module")
def year() -> Iterator[Running]:
    with running(seed="demo", now=BEGIN, frozen=True) as server:
        for resource in RESOURCES.values():
            server.webhooks.subscribe(resource)
        server.jobsite.start()
        for _ in range(0, DAYS, STEP):
            server.clock.advance(days=STEP)
            server.webhooks.deliver()
        yield server


def records(server: Running, kind: str) -> list[Any]:
    return server.application.engine.world.select(Selection(kind, limit=MOST))


@pytest.mark.sweep
def test_every_event_is_told_once_and_in_order(year: Running) -> None:
    told = [payload["id"] for payload in year.webhooks.received]
    assert told == sorted(set(told))
    creations = Counter(payload["resource_name"] for payload in year.webhooks.received if payload["event_type"] == "create")
    made = {name: sum(record.created_at > BEGIN for record in records(year, kind)) for kind, name in RESOURCES.items()}
    assert creations == {name: count for name, count in made.items() if count}


@pytest.mark.sweep
def test_no_rule_refuses_what_people_do(year: Running) -> None:
    state = year.jobsite.state
    assert state["refused"] == []
    assert sum(count for acts in state["acts"].values() for count in acts.values()) > DAYS * 20


@pytest.mark.sweep
def test_nothing_contradicts_the_records_afterwards(year: Running) -> None:
    now = year.clock.now
    for kind in RESOURCES:
        for record in records(year, kind):
            assert record.created_at <= record.updated_at <= now, record
    fresh = {kind: [record for record in records(year, kind) if record.created_at > BEGIN] for kind in RESOURCES}
    for rfi in fresh["rfis"]:
        official = [answer for question in rfi.body["questions"] for answer in question["answers"] if answer["official"]]
        assert (rfi.body["status"] == "closed") <= bool(official), rfi.body
        assert bool(rfi.body["ball_in_court_ids"]) is (rfi.body["status"] == "open"), rfi.body
    for item in fresh["punch_items"]:
        assert (item.body["status"] == "Closed") is (item.body["workflow_status"] == "closed"), item.body
        assert bool(item.body.get("closed_at")) is (item.body["status"] == "Closed"), item.body
    for kind in ("rfis", "punch_items", "submittals"):
        numbers = Counter((row.project_id, row.body.get("number") or row.body.get("position")) for row in fresh[kind])
        assert max(numbers.values()) == 1, numbers.most_common(3)
