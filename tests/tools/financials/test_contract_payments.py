"""Payments on contracts over the engine."""

from tests.tools.financials.test_contracts import contract
from tests.world import PROJECT, World


def test_a_synced_payment_stays_as_it_is(world: World) -> None:
    number = contract(world)["id"]
    given = {"amount": "100.00", "origin_id": "ERP-7"}
    made = world.ask(
        "POST", "/rest/v1.0/contract_payments", {"project_id": PROJECT, "contract_id": number, "contract_payment": given}
    )
    one = f"/rest/v1.0/contract_payments/{made[1]['id']}?project_id={PROJECT}&contract_id={number}"
    body = {"project_id": PROJECT, "contract_id": number, "contract_payment": {"amount": "1.00"}}
    assert world.ask("PATCH", one, body)[0] == 409
    assert world.ask("DELETE", one)[0] == 409
    lost = {"project_id": PROJECT, "contract_id": 1, "contract_payment": {"amount": "1.00"}}
    assert world.ask("POST", "/rest/v1.0/contract_payments", lost) == (422, {"errors": {"contract_id": ["does not exist"]}})


def test_payments_are_numbered_within_their_contract(world: World) -> None:
    first, second = contract(world)["id"], contract(world)["id"]
    numbers = []
    for number in (first, first, second):
        body = {"project_id": PROJECT, "contract_id": number, "contract_payment": {"amount": "10"}}
        status, payment = world.ask("POST", "/rest/v1.0/contract_payments", body)
        assert (status, payment["amount"]) == (201, "10.00")
        numbers.append(payment["payment_number"])
    assert numbers == [1, 2, 1]
