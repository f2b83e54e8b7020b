"""Direct costs over the engine: lines, totals in every version, and the lock of what is synced."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

COSTS = f"/rest/v1.0/projects/{PROJECT}/direct_costs"
NEWER = f"/rest/v1.1/projects/{PROJECT}/direct_costs"


def made(world: World, **given: Any) -> Any:
    vendor = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1][0]["id"]
    body = {"invoice_number": "7", "direct_cost_type": "invoice", "vendor_id": vendor, **given}
    status, told = world.ask("POST", COSTS, {"item": body})
    assert status == 201, told
    return told


def test_its_total_is_that_of_its_lines_in_each_version(world: World) -> None:
    cost = made(world)
    assert (cost["status"], cost["grand_total"], cost["line_items_count"]) == ("draft", "0.00", 0)
    assert cost["vendor_name"]
    lines = f"{COSTS}/{cost['id']}/line_items"
    line = world.ask("POST", lines, {"line_item": {"quantity": 3, "unit_cost": 19.99}})[1]
    assert (line["amount"], line["total_amount"], line["extended_type"]) == ("59.97", "59.97", "calculated")
    assert world.ask("POST", lines, {"line_item": {"amount": 0.13}})[1]["amount"] == "0.13"
    (listed,) = [row for row in world.ask("GET", COSTS)[1] if row["id"] == cost["id"]]
    older, newer = (world.ask("GET", f"{path}/{cost['id']}")[1] for path in (COSTS, NEWER))
    for told in (listed, older, newer):
        assert (told["grand_total"], told.get("line_items_count", 2)) == ("60.10", 2)
    assert [row["amount"] for row in newer["line_items"]] == ["59.97", "0.13"]
    assert world.ask("DELETE", f"{lines}/{line['id']}")[0] == 200
    assert world.ask("GET", f"{NEWER}/{cost['id']}")[1]["grand_total"] == "0.13"


def test_lines_given_with_the_cost_are_lines_of_their_own(world: World) -> None:
    cost_code = world.ask("GET", f"/rest/v1.0/cost_codes?project_id={PROJECT}")[1][0]["id"]
    kind = world.ask("GET", f"/rest/v1.0/line_item_types?company_id={COMPANY}&project_id={PROJECT}")[1][0]["id"]
    seed = world.ask("POST", f"{COSTS}/{made(world)['id']}/line_items",
                     {"line_item": {"amount": 1, "cost_code_id": cost_code, "line_item_type_id": kind}})[1]  # fmt: skip
    code = seed["wbs_code"]["id"]
    body = {"invoice_number": "8", "direct_cost_type": "expense", "vendor_id": made(world)["vendor_id"]}
    rows = [{"wbs_code_id": code, "quantity": 2, "unit_cost": 5}, {"wbs_code_id": code, "manual_amount": 7.25}]
    status, told = world.ask("POST", NEWER, {"direct_cost": {**body, "line_items": rows}})
    assert (status, told["grand_total"], told["line_items_count"]) == (201, "17.25", 2)
    listed = world.ask("GET", f"{COSTS}/{told['id']}/line_items")[1]
    assert [(row["amount"], row["cost_code"]["id"], row["line_item_type"]["id"]) for row in listed] == [
        ("10.00", cost_code, kind), ("7.25", cost_code, kind)]  # fmt: skip
    assert world.ask("POST", NEWER, {"direct_cost": {**body, "line_items": [{"wbs_code_id": 4711}]}})[0] == 422


def test_a_synced_cost_is_immutable_but_for_the_sync_itself(world: World) -> None:
    cost = made(world, origin_id="ERP-1")
    lines = f"{COSTS}/{cost['id']}/line_items"
    refused = [
        world.ask("PATCH", f"{COSTS}/{cost['id']}", {"item": {"description": "Other"}}),
        world.ask("DELETE", f"{NEWER}/{cost['id']}"),
        world.ask("POST", lines, {"line_item": {"amount": 1}}),
    ]
    assert [part[0] for part in refused] == [409] * 3
    assert "synced" in refused[0][1]["errors"]
    row = {"origin_id": "ERP-1", "description": "From the other system"}
    told = world.ask("PATCH", f"{COSTS}/sync", {"updates": [row]})[1]
    assert [part["description"] for part in told["entities"]] == ["From the other system"]


def test_its_status_is_one_of_four(world: World) -> None:
    cost = made(world)
    for status in ("pending", "revise_and_resubmit", "approved", "draft"):
        assert world.ask("PATCH", f"{COSTS}/{cost['id']}", {"item": {"status": status}})[1]["status"] == status
    assert world.ask("PATCH", f"{COSTS}/{cost['id']}", {"item": {"status": "paid"}})[0] in (400, 422)
