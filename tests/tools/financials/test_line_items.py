"""Line items over the engine: what they cost, what they belong to, and the lock of what is approved."""

from tests.tools.financials.test_contracts import PURCHASE_ORDERS, contract
from tests.world import PROJECT, World, approved


def test_a_line_costs_quantity_times_unit_cost_unless_its_amount_was_given(world: World) -> None:
    made = contract(world)
    calculated, manual = world.ask("GET", f"{made['lines']}?project_id={PROJECT}")[1]
    assert [calculated["amount"], calculated["extended_type"]] == ["255.00", "calculated"]
    assert [manual["amount"], manual["extended_type"]] == ["1000.10", "manual"]
    assert calculated["holder"] == {"id": made["id"], "holder_type": "WorkOrderContract"}
    one = f"{made['lines']}/{calculated['id']}"
    changed = world.ask("PATCH", one, {"project_id": PROJECT, "line_item": {"quantity": "20"}})[1]
    assert (changed["amount"], changed["total_amount"], changed["extended_amount"]) == ("510.00", "510.00", "510.00")
    status, told = world.ask("PATCH", one, {"project_id": PROJECT, "line_item": {"unit_cost": "a lot"}})
    assert (status, told) == (422, {"errors": {"unit_cost": ["is not a number"]}})


def test_lines_of_what_is_approved_stay_as_they_are(world: World) -> None:
    commitment = contract(world)
    approved(world, commitment["id"])
    line = world.ask("GET", f"{commitment['lines']}?project_id={PROJECT}")[1][0]["id"]
    one = f"{commitment['lines']}/{line}"
    refusal = {"errors": "The commitment is Approved: line items cannot be changed until it has another status."}
    assert world.ask("PATCH", one, {"project_id": PROJECT, "line_item": {"quantity": "1"}}) == (409, refusal)
    assert world.ask("DELETE", f"{one}?project_id={PROJECT}")[0] == 409


def test_a_line_tells_the_kind_of_contract_that_it_belongs_to(world: World) -> None:
    commitment = contract(world, PURCHASE_ORDERS)
    line = world.ask("GET", f"{commitment['lines']}?project_id={PROJECT}")[1][0]
    assert line["holder"] == {"id": commitment["id"], "holder_type": "PurchaseOrderContract"}
