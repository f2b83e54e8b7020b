"""Change orders over the engine: tiers, totals, statuses and the lock."""

from typing import Any

import pytest

from tests.tools.financials.test_budget import Budget
from tests.world import COMPANY, PROJECT, World, approved

ORDERS = f"/rest/v1.0/projects/{PROJECT}/commitment_change_orders"
BATCHES = f"/rest/v1.0/projects/{PROJECT}/commitment_change_order_batches"


def commitment(world: World) -> int:
    body = {"project_id": PROJECT, "work_order_contract": {"title": "Concrete"}}
    return approved(world, world.ask("POST", "/rest/v1.0/work_order_contracts", body)[1]["id"])


def made(world: World, kind: str, number: int, **given: Any) -> Any:
    body = {"project_id": PROJECT, "contract_id": number, "change_order": {"title": "More", **given}}
    status, told = world.ask("POST", f"/rest/v1.0/{kind}", body)
    assert status == 201, told
    return told


def changed(world: World, kind: str, order: int, **given: Any) -> tuple[int, Any]:
    contract = shown(world, kind, order)["contract_id"]
    return world.ask(
        "PATCH", f"/rest/v1.0/{kind}/{order}", {"project_id": PROJECT, "contract_id": contract, "change_order": given}
    )


def shown(world: World, kind: str, order: int) -> Any:
    return world.ask("GET", f"/rest/v1.0/{kind}/{order}?project_id={PROJECT}&contract_id=1")[1]


def revised(world: World, number: int) -> str:
    return str(shown(world, "work_order_contracts", number)["revised_contract"])


def test_in_one_tier_a_package_has_a_potential_change_order_that_holds_its_lines(world: World) -> None:
    number = commitment(world)
    package = made(world, "change_order_packages", number, grand_total="500")
    assert (package["status"], package["grand_total"], package["type"]) == ("draft", "500.00", "CommitmentContractChangeOrder")
    listed = world.ask("GET", f"/rest/v1.0/potential_change_orders?project_id={PROJECT}&filters[contract_id]={number}")[1]
    assert [(row["title"], row["grand_total"], row["change_order_package_title"]) for row in listed] == [
        ("More", "500.00", "More")
    ]
    lines = f"/rest/v1.0/potential_change_orders/{listed[0]['id']}/line_items"
    given = {"quantity": "2", "unit_cost": "300", "description": "Backfill"}
    assert world.ask("POST", lines, {"project_id": PROJECT, "line_item": given})[1]["amount"] == "600.00"
    told = shown(world, "change_order_packages", package["id"])
    assert (told["grand_total"], [line["total_amount"] for line in told["line_items"]]) == ("600.00", ["600.00"])
    assert changed(world, "change_order_packages", package["id"], status="approved")[0] == 200
    assert shown(world, "potential_change_orders", listed[0]["id"])["status"] == "approved"
    assert revised(world, number) == "600.00"


def test_in_three_tiers_totals_roll_up_and_approval_goes_down(world: World) -> None:
    number = commitment(world)
    request = made(world, "change_order_requests", number)
    package = made(world, "change_order_packages", number)
    assert changed(world, "change_order_requests", request["id"], change_order_package_id=package["id"])[0] == 200
    orders = [made(world, "potential_change_orders", number, grand_total=amount) for amount in ("10.50", "20.25")]
    for order in orders:
        assert changed(world, "potential_change_orders", order["id"], change_order_request_id=request["id"])[0] == 200
    assert shown(world, "change_order_requests", request["id"])["grand_total"] == "30.75"
    assert shown(world, "change_order_packages", package["id"])["grand_total"] == "30.75"
    assert revised(world, number) == "0.00"
    changed(world, "change_order_packages", package["id"], status="approved")
    assert shown(world, "potential_change_orders", orders[0]["id"])["status"] == "approved"
    assert revised(world, number) == "30.75"


def test_what_is_approved_keeps_its_lines_and_total(world: World) -> None:
    number = commitment(world)
    order = made(world, "potential_change_orders", number, status="pending")
    lines = f"/rest/v1.0/potential_change_orders/{order['id']}/line_items"
    line = world.ask("POST", lines, {"project_id": PROJECT, "line_item": {"amount": "75"}})[1]
    told = changed(world, "potential_change_orders", order["id"], status="approved")[1]
    assert told["status"] == "approved"
    assert told["grand_total"] == "75.00"
    refused = [
        world.ask("POST", lines, {"project_id": PROJECT, "line_item": {"amount": "1"}}),
        world.ask("PATCH", f"{lines}/{line['id']}", {"project_id": PROJECT, "line_item": {"amount": "1"}}),
        world.ask("DELETE", f"{lines}/{line['id']}?project_id={PROJECT}"),
    ]
    assert [part[0] for part in refused] == [409] * 3
    package = made(world, "change_order_packages", number, status="approved", grand_total="9.00")["id"]
    assert changed(world, "change_order_packages", package, grand_total="1.00")[0] == 409
    assert changed(world, "change_order_packages", package, title="Renamed", grand_total="9.00")[0] == 200
    assert changed(world, "potential_change_orders", order["id"], status="revised")[0] == 200
    assert world.ask("DELETE", f"{lines}/{line['id']}?project_id={PROJECT}")[0] == 200


