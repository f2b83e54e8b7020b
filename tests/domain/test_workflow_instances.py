"""Instances of workflows."""

from tests.tools.test_workflows import FLOWS, begun, order, respond, shown
from tests.world import PROJECT, World, world

__all__ = ["world"]


def test_a_rejection_ends_the_workflow_and_leaves_a_contract_as_it_is(world: World) -> None:
    number = order(world)
    instance = begun(world, number)
    assert respond(world, instance, "Reject")[0] == 204
    assert shown(world, instance)["ended_at"] is not None
    assert world.ask("GET", f"/rest/v1.0/work_order_contracts/{number}?project_id={PROJECT}")[1]["status"] == "Draft"
    assert respond(world, instance, "Approve")[0] == 422


def test_a_correspondence_names_its_subtype_and_a_preset_exists(world: World) -> None:
    for body in ({"tool_type": "correspondence"}, {"tool_type": "rfis_of_ours", "preset_id": "5"}):
        assert world.ask("POST", f"{FLOWS}/instances", {"item_id": "5", **body})[0] == 422


def test_the_item_of_any_tool_may_have_a_workflow(world: World) -> None:
    changes = f"/rest/v1.0/projects/{PROJECT}/budget_changes"
    change = world.ask("POST", changes, {"status": "draft", "title": "Moved", "adjustment_line_items": []})[1]["data"]
    instance = begun(world, change["id"], tool_type="budget_changes", tool_subtype="")
    assert world.ask("PATCH", f"{changes}/{change['id']}", {"status": "approved"})[0] == 422
    for _ in range(2):
        assert respond(world, shown(world, instance), "Approve")[0] == 204
    assert world.ask("GET", f"{changes}/{change['id']}")[1]["data"]["status"] == "approved"
