"""Detail lines of a commitment over the engine: of which line, and how invoices bill them."""

from typing import Any

from tests.tools.financials.test_contracts import WORK_ORDERS, contract
from tests.tools.financials.test_requisitions import INVOICES, change, invoice, items, summary
from tests.world import PROJECT, World, approved


def detail(world: World, commitment: Any, line: int, amount: str) -> tuple[int, Any]:
    path = f"{WORK_ORDERS}/{commitment['id']}/line_item_contract_details"
    given = {"line_item_id": line, "amount": amount, "description": "Footing"}
    return world.ask("POST", path, {"project_id": PROJECT, "contract_detail_line_item": given})


def test_a_line_with_details_is_invoiced_by_them(world: World) -> None:
    commitment = contract(world)
    slab, _ = world.ask("GET", f"{commitment['lines']}?project_id={PROJECT}")[1]
    numbers = [detail(world, commitment, slab["id"], amount)[1]["id"] for amount in ("155", "100")]
    made = invoice(world, approved(world, commitment["id"]))
    assert [item["scheduled_value"] for item in items(world, made["id"])] == ["1000.10"]
    found = items(world, made["id"], "contract_detail_items")
    assert [(item["detail_line_item_id"], item["scheduled_value"]) for item in found] == list(
        zip(numbers, ["155.00", "100.00"], strict=True)
    )
    assert summary(world, made["id"])["original_contract_sum"] == "1255.10"
    path = f"{INVOICES}/{made['id']}/contract_detail_items/{found[0]['id']}?project_id={PROJECT}"
    told = world.ask("PATCH", path, {"requisition_contract_detail_item": {"work_completed_this_period": "100"}})[1]
    assert told["total_completed_and_stored_to_date"] == "100.00"
    assert summary(world, made["id"])["total_completed_and_stored_to_date"] == "100.00"
    one = f"{WORK_ORDERS}/{commitment['id']}/line_item_contract_details/{numbers[0]}?project_id={PROJECT}"
    shown = world.ask("GET", one)[1]
    assert (shown["billed_to_date"], shown["billed_against"]) == ("100.00", True)
    assert world.ask("DELETE", one)[0] == 409
    assert change(world, made["id"], status="approved")[0] == 200
    following = items(world, invoice(world, commitment["id"])["id"], "contract_detail_items")
    assert [item["work_completed_from_previous_application"] for item in following] == ["100.00", "0.00"]


def test_a_detail_is_of_a_line_of_its_contract(world: World) -> None:
    commitment, other = contract(world), contract(world)
    line = world.ask("GET", f"{other['lines']}?project_id={PROJECT}")[1][0]["id"]
    assert detail(world, commitment, line, "1")[0] == 422
    assert detail(world, other, line, "much")[0] == 422
    assert detail(world, other, line, "1")[1]["amount"] == "1.00"
