"""Action plans over the engine: parties, signatures, items, statuses."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}/action_plans"
THERE = f"/rest/v1.0/companies/{COMPANY}/action_plans"


def made(world: World, path: str, name: str, /, **values: Any) -> dict[str, Any]:
    status, answer = world.ask("POST", path, {name: values})
    assert status == 201, answer
    found: dict[str, Any] = answer
    return found


def parties(world: World) -> list[int]:
    rows = world.ask("GET", f"{HERE}/parties")[1]
    return [next(row["id"] for row in rows if row["user_id"] == user) for user in world.users]


def plan(world: World) -> dict[str, Any]:
    kind = made(world, f"{THERE}/plan_types", "plan_type", name="Quality")
    first, second = parties(world)[:2]
    return made(
        world,
        f"{HERE}/plans",
        "plan",
        title="Curtain wall",
        plan_type_id=kind["id"],
        plan_approvers_attributes=[{"party_id": first}],
        plan_receivers_attributes=[{"party_id": second}],
    )


def item(world: World, plan_id: int) -> dict[str, Any]:
    section = made(world, f"{HERE}/plan_sections", "plan_section", title="Glass", plan_id=plan_id)
    return made(world, f"{HERE}/plan_items", "plan_item", title="Measure", plan_section_id=section["id"])


def test_a_plan_names_its_approvers_and_receivers(world: World) -> None:
    shown = plan(world)
    assert [part["party"]["id"] for part in shown["plan_approvers"]] == parties(world)[:1]
    listed = world.ask("GET", f"{HERE}/plan_receivers?filters[plan_id]={shown['id']}")[1]
    assert [part["party"]["id"] for part in listed] == parties(world)[1:2]
    change = {"plan": {"plan_approvers_attributes": [{"party_id": number} for number in parties(world)[:2]]}}
    again = world.ask("PATCH", f"{HERE}/plans/{shown['id']}", change)[1]["plan_approvers"]
    assert [part["party"]["id"] for part in again] == parties(world)[:2]
    assert again[0]["id"] == shown["plan_approvers"][0]["id"]


@pytest.mark.parametrize("party", ["approver", "receiver"])
def test_a_party_signs_and_withdraws(world: World, party: str) -> None:
    number = plan(world)[f"plan_{party}s"][0]["id"]
    one = f"{HERE}/plan_{party}s/{number}/signature"
    assert world.ask("GET", one)[0] == 404
    assert world.ask("POST", one, {"signature": {"attachment_string": ""}})[0] == 422
    status, signed = world.ask("POST", one, {"signature": {"attachment_string": "data:image/gif;base64,aGk="}})
    assert (status, signed["attachment"]["content_type"]) == (201, "image/gif")
    assert signed["captured_by"]["id"]
    assert signed["captured_at"]
    assert world.ask("GET", one) == (200, signed)
    listed = world.ask("GET", f"{HERE}/plan_{party}s")[1]
    assert listed[0]["signature"]["id"] == signed["id"]
    assert world.ask("DELETE", one)[0] == 204
    assert world.ask("DELETE", one)[0] == 404


def test_items_belong_to_the_plan_of_their_section_and_are_counted(world: World) -> None:
    whole = plan(world)
    made_item = item(world, whole["id"])
    assert (made_item["plan_id"], made_item["status"]) == (whole["id"], {"id": 1, "name": "Open"})
    assignee = made(
        world, f"{HERE}/plan_item_assignees", "plan_item_assignee", plan_item_id=made_item["id"], party_id=parties(world)[0]
    )
    assert assignee["plan_id"] == whole["id"]
    one = f"{HERE}/plan_items/{made_item['id']}"
    closed = world.ask("PATCH", one, {"plan_item": {"status_id": 4}})[1]
    assert (closed["status"]["name"], [part["id"] for part in closed["plan_item_assignees"]]) == ("Closed", [assignee["id"]])
    shown = world.ask("GET", f"{HERE}/plans/{whole['id']}")[1]
    assert (shown["closed_item_count"], shown["total_item_count"]) == (1, 1)
    assert world.ask("PATCH", one, {"plan_item": {"status_id": 9}})[0] == 422


def test_nothing_belongs_to_a_plan_or_section_that_is_not_there(world: World) -> None:
    wrong = {"plan_section": {"title": "x", "plan_id": 5}}
    answer = world.ask("POST", f"{HERE}/plan_sections", wrong)
    assert answer == (422, {"errors": {"plan_id": ["does not exist"]}})
    assert world.ask("POST", f"{HERE}/plan_items", {"plan_item": {"title": "x", "plan_section_id": 5}})[0] == 422


def test_a_plan_is_published_revised_and_completed_in_order(world: World) -> None:
    one = f"{HERE}/plans/{plan(world)['id']}"
    assert world.ask("POST", f"{one}/revise", {})[0] == 422
    for step, status in (("publish", "in_progress"), ("revise", "in_revision"), ("publish", "in_progress")):
        assert world.ask("POST", f"{one}/{step}", {})[0] == 204
        assert world.ask("GET", one)[1]["status"] == status
    assert world.ask("PATCH", one, {"plan": {"status_id": 4}})[1]["plan_status"]["name"] == "Completed"
    assert world.ask("PATCH", one, {"plan": {"status_id": 1}})[0] == 422


def test_what_happened_to_a_plan_is_told(world: World) -> None:
    number = plan(world)["id"]
    world.ask("PATCH", f"{HERE}/plans/{number}", {"plan": {"title": "Glass wall"}})
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/action_plans/plans/{number}/change_history_events"
    events = world.ask("GET", path)[1]["data"]
    assert (events[0]["event_type"], events[0]["plan_id"]) == ("create", str(number))
    assert events[-1]["event_data"]["changes"] == {"title": ["Curtain wall", "Glass wall"]}
    assert events[-1]["timestamp"]
    assert events[-1]["user"]["login"]


def test_a_plan_from_a_template_has_its_sections_and_items(world: World) -> None:
    kind = made(world, f"{THERE}/plan_types", "plan_type", name="Quality")
    template = made(world, f"{THERE}/plan_templates", "plan_template", title="Facade", plan_type_id=kind["id"])
    section = made(
        world, f"{THERE}/plan_template_sections", "plan_template_section", title="Glass", plan_template_id=template["id"]
    )
    values = {"title": "Measure", "plan_template_section_id": section["id"]}
    made(world, f"{THERE}/plan_template_items", "plan_template_item", **values)
    status, new = world.ask("POST", f"{HERE}/plans/create_from_template?plan_template_id={template['id']}", {})
    assert status == 201
    shown = world.ask("GET", f"{HERE}/plans/{new['id']}")[1]
    assert (shown["title"], shown["status"], shown["total_item_count"]) == ("Facade", "draft", 1)
    assert [part["title"] for part in world.ask("GET", f"{HERE}/plan_sections?filters[plan_id]={new['id']}")[1]] == ["Glass"]
    for step, status_then in (("publish", "published"), ("revise", "in_revision")):
        assert world.ask("POST", f"{THERE}/plan_templates/{template['id']}/{step}", {})[0] == 204
        assert world.ask("GET", f"{THERE}/plan_templates/{template['id']}")[1]["status"] == status_then


def test_a_result_is_recorded_once_the_plan_is_no_draft(world: World) -> None:
    number = plan(world)["id"]
    place = {"plan_item_id": item(world, number)["id"]}
    request = made(
        world, f"{HERE}/plan_test_record_requests", "plan_test_record_request", **place, type="attachment", payload={}
    )
    result = {"plan_test_record": {**place, "plan_test_record_request_id": request["id"], "type": "attachment", "payload": {}}}
    refusal = {"errors": "The action plan is a draft: results are recorded once it is in progress."}
    assert world.ask("POST", f"{HERE}/plan_test_records", result) == (409, refusal)
    assert world.ask("PATCH", f"{HERE}/plans/{number}", {"plan": {"status_id": 2}})[0] == 200
    assert world.ask("POST", f"{HERE}/plan_test_records", result)[0] == 201
