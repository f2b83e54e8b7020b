"""Commitments and prime contracts over the engine: sums of their lines, change orders, invoices and payments; the lock."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World, approved

V2 = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}"
WORK_ORDERS, PURCHASE_ORDERS = "/rest/v1.0/work_order_contracts", "/rest/v1.0/purchase_order_contracts"


def contract(world: World, path: str = WORK_ORDERS, **given: Any) -> Any:
    """A new contract with one calculated and one manual line, 1,255.10 together."""
    name = {"/rest/v1.0/prime_contract": "prime_contract"}.get(path) or path.rsplit("/", 1)[-1].removesuffix("s")
    status, made = world.ask("POST", path, {"project_id": PROJECT, name: {"title": "Concrete", **given}})
    assert status == 201, made
    lines = f"{path.removesuffix('prime_contract')}{'prime_contracts' if 'prime' in path else ''}/{made['id']}/line_items"
    for line in ({"quantity": "10", "unit_cost": "25.5", "uom": "ea"}, {"amount": "1000.1"}):
        status, told = world.ask("POST", lines, {"project_id": PROJECT, "line_item": {"description": "Slab", **line}})
        assert status == 201, told
    return made | {"lines": lines}


def shown(world: World, path: str, number: int) -> Any:
    return world.ask("GET", f"{path}/{number}?project_id={PROJECT}")[1]


@pytest.mark.parametrize("path", [WORK_ORDERS, PURCHASE_ORDERS])
def test_totals_agree_between_list_show_and_versions(world: World, path: str) -> None:
    made = contract(world, path)
    (listed,) = [row for row in world.ask("GET", f"{path}?project_id={PROJECT}")[1] if row["id"] == made["id"]]
    common = shown(world, "/rest/v1.0/commitments", made["id"])
    for told in (listed, shown(world, path, made["id"]), common):
        assert (told["grand_total"], told["revised_contract"], told["remaining_balance_outstanding"]) == ("1255.10",) * 3
    assert (common["line_items_total"], common["line_items_extended_total"]) == ("1255.10", "1255.10")
    amounts = [row["amount"] for row in world.ask("GET", f"{V2}/commitment_contracts/{made['id']}/line_items")[1]["data"]]
    assert amounts == [row["amount"] for row in common["line_items"]] == ["255.00", "1000.10"]


def test_change_orders_and_payments_move_the_sums(world: World) -> None:
    number = approved(world, contract(world)["id"])
    for status, amount in (("approved", "500.00"), ("pending", "40.00"), ("draft", "7.00"), ("void", "9.00")):
        order = {"title": "More", "status": status, "grand_total": amount}
        body = {"project_id": PROJECT, "contract_id": number, "change_order": order}
        assert world.ask("POST", "/rest/v1.0/change_order_packages", body)[0] == 201
    payment = {"project_id": PROJECT, "contract_id": number, "contract_payment": {"amount": "175.51", "date": "2026-02-01"}}
    assert world.ask("POST", "/rest/v1.0/contract_payments", payment)[1]["payment_number"] == 1
    told = shown(world, WORK_ORDERS, number)
    assert told["approved_change_orders"] == "500.00"
    assert told["pending_change_orders"] == "40.00"
    assert told["draft_change_orders_amount"] == "7.00"
    assert told["revised_contract"] == "1755.10"
    assert told["pending_revised_contract"] == "1795.10"
    assert (told["total_payments"], told["percentage_paid"]) == ("175.51", "10.00%")
    assert told["remaining_balance_outstanding"] == "1579.59"
    assert [part["status"] for part in told["change_order_packages"]] == ["approved", "pending", "draft", "void"]
    assert [part["amount"] for part in told["payments_issued"]] == ["175.51"]
    summary = world.ask("GET", f"{V2}/commitment_contracts/{number}/summary")[1]["data"]
    assert summary["approved_change_total"] == "500.00"
    assert summary["pending_revised_change_total"] == "40.00"
    assert summary["draft_change_total"] == "7.00"
    assert summary["total_payments_amount"] == "175.51"


def test_the_prime_contract_has_the_same_sums_under_its_own_names(world: World) -> None:
    number = contract(world, "/rest/v1.0/prime_contract")["id"]
    order = {"contract_id": number, "title": "More", "status": "approved"}
    made = world.ask("POST", f"/rest/v1.0/projects/{PROJECT}/prime_change_orders", {"change_order": order})[1]
    assert world.ask("PATCH", f"/rest/v1.0/projects/{PROJECT}/prime_change_orders/{made['id']}",
                     {"change_order": {"status": "draft"}})[0] == 200  # fmt: skip
    codes = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/work_breakdown_structure/wbs_codes")[1]
    line = {"amount": "44.90", **({"wbs_code_id": str(codes[0]["id"])} if codes else {"wbs_code_id": wbs_code(world)})}
    assert world.ask("POST", f"{V2}/prime_change_orders/{made['id']}/line_items", line)[0] == 200
    told = shown(world, "/rest/v1.0/prime_contract", number)
    assert (told["grand_total"], told["draft_change_orders_amount"]) == ("1255.10", "44.90")
    world.ask(
        "PATCH", f"/rest/v1.0/projects/{PROJECT}/prime_change_orders/{made['id']}", {"change_order": {"status": "approved"}}
    )
    told = shown(world, "/rest/v1.0/prime_contract", number)
    assert (told["approved_change_orders"], told["revised_contract_amount"]) == ("44.90", "1300.00")
    assert (told["outstanding_balance"], told["pending_revised_contract_amount"]) == ("1300.00", "1300.00")


def wbs_code(world: World) -> str:
    """The id of a WBS code of the project."""
    cost = world.ask("GET", f"/rest/v1.0/cost_codes?project_id={PROJECT}")[1][0]["id"]
    kind = world.ask("GET", f"/rest/v1.0/line_item_types?company_id={COMPANY}&project_id={PROJECT}")[1][0]["id"]
    line = {"cost_code_id": cost, "line_item_type_id": kind, "amount": "1"}
    made = contract(world)
    told = world.ask("POST", made["lines"], {"project_id": PROJECT, "line_item": line})[1]
    return str(told["wbs_code"]["id"])


@pytest.mark.parametrize("status", ["Approved", "Complete"])
def test_an_approved_or_complete_contract_keeps_its_lines_and_company_and_is_not_deleted(world: World, status: str) -> None:
    made = contract(world)
    one, line = f"{WORK_ORDERS}/{made['id']}", world.ask("GET", f"{made['lines']}?project_id={PROJECT}")[1][0]["id"]
    vendors = [row["id"] for row in world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1]]

    def change(**given: Any) -> tuple[int, Any]:
        return world.ask("PATCH", one, {"project_id": PROJECT, "work_order_contract": given})

    assert change(status=status, vendor_id=vendors[0])[0] == 200
    refused = [
        world.ask("POST", made["lines"], {"project_id": PROJECT, "line_item": {"amount": "1"}}),
        world.ask("PATCH", f"{made['lines']}/{line}", {"project_id": PROJECT, "line_item": {"amount": "1"}}),
        world.ask("DELETE", f"{made['lines']}/{line}?project_id={PROJECT}"),
        world.ask("DELETE", f"{one}?project_id={PROJECT}"),
        change(vendor_id=vendors[1]),
    ]
    assert [part[0] for part in refused] == [409] * 5
    assert all(status in str(part[1]["errors"]) for part in refused)
    code, told = world.ask("DELETE", f"{V2}/commitment_contracts/{made['id']}")
    assert (code, told["error"]["code"]) == (409, "CONFLICT")
    assert shown(world, WORK_ORDERS, made["id"])["grand_total"] == "1255.10"
    assert change(title="Still open to this")[0] == 200
    assert change(status="Draft")[0] == 200
    assert world.ask("DELETE", f"{made['lines']}/{line}?project_id={PROJECT}")[0] == 200
    assert shown(world, WORK_ORDERS, made["id"])["grand_total"] == "1000.10"
    assert world.ask("DELETE", f"{one}?project_id={PROJECT}")[0] == 200


UNSELECTED = "must be selected when the contract's status is not draft"


@pytest.mark.parametrize(("path", "status"), [(WORK_ORDERS, "Out For Bid"), (PURCHASE_ORDERS, "Submitted")])
def test_a_commitment_has_a_company_unless_it_is_a_draft(world: World, path: str, status: str) -> None:
    name, refusal = path.rsplit("/", 1)[-1].removesuffix("s"), (422, {"errors": {"vendor_id": [UNSELECTED]}})
    assert world.ask("POST", path, {"project_id": PROJECT, name: {"title": "Steel", "status": status}}) == refusal
    vendor = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1][0]["id"]
    one = f"{path}/{contract(world, path)['id']}"

    def change(**values: Any) -> tuple[int, Any]:
        return world.ask("PATCH", one, {"project_id": PROJECT, name: values})

    assert change(status=status) == refusal
    assert change(status=status, vendor_id=vendor)[0] == 200
    assert change(vendor_id=None) == refusal
    assert change(status="Draft", vendor_id=None)[0] == 200
    rows = {"project_id": PROJECT, "updates": [{"title": "Synced", "status": status}]}
    code, synced = world.ask("PATCH", f"{path}/sync", rows)
    assert (code, synced["entities"], synced["errors"][0]["errors"]) == (200, [], {"vendor_id": [UNSELECTED]})


def test_each_kind_of_contract_has_its_own_states(world: World) -> None:
    vendor = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1][0]["id"]
    order = contract(world, PURCHASE_ORDERS, vendor_id=vendor)
    one = f"{V2}/commitment_contracts/{order['id']}"
    assert world.ask("PATCH", one, {"status": "partially received"})[1]["data"]["status"] == "Partially Received"
    code, told = world.ask("PATCH", one, {"status": "Out For Bid"})
    assert (code, told["error"]["details"][0]["source"]) == (422, "status")
    work = world.ask("POST", f"{V2}/commitment_contracts", {"type": "WorkOrderContract", "title": "Steel"})[1]["data"]
    assert work["status"] == "Draft"


def test_the_subcontractors_schedule_has_a_status_of_its_own(world: World) -> None:
    made = contract(world)
    path = f"{WORK_ORDERS}/{made['id']}/subcontractor_schedule_of_values_status"
    assert world.ask("PATCH", path, {"project_id": PROJECT, "status": "under_review"}) == (200, {"status": "under_review"})
    assert shown(world, WORK_ORDERS, made["id"])["status"] == "Draft"


def test_a_tax_code_is_in_the_totals_and_in_what_an_invoice_makes_due(world: World) -> None:
    tax = {"company_id": COMPANY, "project_id": PROJECT, "tax_code": {"code": "VAT10", "rate1": 10}}
    code = world.ask("POST", "/rest/v1.0/tax_codes", tax)[1]["id"]
    made = contract(world)
    body = {"project_id": PROJECT, "line_item": {"amount": "200", "tax_code_id": code}}
    line = world.ask("POST", made["lines"], body)[1]
    assert (line["extended_amount"], line["total_amount"]) == ("200.00", "220.00")
    approved(world, made["id"])
    told = shown(world, "/rest/v1.0/commitments", made["id"])
    assert (told["line_items_extended_total"], told["line_items_total"], told["grand_total"]) == (
        "1455.10",
        "1475.10",
        "1475.10",
    )
    assert told["revised_contract"] == "1475.10"
    ids = {"project_id": PROJECT, "commitment_id": made["id"]}
    for number, due in ((1, "110.00"), (2, "55.00")):
        requisition = {"status": "draft", "period_id": None, "requisition_start": f"2026-0{number}-01"}
        invoice = world.ask("POST", "/rest/v1.0/requisitions", {**ids, "requisition": requisition})[1]["id"]
        path = f"/rest/v1.0/requisitions/{invoice}"
        item = world.ask("GET", f"{path}/contract_items?project_id={PROJECT}")[1][-1]["id"]
        work = {"work_completed_this_period": 100 // number, "work_completed_retainage_percent_this_period": "0"}
        assert world.ask("PATCH", f"{path}/contract_items/{item}", {**ids, "requisition_contract_item": work})[0] == 200
        assert world.ask("GET", f"{path}?project_id={PROJECT}")[1]["summary"]["current_payment_due"] == due


def test_a_closed_purchase_order_stays_as_an_approved_one_does(world: World) -> None:
    company = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1][0]["id"]
    orders, order = "/rest/v1.0/purchase_order_contracts", {"title": "Steel", "vendor_id": company}
    made = world.ask("POST", orders, {"project_id": PROJECT, "purchase_order_contract": order})[1]
    path = f"{orders}/{made['id']}"
    assert made["accounting_method"] == "amount"
    assert world.ask("PATCH", path, {"project_id": PROJECT, "purchase_order_contract": {"status": "Closed"}})[0] == 200
    assert world.ask("POST", f"{path}/line_items", {"project_id": PROJECT, "line_item": {"amount": "1"}})[0] == 409
    assert world.ask("DELETE", f"{path}?project_id={PROJECT}")[0] == 409
