"""What the status of an action plan forbids, over the engine."""

from typing import Any

from tests.tools.test_action_plans import HERE, item, made, parties, plan
from tests.world import World


def move(world: World, number: int, *statuses: int) -> None:
    for status in statuses:
        assert world.ask("PATCH", f"{HERE}/plans/{number}", {"plan": {"status_id": status}})[0] == 200


def test_results_are_recorded_while_the_plan_is_in_progress_and_at_no_other_time(world: World) -> None:
    number = plan(world)["id"]
    place = {"plan_item_id": item(world, number)["id"]}
    requests = f"{HERE}/plan_test_record_requests"
    request = made(world, requests, "plan_test_record_request", **place, type="attachment", payload={})["id"]
    result = {"plan_test_record": {**place, "plan_test_record_request_id": request, "type": "attachment", "payload": {}}}
    answers = {}
    for state, steps in (("a draft", ()), ("in progress", (2,)), ("in revision", (3,)), ("completed", (2, 4))):
        move(world, number, *steps)
        answers[state] = world.ask("POST", f"{HERE}/plan_test_records", result)
    assert answers.pop("in progress")[0] == 201
    for state, answer in answers.items():
        assert answer == (409, {"errors": f"The action plan is {state}: results are recorded once it is in progress."})
    assert world.ask("GET", f"{requests}/{request}")[1]["plan_test_records_count"] == 1


def test_of_a_completed_plan_nothing_is_changed_until_it_is_in_progress_again(world: World) -> None:
    number = plan(world)["id"]
    one = item(world, number)
    move(world, number, 2, 4)
    acts: list[tuple[str, str, Any]] = [
        ("POST", f"{HERE}/plan_sections", {"plan_section": {"title": "More", "plan_id": number}}),
        ("POST", f"{HERE}/plan_items", {"plan_item": {"title": "More", "plan_section_id": one["plan_section_id"]}}),
        ("PATCH", f"{HERE}/plan_items/{one['id']}", {"plan_item": {"status_id": 4}}),
        ("DELETE", f"{HERE}/plan_items/{one['id']}", None),
    ]
    for act in acts:
        status, answer = world.ask(*act)
        assert (status, answer["errors"].split(":")[0]) == (409, "The action plan is completed")
    move(world, number, 2)
    assert world.ask(*acts[2])[0] == 200
    assert world.ask("GET", f"{HERE}/plans/{number}")[1]["closed_item_count"] == 1
    move(world, number, 4)
    assert world.ask("DELETE", f"{HERE}/plans/{number}")[0] == 204


def test_an_item_that_holds_up_its_section_blocks_those_after_it(world: World) -> None:
    first = item(world, plan(world)["id"])
    second = made(world, f"{HERE}/plan_items", "plan_item", title="Glaze", plan_section_id=first["plan_section_id"])
    held = {"plan_item": {"holding_type": "section"}}
    assert world.ask("PATCH", f"{HERE}/plan_items/{first['id']}", held)[1]["is_blocking"] is True
    assert world.ask("GET", f"{HERE}/plan_items/{second['id']}")[1]["is_blocked"] is True
    world.ask("PATCH", f"{HERE}/plan_items/{first['id']}", {"plan_item": {"status_id": 4}})
    assert world.ask("GET", f"{HERE}/plan_items/{second['id']}")[1]["is_blocked"] is False


def test_an_assignee_who_has_signed_is_locked(world: World) -> None:
    one = item(world, plan(world)["id"])["id"]
    assignees = f"{HERE}/plan_item_assignees"
    number = made(world, assignees, "plan_item_assignee", plan_item_id=one, party_id=parties(world)[0])["id"]
    assert world.ask("GET", f"{assignees}/{number}")[1]["is_locked"] is False
    world.ask("POST", f"{assignees}/{number}/signature", {"signature": {"attachment_string": "data:image/gif;base64,aGk="}})
    assert world.ask("GET", f"{assignees}/{number}")[1]["is_locked"] is True
