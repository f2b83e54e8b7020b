"""Deliveries steered by tests."""

from collections.abc import Iterator

import pytest

import mockcore
from mockcore.testing.running import Running


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with mockcore.running(now="2026-01-15T12:00:00Z", frozen=True) as server:
        yield server


@pytest.fixture
def delivered(running: Running) -> Running:
    running.reset()
    running.webhooks.subscribe("Company Vendors", "create")
    running.create("/rest/v1.0/vendors", {"company_id": running.company_id, "vendor": {"name": "Acme"}})
    running.webhooks.deliver()
    return running


def test_a_delivery_is_shown_and_sent_again(delivered: Running) -> None:
    with delivered.client() as http:
        (delivery,) = http.get("/_mockcore/webhooks/deliveries").json()
        copy = http.post(f"/_mockcore/webhooks/deliveries/{delivery['id']}/duplicate").json()
        assert http.post("/_mockcore/webhooks/deliveries/1/duplicate").status_code == 404
    delivered.webhooks.deliver()
    assert (delivery["status"], copy["event_id"], copy["hook_id"]) == ("delivered", delivery["event_id"], delivery["hook_id"])
    first, second = delivered.webhooks.received
    assert first == second


def test_what_failed_waits_for_its_destination(delivered: Running) -> None:
    delivered.webhooks.receiver.fail(1)
    delivered.create("/rest/v1.0/vendors", {"company_id": delivered.company_id, "vendor": {"name": "Bolt"}})
    assert delivered.webhooks.deliver()["waiting"] == 1
    with delivered.client() as http:
        (lane,) = http.get("/_mockcore/webhooks/queue").json()
    assert (lane["destination_url"], lane["waiting"], lane["paused_seconds"]) == (delivered.webhooks.url, 1, 1)
    delivered.clock.advance(1)
    assert delivered.webhooks.deliver()["waiting"] == 0
