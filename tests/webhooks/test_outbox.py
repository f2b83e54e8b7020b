from datetime import UTC, datetime
from typing import Any

import pytest

from mockcore.reference.catalog import Catalog
from mockcore.reference.lifecycle import parsed_all
from tests.world import COMPANY, PROJECT, World, world  # noqa: F401 - a fixture

NAMES = Catalog.load().overlay["webhooks"]


def leaves(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    parts = value if isinstance(value, list) else value.values()
    return set().union(*(leaves(part) for part in parts))


def test_every_name_is_one_that_can_be_subscribed_to() -> None:
    trigger = Catalog.load().named("createWebhookHookTrigger").body
    assert trigger is not None
    known = set(trigger.attributes["resource_name"]["enum"])
    assert leaves(NAMES) <= known
    unpaired = known - leaves(NAMES) - {"Project Users", "Project Vendors"}
    # Procore itself makes both, and no operation does.
    assert unpaired == {"ERP Requests", "Pdf Download Pages"}


def subscribe(world: World, resource: str, event: str) -> int:  # noqa: F811
    hook = {"api_version": "v2", "namespace": "t", "destination_url": "http://127.0.0.1:9/x"}
    number = world.ask("POST", "/rest/v1.0/webhooks/hooks", {"company_id": COMPANY, "hook": hook})[1]["id"]
    trigger = {"resource_name": resource, "event_type": event}
    body = {"company_id": COMPANY, "api_version": "v2", "trigger": trigger}
    assert world.ask("POST", f"/rest/v1.0/webhooks/hooks/{number}/triggers", body)[0] == 201
    return int(number)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("work_order_contracts", "Work Order Contracts"), ("purchase_order_contracts", "Purchase Order Contracts")],
)
def test_one_resource_is_told_of_by_its_type(world: World, kind: str, name: str) -> None:  # noqa: F811
    subscribe(world, name, "create")
    body = {"project_id": PROJECT, kind.removesuffix("s"): {"title": "Concrete"}}
    assert world.ask("POST", f"/rest/v1.0/{kind}", body)[0] == 201
    assert [part.body["resource_name"] for part in world.engine.outbox.waiting()] == [name]


def test_rows_within_a_record_are_told_of_as_records_are(world: World) -> None:  # noqa: F811
    for event in ("create", "update", "delete"):
        subscribe(world, "Change Event Line Items", event)
    path = f"/rest/v1.0/change_events?project_id={PROJECT}"
    cost = world.ask("GET", f"/rest/v1.0/cost_codes?project_id={PROJECT}")[1][0]["id"]
    kind = world.ask("GET", f"/rest/v1.0/line_item_types?company_id={COMPANY}&project_id={PROJECT}")[1][0]["id"]
    code = {"cost_code_id": cost, "line_item_type_id": kind}
    rows = [{"description": "Formwork", **code}, {"description": "Rebar", **code}]
    state = world.ask("GET", f"/rest/v1.0/change_event/statuses?project_id={PROJECT}")[1][0]["id"]
    about = {"title": "Footing", "event_scope": "in_scope", "event_type": "owner_change", "change_event_status_id": state}
    status, event = world.ask("POST", path, {"change_event": {**about, "change_event_line_items_attributes": rows}})
    assert status == 201, event
    formwork, rebar = (row["id"] for row in event["change_event_line_items"])
    changes = [{"id": formwork, "description": "Formwork, both sides"}, {"id": rebar, "deleted": True}]
    newer = f"/rest/v1.1/change_events/{event['id']}?project_id={PROJECT}"
    assert world.ask("PATCH", newer, {"change_event": {"change_items": changes}})[0] == 200
    events = [delivery.body["event"] for delivery in world.engine.outbox.waiting()]
    assert [(each["event_type"], each["resource_id"]) for each in events] == [
        ("create", formwork),
        ("create", rebar),
        ("update", formwork),
        ("delete", rebar),
    ]


def test_a_change_that_is_refused_tells_nobody(world: World) -> None:  # noqa: F811
    subscribe(world, "Company Vendors", "create")
    assert world.ask("POST", "/rest/v1.0/vendors", {"company_id": COMPANY, "vendor": {"name": "x", "trade_ids": [7]}})[0] == 422
    assert world.engine.outbox.waiting() == []


def test_a_disabled_hook_hears_nothing(world: World) -> None:  # noqa: F811
    number = subscribe(world, "Company Vendors", "create")
    assert world.ask("PATCH", f"/rest/v2.0/companies/{COMPANY}/webhooks/hooks/{number}", {"status": "disabled"})[0] == 200
    world.ask("POST", "/rest/v1.0/vendors", {"company_id": COMPANY, "vendor": {"name": "x"}})
    assert world.engine.outbox.waiting() == []


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ("2026-06-29T23:59:59+00:00", ["Company Users", "Project Users"]),
        ("2026-06-30T00:00:00+00:00", ["Company Users"]),
    ],
)
def test_a_changed_person_is_told_of_in_their_projects_until_the_announced_day(
    world: World,  # noqa: F811
    now: str,
    names: list[str],
) -> None:
    for name in ("Company Users", "Project Users"):
        subscribe(world, name, "update")
    world.engine.clock.set(datetime.fromisoformat(now), frozen=True)
    change = {"user": {"job_title": "Crane operator"}}
    assert world.ask("PATCH", f"/rest/v1.0/companies/{COMPANY}/users/{world.users[-1]}", change)[0] == 200
    assert sorted({delivery.body["resource_name"] for delivery in world.engine.outbox.waiting()}) == names


def test_the_announcement_may_be_moved_by_a_row_of_the_same_name(world: World) -> None:  # noqa: F811
    row = {"name": "project-directory-updates", "events": ["Project Users update"], "sunset": "2100-01-01"}
    world.engine.timeline.replace(parsed_all([row], world.engine.catalog.nameable))
    subscribe(world, "Project Users", "update")
    change = {"user": {"job_title": "Crane operator"}}
    world.engine.clock.set(datetime(2026, 12, 1, tzinfo=UTC), frozen=True)
    assert world.ask("PATCH", f"/rest/v1.0/companies/{COMPANY}/users/{world.users[-1]}", change)[0] == 200
    assert [delivery.body["resource_name"] for delivery in world.engine.outbox.waiting()] == ["Project Users"]