def test_a_batch_adds_up_its_orders_and_is_approved_with_them(world: World) -> None:
    number = commitment(world)
    orders = [world.ask("POST", ORDERS, {"change_order": {"contract_id": number, "title": "More"}})[1] for _ in range(2)]
    assert [order["status"] for order in orders] == ["draft", "draft"]
    given = {"contract_id": number, "title": "Both", "change_order_ids": [order["id"] for order in orders]}
    status, batch = world.ask("POST", BATCHES, {"change_order_batch": given})
    assert (status, batch["status"], batch["grand_total"]) == (201, "draft", "0.00")
    assert world.ask("GET", f"{ORDERS}/{orders[0]['id']}")[1]["batch_id"] == batch["id"]
    assert world.ask("PATCH", f"{BATCHES}/{batch['id']}", {"change_order_batch": {"status": "approved"}})[0] == 200
    told = world.ask("GET", f"{ORDERS}/{orders[1]['id']}")[1]
    assert (told["status"], bool(told["reviewed_at"])) == ("approved", True)
    assert world.ask("DELETE", f"{ORDERS}/{orders[1]['id']}")[0] == 409
    assert world.ask("DELETE", f"{BATCHES}/{batch['id']}")[0] == 409


def test_a_contract_or_status_that_does_not_exist_is_named(world: World) -> None:
    body = {"project_id": PROJECT, "contract_id": 4711, "change_order": {"title": "More"}}
    for kind in ("change_order_packages", "change_order_requests", "potential_change_orders"):
        assert world.ask("POST", f"/rest/v1.0/{kind}", body) == (422, {"errors": {"contract_id": ["does not exist"]}})
    given = {"contract_id": commitment(world), "status": "perhaps"}
    status, told = world.ask("POST", ORDERS, {"change_order": given})
    assert (status, told["errors"]) == (422, {"status": ["is not included in the list"]})


def prime_contract(world: World) -> int:
    body = {"project_id": PROJECT, "prime_contract": {"title": "Whole building", "status": "Approved"}}
    return int(world.ask("POST", "/rest/v1.0/prime_contract", body)[1]["id"])


@pytest.mark.parametrize(
    ("newer", "column"), [("commitment_change_orders", "Committed Costs"), ("prime_change_orders", "Approved COs")]
)
def test_both_generations_of_paths_show_one_record_which_reaches_the_budget(budget: Budget, newer: str, column: str) -> None:
    world = budget.world
    number = commitment(world) if newer.startswith("commitment") else prime_contract(world)
    path = f"/rest/v1.0/projects/{PROJECT}/{newer}"
    order = world.ask("POST", path, {"change_order": {"contract_id": number, "title": "More"}})[1]
    lines = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/{newer}/{order['id']}/line_items"
    line = {"wbs_code_id": str(budget.code), "quantity": "3", "unit_cost": "33.3333"}
    assert world.ask("POST", lines, line)[1]["data"]["amount"] == "100.00"
    older = shown(world, "potential_change_orders", order["id"])
    assert (older["grand_total"], len(older["line_items"]), older["number"]) == ("100.00", 1, order["number"])
    (package,) = world.ask("GET", f"/rest/v1.0/change_order_packages?project_id={PROJECT}&contract_id={number}")[1]
    assert (package["id"], package["number"], package["grand_total"]) == (order["legacy_package_id"], order["number"], "100.00")
    changed(world, "potential_change_orders", order["id"], status="approved")
    assert world.ask("GET", f"{path}/{order['id']}")[1]["status"] == "approved"
    assert shown(world, "change_order_packages", package["id"])["status"] == "approved"
    assert budget.rows()[0][column] == "100.00"


def test_numbers_go_on_in_one_series_whichever_paths_are_used(world: World) -> None:
    number = commitment(world)
    first = world.ask("POST", ORDERS, {"change_order": {"contract_id": number, "title": "One"}})[1]
    second = made(world, "change_order_packages", number)
    third = world.ask("POST", ORDERS, {"change_order": {"contract_id": number, "title": "Three"}})[1]
    assert [order["number"] for order in (first, second, third)] == ["1", "2", "3"]
    listed = world.ask("GET", f"{ORDERS}?filters[contract_id]={number}")[1]
    assert sorted(order["number"] for order in listed) == ["1", "2", "3"]
    other = f"/rest/v1.0/projects/{PROJECT}/prime_change_orders"
    assert world.ask("GET", f"{other}/{first['id']}")[0] == 404


def test_a_batch_takes_the_place_of_the_packages_beside_its_orders(world: World) -> None:
    number = commitment(world)
    orders = [world.ask("POST", ORDERS, {"change_order": {"contract_id": number, "title": "More"}})[1]["id"] for _ in range(2)]
    batch = world.ask(
        "POST", BATCHES, {"change_order_batch": {"contract_id": number, "title": "Both", "change_order_ids": orders}}
    )[1]
    packages = world.ask("GET", f"/rest/v1.0/change_order_packages?project_id={PROJECT}&contract_id={number}")[1]
    assert [package["id"] for package in packages] == [batch["id"]]
    assert [row["id"] for row in world.ask("GET", f"{BATCHES}?filters[change_order_id]={orders[0]}")[1]] == [batch["id"]]
    assert {row["id"] for row in world.ask("GET", f"{ORDERS}?filters[batch_id]={batch['id']}")[1]} == set(orders)
    assert world.ask("DELETE", f"{BATCHES}/{batch['id']}")[0] == 204
    assert world.ask("GET", f"{ORDERS}/{orders[0]}")[1]["batch_id"] is None


def test_what_is_deleted_in_one_tier_goes_with_its_package(world: World) -> None:
    number = commitment(world)
    order = world.ask("POST", ORDERS, {"change_order": {"contract_id": number, "title": "More"}})[1]
    assert world.ask("DELETE", f"{ORDERS}/{order['id']}")[0] == 204
    assert world.ask("GET", f"/rest/v1.0/change_order_packages?project_id={PROJECT}&contract_id={number}")[1] == []
