"""Items of subcontractor invoices over the engine: in bulk, with a change order package, and their history."""

from tests.tools.financials.test_contracts import contract
from tests.tools.financials.test_requisitions import INVOICES, change, invoice, items, summary, work
from tests.world import PROJECT, World, approved


def test_a_change_order_package_is_added_once_approved(world: World) -> None:
    number = approved(world, contract(world)["id"])
    body = {"project_id": PROJECT, "contract_id": number, "change_order": {"title": "Landscape", "grand_total": "500.00"}}
    package = world.ask("POST", "/rest/v1.0/change_order_packages", body)[1]["id"]
    made = invoice(world, number)
    query = f"project_id={PROJECT}&commitment_id={number}&change_order_package_id={package}"
    add, remove = (f"{INVOICES}/{made['id']}/{name}_change_order_package?{query}" for name in ("add", "remove"))
    assert world.ask("POST", add) == (422, {"errors": {"change_order_package_id": ["must be in the approved state"]}})
    world.ask(
        "PATCH", f"/rest/v1.0/change_order_packages/{package}", {"project_id": PROJECT, "change_order": {"status": "approved"}}
    )
    status, rows = world.ask("POST", add)
    assert (status, [row["scheduled_value"] for row in rows], rows[0]["change_order_package_id"]) == (201, ["500.00"], package)
    figures = summary(world, made["id"])
    assert (figures["net_change_by_change_orders"], figures["contract_sum_to_date"]) == ("500.00", "1755.10")
    assert figures["positive_new_change_order_item_total"] == "500.00"
    assert world.ask("POST", add)[0] == 422
    assert [row["id"] for row in items(world, made["id"], "change_order_items")] == [rows[0]["id"]]
    assert world.ask("DELETE", remove)[0] == 200
    assert items(world, made["id"], "change_order_items") == []
    assert world.ask("DELETE", remove)[0] == 422


def test_work_is_billed_in_bulk_and_with_the_invoice(world: World) -> None:
    number = contract(world)
    approved(world, number["id"])
    line = world.ask("GET", f"{number['lines']}?project_id={PROJECT}")[1][1]["id"]
    row = {"line_item_id": line, "item_type": "contract_item", "work_completed_this_period": "40"}
    body = {"project_id": PROJECT, "commitment_id": number["id"], "requisition": {"items": [row]}}
    status, made = world.ask("POST", "/rest/v1.1/requisitions", body)
    assert status == 201
    assert [item["work_completed_this_period"] for item in made["items"]] == ["0.00", "40.00"]
    bulk = [{"id": item["id"], "item_type": "contract_item", "work_completed_this_period": "5.5"} for item in made["items"]]
    path = f"{INVOICES}/{made['id']}/bulk_item_update?project_id={PROJECT}"
    assert world.ask("PATCH", path, {"requisition_items": bulk})[0] == 200
    told = world.ask("GET", f"/rest/v1.1/requisitions/{made['id']}?project_id={PROJECT}")[1]
    assert [item["work_completed_this_period"] for item in told["items"]] == ["5.50", "5.50"]
    assert told["summary"]["total_completed_and_stored_to_date"] == "11.00"


def test_its_change_history_tells_fields_of_the_invoice_and_of_its_items(world: World) -> None:
    made = invoice(world, approved(world, contract(world)["id"]))
    item = items(world, made["id"])[1]["id"]
    work(world, made["id"], item, work_completed_this_period="10")
    change(world, made["id"], status="under_review")
    told = world.ask("GET", f"{INVOICES}/{made['id']}/change_histories?project_id={PROJECT}")[1]
    rows = {(row["ref_id"], row["column"]): (row["old_value"], row["new_value"]) for row in told}
    assert rows[made["id"], "status"] == ("draft", "under_review")
    assert rows[item, "work_completed_this_period"] == (None, "10.00")
    assert {row["action_by"] for row in told} == {"mockcore DMSA"}
