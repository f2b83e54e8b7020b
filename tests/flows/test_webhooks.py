"""Webhooks as an integration meets them: subscribed over REST, sent by the server, received on a port of this machine."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from mockcore.webhooks.receiver import Receiver
from tests.conftest import running, stop
from tests.flows.conftest import COMPANY, sign_in

PROJECT = 225100
FROZEN = {"now": "2026-01-15T12:00:00Z", "frozen": True}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


def hook(http: httpx.Client, url: str, *triggers: tuple[str, str], scope: str = "company_id", **given: Any) -> int:
    owner = {scope: COMPANY if scope == "company_id" else PROJECT}
    attributes = {"api_version": "v2", "namespace": "tests", "destination_url": url, **given}
    made = http.post("/rest/v1.0/webhooks/hooks", json={**owner, "hook": attributes})
    assert made.status_code == 201, made.text
    number = made.json()["id"]
    for resource, event in triggers:
        body = {**owner, "api_version": "v2", "trigger": {"resource_name": resource, "event_type": event}}
        added = http.post(f"/rest/v1.0/webhooks/hooks/{number}/triggers", json=body)
        assert added.status_code == 201, added.text
    return int(number)


def vendor(http: httpx.Client, name: str) -> int:
    made = http.post("/rest/v1.0/vendors", json={"company_id": COMPANY, "vendor": {"name": name}})
    assert made.status_code == 201
    return int(made.json()["id"])


def punch_item(http: httpx.Client, name: str) -> int:
    made = http.post(f"/rest/v1.0/punch_items?project_id={PROJECT}", json={"punch_item": {"name": name}})
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


def deliveries(http: httpx.Client, number: int, **query: str) -> list[dict[str, Any]]:
    answer = http.get(f"/rest/v1.0/webhooks/hooks/{number}/deliveries", params={"company_id": COMPANY, **query})
    return list(answer.json())


def test_a_change_arrives_with_the_headers_of_the_hook(http: httpx.Client, receiver: Receiver) -> None:
    number = hook(http, receiver.url, ("Company Vendors", "create"), destination_headers={"Authorization": "hush-hush"})
    made = vendor(http, "Told")
    payload = receiver.wait_for("Company Vendors", "create")
    assert (payload["resource_id"], payload["company_id"], payload["project_id"]) == (made, COMPANY, None)
    assert (payload["api_version"], payload["metadata"]["source_application_id"]) == ("v2", "mockcore-dmsa")
    assert len(payload["ulid"]) == 26
    assert receiver.headers[0]["authorization"] == "hush-hush"
    http.post("/_mockcore/webhooks/run").raise_for_status()
    told = deliveries(http, number)
    assert [(part["outcome"], part["response_status"]) for part in told] == [("ok", 204)]
    assert told[0]["event"]["id"] == payload["id"]
    assert "hush-hush" not in http.get("/_mockcore/requests").text


def test_events_go_to_the_hooks_of_their_project_and_company_only(http: httpx.Client, receiver: Receiver) -> None:
    hook(http, receiver.url, ("Punch Items", "create"), ("Punch Items", "delete"), scope="project_id")
    hook(http, receiver.url, ("Punch Items", "create"), namespace="company")
    other = http.post(f"/rest/v1.0/punch_items?project_id={PROJECT + 1}", json={"punch_item": {"name": "Elsewhere"}})
    assert other.status_code == 201
    made = punch_item(http, "Here")
    assert (
        http.patch(f"/rest/v1.0/punch_items/{made}?project_id={PROJECT}", json={"punch_item": {"name": "x"}}).status_code == 200
    )
    http.post("/_mockcore/webhooks/run").raise_for_status()
    told = sorted((part["project_id"], part["event_type"]) for part in receiver.received)
    assert told == [(PROJECT, "create"), (PROJECT, "create"), (PROJECT + 1, "create")]


@pytest.mark.parametrize(("version", "key"), [("v3", "related_resources"), ("v4", "reason")])
def test_later_payloads_have_their_shape(http: httpx.Client, receiver: Receiver, version: str, key: str) -> None:
    hook(http, receiver.url, ("Company Vendors", "create"), api_version=version)
    made = vendor(http, "Told")
    payload = receiver.wait_for("Company Vendors", "create")
    assert key in payload
    assert str(payload["resource_id"]) == str(made)
    assert isinstance(payload["resource_id"], str) is (version == "v4")


def test_a_failing_destination_is_retried_in_order_on_the_clock(http: httpx.Client, receiver: Receiver) -> None:
    http.put("/_mockcore/clock", json=FROZEN).raise_for_status()
    hook(http, receiver.url, ("Company Vendors", "create"))
    receiver.fail(3)
    made = [vendor(http, f"V{number}") for number in range(4)]
    for seconds in (1, 2, 4):
        assert http.post("/_mockcore/webhooks/run").json()["waiting"] == 4
        http.put("/_mockcore/clock", json={"advance": seconds}).raise_for_status()
    assert http.post("/_mockcore/webhooks/run").json()["waiting"] == 0
    assert [part["resource_id"] for part in receiver.received] == made


def test_after_twelve_hours_the_queue_is_discarded_and_begins_anew(http: httpx.Client, receiver: Receiver) -> None:
    http.put("/_mockcore/clock", json=FROZEN).raise_for_status()
    number = hook(http, receiver.url, ("Company Vendors", "create"))
    receiver.answer = 503
    for name in "AB":
        vendor(http, name)
    began = time.monotonic()
    http.post("/_mockcore/webhooks/run").raise_for_status()
    http.put("/_mockcore/clock", json={"advance": 12 * 3600 + 1}).raise_for_status()
    assert http.post("/_mockcore/webhooks/run").json()["waiting"] == 0
    assert time.monotonic() - began < 2
    assert {part["outcome"] for part in deliveries(http, number)} == {"discarded"}
    receiver.answer = 204
    vendor(http, "C")
    receiver.wait_for("Company Vendors")
    assert len(deliveries(http, number, **{"filters[status]": "ok"})) <= 1


def test_a_duplicate_is_sent_on_demand_and_by_a_fault_rule(http: httpx.Client, receiver: Receiver) -> None:
    hook(http, receiver.url, ("Company Vendors", "create"))
    vendor(http, "Once")
    http.post("/_mockcore/webhooks/run").raise_for_status()
    number = http.get("/_mockcore/webhooks/deliveries").json()[-1]["id"]
    assert http.post(f"/_mockcore/webhooks/deliveries/{number}/duplicate").status_code == 201
    http.post("/_mockcore/webhooks/run").raise_for_status()
    assert len({part["id"] for part in receiver.received}) == 1 < len(receiver.received)
    receiver.clear()
    http.put("/_mockcore/faults", json={"rules": [{"effect": {"kind": "duplicate_webhook"}}]}).raise_for_status()
    vendor(http, "Twice")
    http.post("/_mockcore/webhooks/run").raise_for_status()
    assert len(receiver.received) == 2


def test_people_in_projects_are_told_of_in_both_directories(http: httpx.Client, receiver: Receiver) -> None:
    hook(http, receiver.url, ("Project Users", "create"), ("Project Users", "delete"), ("Company Users", "update"))
    user = http.get(f"/rest/v1.0/companies/{COMPANY}/users").json()[-1]["id"]
    changed = http.patch(f"/rest/v1.0/companies/{COMPANY}/users/{user}", json={"user": {"job_title": "Foreman"}})
    assert changed.status_code == 200
    http.post(f"/rest/v1.0/projects/{PROJECT}/users/{user}/actions/add").raise_for_status()
    http.delete(f"/rest/v1.0/projects/{PROJECT}/users/{user}/actions/remove").raise_for_status()
    http.post("/_mockcore/webhooks/run").raise_for_status()
    told = [(part["resource_name"], part["event_type"], part["project_id"]) for part in receiver.received]
    assert told == [
        ("Company Users", "update", None),
        ("Project Users", "create", PROJECT),
        ("Project Users", "delete", PROJECT),
    ]


def test_hosts_of_others_are_not_called_and_bad_urls_refused(http: httpx.Client) -> None:
    number = hook(http, "http://192.0.2.1/hook", ("Company Vendors", "create"))
    vendor(http, "Told to nobody")
    http.post("/_mockcore/webhooks/run").raise_for_status()
    told = deliveries(http, number)
    assert told[0]["outcome"] == "discarded"
    assert "MOCKCORE_WEBHOOK_HOSTS" in told[0]["response_error"]
    for url in ("ftp://127.0.0.1/x", "nowhere", "http://", "http://127.0.0.1:99999/"):
        body = {"company_id": COMPANY, "hook": {"api_version": "v2", "namespace": "t", "destination_url": url}}
        assert http.post("/rest/v1.0/webhooks/hooks", json=body).status_code == 422


def test_a_receiver_that_never_answers_does_not_slow_the_api(http: httpx.Client, receiver: Receiver) -> None:
    receiver.delay_seconds = 3
    hook(http, receiver.url, ("Company Vendors", "create"))
    began = time.monotonic()
    for number in range(20):
        vendor(http, f"V{number}")
    assert time.monotonic() - began < 2


def test_what_was_not_delivered_survives_a_kill(tmp_path: Path, receiver: Receiver) -> None:
    database = str(tmp_path / "world.db")
    receiver.answer = 503
    with running(tmp_path / "first.log", "--db", database) as first, httpx.Client(base_url=first.url) as http:
        sign_in(http)
        hook(http, receiver.url, ("Company Vendors", "create"))
        made = [vendor(http, f"V{number}") for number in range(5)]
        first.process.kill()
        stop(first.process)
    receiver.clear()
    with running(tmp_path / "second.log", "--db", database):
        deadline = time.monotonic() + 10
        while len(receiver.received) < 5 and time.monotonic() < deadline:
            time.sleep(0.05)
    assert [part["resource_id"] for part in receiver.received] == made
