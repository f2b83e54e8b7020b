"""Cost codes over the engine: each goes on from those above it."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

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


def test_a_cost_code_is_budgeted_once_the_budget_has_a_line_of_it(world: World) -> None:
    answer = cost_code(world, code="73")
    kind = world.ask("GET", f"/rest/v1.0/line_item_types?project_id={PROJECT}&company_id={COMPANY}")[1][0]["id"]
    line = {"cost_code_id": answer["id"], "line_item_type_id": kind, "original_budget_amount": 5}
    assert answer["budgeted"] is False
    assert world.ask("POST", "/rest/v1.0/budget_line_items", {"project_id": PROJECT, "budget_line_item": line})[0] == 201
    assert world.ask("GET", f"{V1}/{answer['id']}?project_id={PROJECT}")[1]["budgeted"] is True
    renamed = world.ask("PATCH", f"{V1}/{answer['id']}", {"project_id": PROJECT, "cost_code": {"name": "Doors"}})[1]
    assert renamed["budgeted"] is True
