"""Change events, requests for quotes and change orders know of one another."""

from typing import Any

from tests.tools.financials.test_change_events import HERE, OLDER, event
from tests.tools.financials.test_contracts import contract
from tests.world import PROJECT, World, approved, world

__all__ = ["world"]
ORDERS = "/rest/v1.0/potential_change_orders"


def test_an_event_shows_its_requests_and_what_its_orders_come_to(world: World) -> None:
    number, of = approved(world, contract(world)["id"]), event(world)["id"]
    rfq = {"title": "Doors", "change_event_event_id": of}
    asked = world.ask("POST", "/rest/v1.0/rfqs", {"project_id": PROJECT, "contract_id": number, "rfq": rfq})[1]
    quote = {"project_id": PROJECT, "contract_id": number, "rfq_quote": {"cost": "450"}}
    assert world.ask("POST", f"/rest/v1.0/rfqs/{asked['id']}/quotes", quote)[0] == 201
    order = ordered(world, number, of)
    line = {"project_id": PROJECT, "line_item": {"amount": "500"}}
    assert world.ask("POST", f"{ORDERS}/{order}/line_items", line)[0] == 201

    shown = world.ask("GET", f"{OLDER}/{of}{HERE}")[1]
    assert [row["id"] for row in shown["rfqs"]] == [asked["id"]]
    (row,) = shown["change_event_line_items"]
    assert (row["commitment_pco_cost"], row["prime_pco_cost"], row["rfq_amount"]) == ("500.00", None, "450.00")
    request = world.ask("GET", f"/rest/v1.0/rfqs/{asked['id']}?project_id={PROJECT}&contract_id={number}")[1]
    assert (request["change_event"]["id"], request["commitment_potential_change_orders"]["id"]) == (of, order)
    newer = f"/rest/v1.0/projects/{PROJECT}/commitment_change_orders/{order}?view=extended"
    assert [row["id"] for row in world.ask("GET", newer)[1]["change_events"]] == [of]


def test_a_package_lists_what_it_gathers(world: World) -> None:
    number = approved(world, contract(world)["id"])
    orders = [ordered(world, number) for _ in range(2)]
    batches = f"/rest/v1.0/projects/{PROJECT}/commitment_change_order_batches"
    batch = {"title": "Both", "contract_id": number, "change_order_ids": orders, "status": "draft"}
    status, answer = world.ask("POST", batches, {"change_order_batch": batch})
    assert status == 201, answer
    assert world.ask("GET", f"{batches}/{answer['id']}")[1]["change_order_ids"] == orders


def ordered(world: World, number: int, of: int | None = None) -> Any:
    """A potential change order of a commitment."""
    body = {"title": "Wall", "status": "pending", **({"commitment_change_event_id": of} if of else {})}
    status, answer = world.ask("POST", ORDERS, {"project_id": PROJECT, "contract_id": number, "change_order": body})
    assert status == 201, answer
    return answer["id"]


def test_orders_say_how_many_tiers_there_are_and_where_they_are(world: World) -> None:
    number = approved(world, contract(world)["id"])
    order = ordered(world, number)
    assert in_list(world, number)["change_order_tiers"] == 1
    request = {"title": "Request", "status": "pending"}
    body = {"project_id": PROJECT, "contract_id": number, "change_order": request}
    above = world.ask("POST", "/rest/v1.0/change_order_requests", body)[1]["id"]
    into = {"project_id": PROJECT, "contract_id": number, "change_order": {"change_order_request_id": above}}
    assert world.ask("PATCH", f"{ORDERS}/{order}", into)[0] == 200
    row = in_list(world, number)
    assert (row["change_order_tiers"], row["change_order_request_acronym_number"]) == (3, "COR #001")
    assert (row["potential_change_order_acronym_number"], row["change_order_package_acronym_number"]) == ("PCO #001", None)


def in_list(world: World, number: int) -> Any:
    """The only potential change order of a contract."""
    (row,) = world.ask("GET", f"{ORDERS}?project_id={PROJECT}&contract_id={number}")[1]
    return row
