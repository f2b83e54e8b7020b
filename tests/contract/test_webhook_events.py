"""Every write of a record of which webhooks tell is told of: name, event, record and place; a refused one is not."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.operation import Operation
from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample
from tests.webhooks.test_outbox import leaves

EVENTS = ("create", "update", "delete")
HOOK = {"api_version": "v2", "namespace": "sweep", "destination_url": "http://127.0.0.1:9/x"}


@pytest.fixture
def hooked(demo: Requests) -> Iterator[Requests]:
    """Two hooks, one of the company and one of the project, that listen to everything."""
    demo.restore()
    trigger = demo.engine.catalog.named("createWebhookHookTrigger").body
    assert trigger is not None
    records, at = demo.engine.world, demo.engine.clock.stamp()
    for place in ({"company_id": demo.company_id}, {"project_id": demo.project_id}):
        status, hook, _ = demo.send("POST", "/rest/v1.0/webhooks/hooks", {**place, "hook": HOOK})
        assert status == 201, hook
        owner = records.get("webhooks/hooks", hook["id"])
        assert owner is not None
        for name in trigger.attributes["resource_name"]["enum"]:
            for event in EVENTS:
                body = {"resource_name": name, "event_type": event}
                records.insert(owner.below("webhooks/hooks/triggers", records.next_id(), body, at))
    yield demo
    demo.restore()


def told(requests: Requests, after: int) -> list[dict[str, Any]]:
    return [delivery.body["event"] for delivery in requests.engine.outbox.waiting(after)]


def stored(requests: Requests, operation: Operation, identifier: int | None) -> str | None:
    record = requests.engine.world.get(operation.kind, identifier or 0)
    return str(record.body) if record else None


def written(requests: Requests) -> Iterator[Operation]:
    names = requests.engine.catalog.overlay["webhooks"]
    for operation in requests.operations:
        if operation.kind in names and operation.rule in EVENTS and operation.path.startswith("/rest/"):
            yield operation


def write(requests: Requests, operation: Operation) -> tuple[int, int | None, bool, list[dict[str, Any]]]:
    """(status, id, whether it changed nothing, events) of one write."""
    identifier = None
    if operation.rule != "create":
        creator = requests.creators.get(operation.kind)
        identifier = (requests.create(creator)[2] if creator else None) or requests.existing(operation.kind)
    text = stored(requests, operation, identifier)
    before = max((delivery.id for delivery in requests.engine.outbox.waiting()), default=0)
    if operation.rule == "create":
        status, answer, identifier = requests.create(operation)
    else:
        status, answer, _ = requests.ask(operation, identifier, requests.body(operation) if operation.body else None)
    idle = operation.rule == "update" and text is not None and text == stored(requests, operation, identifier)
    shown = unwrapped(answer)
    number = shown.get("id") if isinstance(shown, dict) and operation.rule != "delete" else identifier
    return status, None if number is None or status >= 400 else int(number), idle, told(requests, before)


def test_every_write_is_told_of(hooked: Requests) -> None:
    names = hooked.engine.catalog.overlay["webhooks"]
    places = {(hooked.company_id, None), (hooked.company_id, hooked.project_id)}
    wrong, done = {}, 0
    for operation in sample(written(hooked), 40):
        status, number, idle, events = write(hooked, operation)
        own = [event for event in events if event["resource_name"] in leaves(names[operation.kind])]
        types = {event["event_type"] for event in own if number in (None, event["resource_id"])}
        elsewhere = any((event["company_id"], event["project_id"]) not in places for event in events)
        if elsewhere or (events if status >= 400 else not idle and operation.rule not in types):
            others = [(event["resource_name"], event["event_type"], event["resource_id"]) for event in events]
            wrong[operation.id] = status, operation.rule, number, others
        done += status < 400 and not idle
    assert wrong == {}
    assert done > 25
