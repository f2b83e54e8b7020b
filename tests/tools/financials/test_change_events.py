"""Change events over the engine: one record in two versions."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

OLDER, NEWER = "/rest/v1.0/change_events", "/rest/v1.1/change_events"
HERE = f"?project_id={PROJECT}"


def states(world: World) -> dict[str, int]:
    return {row["mapped_to_status"]: row["id"] for row in world.ask("GET", f"/rest/v1.0/change_event/statuses{HERE}")[1]}


def event(world: World, **given: Any) -> Any:
    cost = world.ask("GET", f"/rest/v1.0/cost_codes{HERE}")[1][0]["id"]
    kind = world.ask("GET", f"/rest/v1.0/line_item_types?company_id={COMPANY}&project_id={PROJECT}")[1][0]["id"]
    line = {"description": "Frame", "cost_code_id": cost, "line_item_type_id": kind, "uom": "ea", "estimated_cost_quantity": 2,
            "estimated_cost_unit_cost": 50.5, "estimated_cost_calculation_strategy": "automatic"}  # fmt: skip
    body = {
        "title": "Door",
        "change_event_status_id": states(world)["open"],
        "event_scope": "in_scope",
        "event_type": "owner_change",
    }
    status, made = world.ask(
        "POST", OLDER + HERE, {"change_event": {**body, "change_event_line_items_attributes": [line], **given}}
    )
    assert status == 201, made
    return made


def test_both_versions_show_the_same_event(world: World) -> None:
    made = event(world, origin_id="CE-9")
    (line,) = made["change_event_line_items"]
    assert (made["status"], made["change_event_status"]["name"], line["estimated_cost_amount"]) == ("open", "Open", "101.00")
    newer = world.ask("GET", f"{NEWER}/{made['id']}{HERE}")[1]
    assert (newer["status"]["name"], newer["scope"], newer["number"]) == ("Open", "in_scope", made["alphanumeric_number"])
    assert newer["external_data"] == {"origin_id": "CE-9", "origin_data": None}
    assert newer["change_type"]["name"] == "Owner Change"
    (item,) = newer["change_items"]
    assert (item["id"], item["description"], item["latest_cost_values"]["amount"]) == (line["id"], "Frame", "101.00")
    assert item["budget_code"]["id"] == line["wbs_code_id"] == line["budget_code"]["id"]


def test_the_newer_version_writes_what_the_older_shows(world: World) -> None:
    estimate = {"quantity": 3, "unit_cost": 10, "calculation_strategy": "automatic"}
    item = {"description": "Hinges", "cost_impact": {"estimate": estimate}}
    body = {"title": "Hinges", "scope": "out_of_scope", "status": {"id": states(world)["pending"]}, "change_items": [item]}
    status, made = world.ask("POST", NEWER + HERE, {"change_event": body})
    assert (status, made["status"]["mapped_to_status"]) == (201, "pending")
    older = world.ask("GET", f"{OLDER}/{made['id']}{HERE}")[1]
    assert (older["status"], older["event_scope"]) == ("pending", "out_of_scope")
    assert [row["estimated_cost_amount"] for row in older["change_event_line_items"]] == ["30.00"]
    wrong = world.ask("POST", NEWER + HERE, {"change_event": {**body, "status": {"id": 4711}}})
    assert wrong == (422, {"errors": {"status": ["does not exist"]}})


def test_an_update_keeps_the_lines_that_it_does_not_name(world: World) -> None:
    made = event(world)
    one, line = f"{OLDER}/{made['id']}{HERE}", made["change_event_line_items"][0]["id"]
    rows = [{"id": line, "estimated_cost_quantity": 4}, {"description": "Lock", "estimated_cost_amount": 7}]
    body = {"status": "closed", "change_event_line_items_attributes": rows}
    told = world.ask("PATCH", one, {"project_id": PROJECT, "change_event": body})[1]
    assert (told["status"], told["change_event_status"]["name"]) == ("closed", "Closed")
    assert [row["estimated_cost_amount"] for row in told["change_event_line_items"]] == ["202.00", "7.00"]
    told = world.ask("PATCH", one, {"project_id": PROJECT, "change_event": {"title": "Doors"}})[1]
    assert (told["title"], len(told["change_event_line_items"])) == ("Doors", 2)


def test_it_is_cloned_with_its_lines_recycled_and_restored(world: World) -> None:
    made = event(world)
    clone = world.ask("POST", f"{NEWER}/{made['id']}/clone{HERE}")[1]
    assert (clone["id"] != made["id"], len(clone["change_items"])) == (True, 1)
    assert world.ask("DELETE", f"{NEWER}/{made['id']}{HERE}")[0] == 204
    assert world.ask("GET", f"{OLDER}/{made['id']}{HERE}")[0] == 404
    assert world.ask("PUT", f"{NEWER}/{made['id']}/restore{HERE}")[0] == 200
    assert world.ask("GET", f"{OLDER}/{made['id']}{HERE}")[0] == 200
