"""A deletion takes along what belongs to the record, keeps what is in use, and is undone exactly."""

from typing import Any

from tests.world import COMPANY, PROJECT, World, world

__all__ = ["world"]
HERE = f"/rest/v1.0/projects/{PROJECT}"


def create(world: World, path: str, body: Any) -> int:
    status, answer = world.ask("POST", path, body)
    assert status < 300, answer
    return int((answer.get("data") or answer)["id"])


def meeting_with_topic(world: World) -> tuple[int, int]:
    body = {"title": "Site", "meeting_date": "2026-01-20", "position": 1}
    meeting = create(world, "/rest/v1.0/meetings", {"project_id": PROJECT, "meeting": body})
    topic = {"project_id": PROJECT, "meeting_id": meeting, "meeting_topic": {"title": "Steel"}}
    return meeting, create(world, "/rest/v1.0/meeting_topics", topic)


def incident_with_two(world: World) -> tuple[int, int, int]:
    incident = create(world, f"{HERE}/incidents", {"incident": {"title": "Slip"}})
    misses = [create(world, f"{HERE}/incidents/near_misses", {"near_miss": {"incident_id": incident}}) for _ in range(2)]
    return incident, misses[0], misses[1]


def near_misses(world: World) -> list[int]:
    return [row["id"] for row in world.ask("GET", f"{HERE}/incidents/near_misses")[1]]


def test_what_belongs_to_a_record_goes_with_it(world: World) -> None:
    meeting, topic = meeting_with_topic(world)
    assert world.ask("DELETE", f"/rest/v1.0/meetings/{meeting}?project_id={PROJECT}")[0] < 300
    record = world.engine.world.get("meeting_topics", topic)
    assert record is not None
    assert record.deleted_at is not None


def test_a_restore_brings_back_what_went_along_and_nothing_that_was_deleted_before(world: World) -> None:
    incident, first, second = incident_with_two(world)
    assert world.ask("DELETE", f"{HERE}/incidents/near_misses/{first}")[0] < 300
    assert world.ask("DELETE", f"{HERE}/incidents/{incident}")[0] < 300
    assert near_misses(world) == []
    alone = f"{HERE}/recycle_bin/incidents/near_misses/{second}/restore"
    assert world.ask("PATCH", alone) == (409, {"errors": "The incident is deleted: restore it first."})
    assert world.ask("PATCH", f"{HERE}/recycle_bin/incidents/{incident}/restore")[0] < 300
    assert near_misses(world) == [second]
    assert world.ask("PATCH", f"{HERE}/recycle_bin/incidents/near_misses/{first}/restore")[0] < 300
    assert sorted(near_misses(world)) == [first, second]


def test_what_is_in_use_stays_until_nothing_uses_it(world: World) -> None:
    types = f"/rest/v1.0/companies/{COMPANY}/inspection_types"
    kind = create(world, types, {"inspection_type": {"name": "Fire stopping"}})
    template = create(
        world,
        f"/rest/v1.0/companies/{COMPANY}/checklist/list_templates",
        {"list_template": {"name": "Fire stopping", "inspection_type_id": kind}},
    )
    status, answer = world.ask("DELETE", f"{types}/{kind}")
    assert (status, answer["errors"]) == (422, {"base": ["is in use by list templates and cannot be deleted"]})
    assert world.ask("DELETE", f"/rest/v1.0/companies/{COMPANY}/checklist/list_templates/{template}")[0] < 300
    assert world.ask("DELETE", f"{types}/{kind}")[0] < 300


def test_other_references_let_go_and_hold_again(world: World) -> None:
    location = create(world, f"{HERE}/locations", {"location": {"node_name": "Roof"}})
    body = {"subject": "Beam", "location_id": location, "rfi_manager_id": world.users[0], "question": {"body": "?"}}
    rfi = create(world, f"{HERE}/rfis", {"rfi": body | {"assignee_ids": [world.users[0]]}})
    before = world.ask("GET", f"{HERE}/rfis/{rfi}")[1]
    assert before["location"]["id"] == location
    assert world.ask("DELETE", f"{HERE}/locations/{location}")[0] < 300
    after = world.ask("GET", f"{HERE}/rfis/{rfi}")[1]
    assert after["location"] is None
    assert after["updated_at"] == before["updated_at"]
    assert str(location) not in str(world.ask("GET", f"{HERE}/rfis")[1])


def test_a_company_with_contracts_stays_in_their_project(world: World) -> None:
    vendor = world.ask("GET", f"{HERE}/vendors")[1][0]["id"]
    contract = {"project_id": PROJECT, "work_order_contract": {"title": "Steel", "vendor_id": vendor}}
    number = create(world, "/rest/v1.0/work_order_contracts", contract)
    status, answer = world.ask("DELETE", f"{HERE}/vendors/{vendor}/actions/remove")
    assert (status, answer["errors"]) == (422, {"base": ["is in use by commitments and cannot be deleted"]})
    assert world.ask("DELETE", f"/rest/v1.0/work_order_contracts/{number}?project_id={PROJECT}")[0] < 300
    assert world.ask("DELETE", f"{HERE}/vendors/{vendor}/actions/remove")[0] < 300


def test_each_that_goes_is_told_the_innermost_first(world: World) -> None:
    incident, first, second = incident_with_two(world)
    world.engine.world.events.clear()
    assert world.ask("DELETE", f"{HERE}/incidents/{incident}")[0] < 300
    assert [event.record_id for event in world.engine.world.events] == [second, first, incident]
