"""A year of a jobsite: every event is told once and in order, nothing is refused by a rule, and the records agree."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import cycle
from typing import Any, NamedTuple

import httpx
import pytest

from mockcore.events import CREATE
from mockcore.store.query import Selection
from mockcore.testing.running import Running, running
from mockcore.webhooks.receiver import Receiver
from tests.sweep import WHOLE

BEGIN = "2026-01-15T15:00:00Z"
DAYS, STEP = (365, 30) if WHOLE else (12, 6)
RESOURCES = {
    "rfis": "RFIs", "rfis/replies": "RFI Replies", "punch_items": "Punch Items", "submittals": "Submittals",
    "observations/items": "Observation Items", "direct_costs": "Direct Costs", "requisitions": "Draw Requests",
}  # fmt: skip
MOST = 1_000_000
PROJECTS, DESTINATIONS = 4, 3


class Hook(NamedTuple):
    """A hook of the company, or of one project, and the receiver that it sends to."""

    name: str
    kinds: tuple[str, ...]
    project_id: int | None
    receiver: Receiver

    @property
    def payloads(self) -> list[dict[str, Any]]:
        """What came of it, in order."""
        return [
            row for row, sent in zip(self.receiver.received, self.receiver.headers, strict=True) if sent["x-hook"] == self.name
        ]


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


def subscribed(server: Running, receivers: list[Receiver]) -> Iterator[Hook]:
    """Twenty hooks: two of the company for each resource, and some of each project for all of them, to destinations in turn."""
    projects = [project.id for project in records(server, "projects")][:PROJECTS]
    company = server.application.engine.world.get("projects", projects[0]).company_id
    wanted = [((kind,), None) for kind in (*RESOURCES, *RESOURCES)]
    wanted += [(tuple(RESOURCES), project) for project, _ in zip(cycle(projects), range(20 - len(wanted)), strict=False)]
    token = server.application.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
    headers = {"authorization": f"Bearer {token}", "procore-company-id": str(company)}
    with httpx.Client(base_url=server.url, headers=headers) as client:
        for place, ((kinds, project), receiver) in enumerate(zip(wanted, cycle(receivers), strict=False)):
            owner = {"company_id": company} if project is None else {"project_id": project}
            hook = {"api_version": "v2", "namespace": f"n{place}", "destination_url": receiver.url}
            hook["destination_headers"] = {"X-Hook": str(place)}
            number = client.post("/rest/v1.0/webhooks/hooks", json={**owner, "hook": hook}).raise_for_status().json()["id"]
            for kind in kinds:
                for event in ("create", "update", "delete"):
                    trigger = {"resource_name": RESOURCES[kind], "event_type": event}
                    path = f"/rest/v1.0/webhooks/hooks/{number}/triggers"
                    client.post(path, json={**owner, "api_version": "v2", "trigger": trigger}).raise_for_status()
            yield Hook(str(place), kinds, project, receiver)


def expected(server: Running, hook: Hook) -> Counter[tuple[str, int, str]]:
    """(resource, id, event) of all that happened to the records of a hook since its beginning, by their histories."""
    world, out = server.application.engine.world, Counter[tuple[str, int, str]]()
    for kind in hook.kinds:
        for record in world.select(Selection(kind, deleted="with", limit=MOST)):
            if hook.project_id in (None, record.project_id):
                events = [event for _, _, event, at, _ in world.history(record.id) if at > BEGIN and event != CREATE]
                out.update((RESOURCES[kind], record.id, event) for event in events + [CREATE] * (record.created_at > BEGIN))
    return out


@pytest.mark.sweep
def test_twenty_hooks_are_each_told_of_everything_in_order() -> None:
    with ExitStack() as stack:
        server = stack.enter_context(running(seed="demo", now=BEGIN, frozen=True))
        receivers = [stack.enter_context(closing(Receiver())) for _ in range(DESTINATIONS)]
        hooks = list(subscribed(server, receivers))
        assert len(hooks) == 20
        server.jobsite.start()
        for _ in range(0, DAYS, STEP):
            server.clock.advance(days=STEP)
            server.webhooks.deliver()
        for receiver in receivers:
            numbers = [payload["id"] for payload in receiver.received]
            assert numbers == sorted(numbers)
        for hook in hooks:
            numbers = [payload["id"] for payload in hook.payloads]
            assert numbers == sorted(set(numbers)), hook
            came = Counter((row["resource_name"], row["resource_id"], row["event_type"]) for row in hook.payloads)
            assert came == expected(server, hook), hook
            events = defaultdict[int, list[str]](list)
            for row in hook.payloads:
                events[row["resource_id"]].append(row["event_type"])
            assert not any(CREATE in names[1:] for names in events.values()), hook
        assert sum(len(receiver.received) for receiver in receivers) > DAYS * 20
