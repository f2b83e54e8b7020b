from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

OLD, NEW = "/rest/v1.0", f"/rest/v1.0/projects/{PROJECT}"
ORDERS = (
    f"{NEW}/commitment_change_orders",
    f"{OLD}/potential_change_orders",
    f"{OLD}/change_order_packages",
    f"{OLD}/change_order_requests",
)


def vendor(world: World) -> int:
    return int(world.ask("GET", f"{NEW}/vendors")[1][0]["id"])


def commitment(world: World, status: str, kind: str = "work_order_contract") -> int:
    values = {"title": "Steel", "status": status, "vendor_id": vendor(world)}
    status_code, contract = world.ask("POST", f"{OLD}/{kind}s", {"project_id": PROJECT, kind: values})
    assert status_code == 201
    return int(contract["id"])


def billed(world: World, number: int) -> tuple[int, Any]:
    body = {"project_id": PROJECT, "commitment_id": number, "requisition": {"commitment_id": number}}
    return world.ask("POST", "/rest/v1.0/requisitions", body)


def changed(world: World, path: str, number: int) -> tuple[int, Any]:
    order = {"contract_id": number, "title": "More"}
    return world.ask("POST", path, {"project_id": PROJECT, "contract_id": number, "change_order": order})


@pytest.mark.parametrize("status", ["Draft", "Out For Bid", "Terminated"])
def test_a_commitment_that_is_not_approved_is_neither_changed_nor_billed(world: World, status: str) -> None:
    number = commitment(world, status)
    refusal = 409, {"errors": f"The commitment is {status}: it must be Approved or Complete."}
    assert billed(world, number) == refusal
    assert [changed(world, path, number) for path in ORDERS] == [refusal] * len(ORDERS)
    batch = {"change_order_batch": {"contract_id": number, "title": "More"}}
    assert world.ask("POST", f"{NEW}/commitment_change_order_batches", batch) == refusal


@pytest.mark.parametrize("status", ["Processing", "Received", "Closed"])
def test_a_purchase_order_is_approved_before_it_is_changed(world: World, status: str) -> None:
    assert changed(world, ORDERS[0], commitment(world, status, "purchase_order_contract"))[0] == 409


@pytest.mark.parametrize("status", ["Approved", "Complete"])
def test_an_approved_commitment_is_changed_and_billed(world: World, status: str) -> None:
    for path in ORDERS:
        assert changed(world, path, commitment(world, status))[0] == 201
    assert billed(world, commitment(world, status))[0] == 201


def test_a_commitment_of_the_newer_paths_is_asked_the_same(world: World) -> None:
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/commitment_contracts"
    body = {"title": "Steel", "type": "WorkOrderContract", "vendor_id": str(vendor(world))}
    number = int(world.ask("POST", path, body)[1]["data"]["id"])
    assert changed(world, ORDERS[0], number)[0] == 409
    assert world.ask("PATCH", f"{path}/{number}", {"status": "Approved"})[0] == 200
    assert changed(world, ORDERS[0], number)[0] == 201


def test_an_invoice_does_not_move_to_a_draft(world: World) -> None:
    number, draft = commitment(world, "Approved"), commitment(world, "Draft")
    invoice = billed(world, number)[1]["id"]

    def change(holder: int) -> int:
        body = {"project_id": PROJECT, "commitment_id": holder, "requisition": {"invoice_number": "8"}}
        return world.ask("PATCH", f"{OLD}/requisitions/{invoice}", body)[0]

    assert (change(draft), change(number)) == (409, 200)


def test_a_prime_contract_is_changed_in_any_state(world: World) -> None:
    body = {"project_id": PROJECT, "prime_contract": {"title": "Tower"}}
    number = world.ask("POST", f"{OLD}/prime_contract", body)[1]["id"]
    assert changed(world, f"{NEW}/prime_change_orders", number)[0] == 201
