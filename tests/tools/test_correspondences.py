"""Correspondence over the engine: statuses of a tool, items, responses."""

import json
from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

TOOLS = f"/rest/v1.0/companies/{COMPANY}/generic_tools"


@pytest.fixture
def tool(world: World) -> int:
    status, made = world.ask("POST", TOOLS, {"generic_tool": {"title": "Notice", "abbreviation": "NTC"}})
    assert (status, made["domain_id"]) == (201, COMPANY)
    number: int = made["id"]
    return number


def items(tool: int) -> str:
    return f"/rest/v1.0/projects/{PROJECT}/generic_tools/{tool}/generic_tool_items"


def made(world: World, tool: int, **values: Any) -> dict[str, Any]:
    status, answer = world.ask("POST", items(tool), {"generic_tool_item": {"title": "Delay", **values}})
    assert status == 201, answer
    found: dict[str, Any] = answer
    return found


def test_a_tool_has_statuses_of_its_own_and_each_has_a_type(world: World, tool: int) -> None:
    path = f"{TOOLS}/{tool}/statuses"
    assert [part["status_name"] for part in world.ask("GET", path)[1]] == ["Open", "Closed", "Draft"]
    body = {"generic_tool_status": {"status_name": "Answered", "status": "Closed"}}
    status, answered = world.ask("POST", path, body)
    assert (status, answered["is_used"]) == (201, False)
    assert world.ask("POST", path, body)[0] == 422
    assert world.ask("POST", path, {"generic_tool_status": {"status_name": "x", "status": "Done"}})[0] == 422
    assert {"name": "Answered"} in world.ask("GET", f"{items(tool)}/available_statuses")[1]
    item = made(world, tool, status="Answered")
    assert (item["status"], item["status_type"]) == ("Answered", "Closed")
    assert world.ask("DELETE", f"{path}/{answered['id']}")[0] == 409
    unused = world.ask("GET", path)[1][2]["id"]
    assert world.ask("DELETE", f"{path}/{unused}")[0] == 200


def test_closing_and_issuing_an_item_are_dated(world: World, tool: int) -> None:
    draft = made(world, tool, status="Draft")
    assert (draft["issued_at"], draft["closed_at"], draft["position"]) == (None, None, "1")
    one = f"{items(tool)}/{draft['id']}"
    told = [world.ask("PATCH", one, {"generic_tool_item": {"status": status}})[1] for status in ("Open", "Closed", "Open")]
    assert [bool(part["closed_at"]) for part in told] == [False, True, False]
    assert told[0]["issued_at"]
    refused = world.ask("PATCH", one, {"generic_tool_item": {"status": "Nonsense"}})
    assert refused == (422, {"errors": {"status": ["is not one of: Open, Closed, Draft"]}})


def test_impacts_have_a_status_and_a_value(world: World, tool: int) -> None:
    item = made(world, tool, cost_impact="yes_known", cost_impact_value="500.00", schedule_impact="tbd")
    assert (item["cost_impact"]["status"], item["schedule_impact"]["status"]) == ("yes_known", "tbd")
    one = f"{items(tool)}/{item['id']}"
    changed = world.ask("PATCH", one, {"generic_tool_item": {"cost_impact_value": "7.00"}})[1]["cost_impact"]
    assert (changed["status"], float(changed["value"])) == ("yes_known", 7.0)


def test_an_impact_that_was_stored_as_its_status_alone_can_get_a_value(world: World, tool: int) -> None:
    item = made(world, tool)
    body = json.dumps({"title": "Delay", "cost_impact": "yes_known"})
    world.engine.world.storage.connection.execute("UPDATE records SET body = ? WHERE id = ?", (body, item["id"]))
    status, answer = world.ask("PATCH", f"{items(tool)}/{item['id']}", {"generic_tool_item": {"cost_impact_value": 100}})
    assert (status, answer["cost_impact"]["status"]) == (200, "yes_known")


def test_lists_are_of_ids_by_status_overdue_or_recycled(world: World, tool: int) -> None:
    late = made(world, tool, due_date="2020-01-01")["id"]
    done = made(world, tool, due_date="2020-01-01", status="Closed")["id"]
    gone = made(world, tool)["id"]
    assert world.ask("DELETE", f"{items(tool)}/{gone}")[0] == 200
    asked = {
        "view=ids_only": [late, done],
        "view=ids_only&filters[status]=Closed": [done],
        "view=ids_only&filters[overdue]=true": [late],
        "view=ids_only&filters[recycle_bin]=true": [gone],
    }
    assert {query: world.ask("GET", f"{items(tool)}?{query}")[1] for query in asked} == asked


def test_a_response_carries_the_status_of_its_item(world: World, tool: int) -> None:
    item = made(world, tool)
    one = f"{items(tool)}/{item['id']}"
    body = {"generic_tool_item": {"status": "Closed"}, "generic_tool_item_response": {"official": True}}
    status, answer = world.ask("POST", f"{one}/update_and_send_response", body)
    assert (status, answer["status"]) == (200, "Closed")
    told = world.ask("GET", f"{one}/generic_tool_item_responses")[1]
    assert [(part["official"], part["status"]) for part in told] == [(True, "Closed")]
    more = world.ask("POST", f"{one}/generic_tool_item_responses", {"generic_tool_item_response": {"official": False}})[1]
    assert (more["status"], more["created_by"]["name"]) == ("Closed", "mockcore DMSA")


def test_an_item_begins_with_a_status_of_its_tool(world: World, tool: int) -> None:
    path = f"{TOOLS}/{tool}/statuses"
    for row in world.ask("GET", path)[1]:
        if row["status_name"] == "Open":
            assert world.ask("DELETE", f"{path}/{row['id']}")[0] in (200, 204)
    assert made(world, tool)["status"] == "Closed"
    body = {"generic_tool_status": {"status_name": "Sent", "status": "Open"}}
    assert world.ask("POST", path, body)[0] == 201
    assert made(world, tool)["status"] == "Sent"


def test_a_status_of_the_companys_own_issues_the_item_and_positions_go_on_from_the_highest(world: World) -> None:
    tool = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/generic_tools")[1][0]["id"]
    items = f"/rest/v1.0/projects/{PROJECT}/generic_tools/{tool}/generic_tool_items"
    statuses = f"/rest/v1.0/companies/{COMPANY}/generic_tools/{tool}/statuses"
    for name, kind in (("Waiting", "Open"), ("Answered", "Closed")):
        assert world.ask("POST", statuses, {"generic_tool_status": {"status_name": name, "status": kind}})[0] == 201
    item = world.ask("POST", items, {"generic_tool_item": {"title": "Delay", "position": "7", "status": "Draft"}})[1]
    assert item["issued_at"] is None
    for name, closed in (("Waiting", False), ("Answered", True), ("Waiting", False)):
        item = world.ask("PATCH", f"{items}/{item['id']}", {"generic_tool_item": {"status": name}})[1]
        assert (item["issued_at"] is not None, item["closed_at"] is not None) == (True, closed)
    assert world.ask("POST", items, {"generic_tool_item": {"title": "Delay"}})[1]["position"] == "8"
