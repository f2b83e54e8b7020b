"""Cost codes over the engine: each goes on from those above it."""

from typing import Any

from tests.world import PROJECT, World

V1 = "/rest/v1.0/cost_codes"


def cost_code(world: World, **values: Any) -> Any:
    status, answer = world.ask("POST", V1, {"project_id": PROJECT, "cost_code": {"name": "Concrete", **values}})
    assert status == 201, answer
    return answer


def test_a_cost_code_goes_on_from_the_code_above(world: World) -> None:
    outer = cost_code(world, code="73")
    inner = cost_code(world, code="310", parent_id=outer["id"])
    assert (outer["full_code"], outer["sortable_code"]) == ("73", "73")
    assert (inner["full_code"], inner["sortable_code"]) == ("73-310", "73-310")
    world.ask("PATCH", f"{V1}/{outer['id']}", {"project_id": PROJECT, "cost_code": {"code": "74"}})
    assert world.ask("GET", f"{V1}/{inner['id']}?project_id={PROJECT}")[1]["full_code"] == "74-310"


def test_a_code_that_repeats_the_one_above_is_whole_already(world: World) -> None:
    outer = cost_code(world, code="73")
    assert cost_code(world, code="73-310", parent_id=outer["id"])["full_code"] == "73-310"


def test_a_cost_code_is_billed_to_its_project(world: World) -> None:
    answer = cost_code(world, code="73")
    assert (answer["biller"], answer["biller_id"], answer["biller_type"]) == ("Sandbox Test Project", PROJECT, "Project")
