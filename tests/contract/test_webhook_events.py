"""Every write of a record of which webhooks tell is told of: name, event, record and place; a refused one is not."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.operation import Operation
from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample

EVENTS = {"create": "create", "update": "update", "delete": "delete"}
HOOK = {"api_version": "v2", "namespace": "sweep", "destination_url": "http://127.0.0.1:9/x"}


def names_of(value: Any) -> set[str]:
    """The names in an entry of the overlay."""
    if isinstance(value, str):
        return {value}
    return set().union(*map(names_of, value if isinstance(value, list) else value.values()))


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
            for event in EVENTS.values():
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


def test_every_write_is_told_of(hooked: Requests) -> None:
    names = hooked.engine.catalog.overlay["webhooks"]
    wrong, done = {}, 0
    for operation in sample(written(hooked), 40):
        creator = hooked.creators.get(operation.kind)
        identifier = None
        if operation.rule != "create":
            identifier = (hooked.create(creator)[2] if creator else None) or hooked.existing(operation.kind)
        text = stored(hooked, operation, identifier)
        before = max((delivery.id for delivery in hooked.engine.outbox.waiting()), default=0)
        if operation.rule == "create":
            status, answer, identifier = hooked.create(operation)
        else:
            status, answer, _ = hooked.ask(operation, identifier, hooked.body(operation) if operation.body else None)
        events = told(hooked, before)
        own = [event for event in events if event["resource_name"] in names_of(names[operation.kind])]
        if status >= 400:
            if events:
                wrong[operation.id] = status, events
            continue
        if operation.rule == "update" and text is not None and text == stored(hooked, operation, identifier):
            # Nothing was changed.
            continue
        done += 1
        shown = unwrapped(answer)
        number = shown.get("id") if isinstance(shown, dict) and operation.rule != "delete" else identifier
        types = {event["event_type"] for event in own if number is None or event["resource_id"] == int(number)}
        if EVENTS[operation.rule] not in types:
            others = [(event["resource_name"], event["event_type"], event["resource_id"]) for event in events]
            wrong[operation.id] = operation.rule, number, others
    assert wrong == {}
    assert done > 25
