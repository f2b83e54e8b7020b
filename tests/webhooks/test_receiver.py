"""Somebody who listens to webhooks."""

from collections.abc import Iterator

import httpx
import pytest

from mockcore.webhooks.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    listening = Receiver()
    yield listening
    listening.close()


def test_payloads_are_received_in_order_with_their_headers(receiver: Receiver) -> None:
    for number in (1, 2):
        assert httpx.post(receiver.url, json={"id": number}, headers={"X-Own": str(number)}).status_code == 204
    assert [payload["id"] for payload in receiver.received] == [1, 2]
    assert [headers["x-own"] for headers in receiver.headers] == ["1", "2"]


def test_a_failure_is_answered_and_not_received(receiver: Receiver) -> None:
    receiver.fail(1)
    assert [httpx.post(receiver.url, json={}).status_code for _ in range(2)] == [500, 204]
    assert len(receiver.received) == 1


def test_waiting_tells_what_came_instead(receiver: Receiver) -> None:
    httpx.post(receiver.url, json={"resource_type": "RFIs", "reason": "create"})
    assert receiver.wait_for("RFIs", "create")["reason"] == "create"
    with pytest.raises(TimeoutError, match="came: RFIs create"):
        receiver.wait_for("RFIs", "delete", timeout=0.01)
