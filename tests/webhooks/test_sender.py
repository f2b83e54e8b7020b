"""The sender, over a small world: deliveries in order, pauses that are saved, a reset that forgets."""

import asyncio
from collections.abc import Iterator

import pytest

from mockcore.webhooks.outbox import DELIVERIES, HOOKS
from mockcore.webhooks.receiver import Receiver
from mockcore.webhooks.sender import Sender
from tests.tiny import COMPANY, Tiny, record


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    listening = Receiver()
    yield listening
    listening.close()


def sender(tiny: Tiny, url: str, *deliveries: int) -> Sender:
    tiny.engine.world.insert(record(HOOKS, 400, COMPANY, destination_url=url))
    for number in deliveries:
        event = {"id": number, "resource_name": "RFIs"}
        delivery = record(DELIVERIES, number, COMPANY, status="enqueued", event=event, resource_name="RFIs")
        delivery.parent_id = 400
        tiny.engine.world.insert(delivery)
    return Sender(tiny.engine.outbox, tiny.clock, [], lambda name: False)


def settled(sending: Sender) -> None:
    async def run() -> None:
        await sending.settle()
        await sending.close()

    asyncio.run(run())


def status(tiny: Tiny, number: int) -> str:
    delivery = tiny.engine.world.get(DELIVERIES, number)
    assert delivery is not None
    return str(delivery.body["status"])


def test_deliveries_go_out_in_the_order_of_their_events(receiver: Receiver) -> None:
    tiny = Tiny()
    sending = sender(tiny, receiver.url, 501, 502, 503)
    settled(sending)
    assert [payload["id"] for payload in receiver.received] == [501, 502, 503]
    assert (sending.sent, sending.queue(), status(tiny, 503)) == (3, [], "delivered")


def test_a_failing_destination_is_paused_and_the_pause_is_saved(receiver: Receiver) -> None:
    tiny = Tiny()
    receiver.fail(1)
    sending = sender(tiny, receiver.url, 501, 502)
    settled(sending)
    (lane,) = sending.queue()
    assert (lane["waiting"], lane["paused_seconds"], status(tiny, 501)) == (2, 1, "retrying")
    other = Sender(tiny.engine.outbox, tiny.clock, [], lambda name: False)
    other.continue_from(sending.saved)
    assert other.saved == sending.saved
    sending.forget()
    assert (sending.saved, sending.queue()) == ({}, [])


def test_a_stranger_is_sent_nothing() -> None:
    tiny = Tiny()
    settled(sender(tiny, "http://elsewhere.example/hook", 501))
    assert status(tiny, 501) == "discarded"
