"""Requests for quotes over the engine: whose they are, what quotes do to them, and what the change event shows of them."""

from typing import Any

from tests.tools.financials.test_contracts import contract
from tests.world import PROJECT, World, approved

RFQS = "/rest/v1.0/rfqs"


def _rfq(world: World, number: int, **fields: Any) -> dict[str, Any]:
    body = {"project_id": PROJECT, "contract_id": number, "rfq": {"title": "Doors", **fields}}
    return dict(world.ask("POST", RFQS, body)[1])


def _quote(world: World, rfq: dict[str, Any], cost: str) -> int:
    body = {"project_id": PROJECT, "contract_id": rfq["commitment_contract_id"], "rfq_quote": {"cost": cost}}
    return world.ask("POST", f"{RFQS}/{rfq['id']}/quotes", body)[0]


def _status(world: World, rfq: dict[str, Any], status: str | None = None) -> str:
    body = {"project_id": PROJECT, "contract_id": rfq["commitment_contract_id"], "rfq": {"status": status}}
    if status is not None:
        assert world.ask("PATCH", f"{RFQS}/{rfq['id']}", body)[0] == 200
    query = f"project_id={PROJECT}&contract_id={rfq['commitment_contract_id']}"
    return str(world.ask("GET", f"{RFQS}/{rfq['id']}?{query}")[1]["status"])


def test_a_request_names_its_commitment_and_shows_its_section_not_its_own_words(world: World) -> None:
    number = contract(world)["id"]
    section = world.ask("GET", f"/rest/v1.0/specification_sections?project_id={PROJECT}")[1][0]
    rfq = _rfq(world, number, description="Please price", specification_section_id=section["id"])
    assert rfq["commitment_contract_id"] == number
    assert (rfq["spec_section_number"], rfq["spec_section_description"]) == (section["number"], section["description"])
    plain = _rfq(world, number, description="Please price")
    assert (plain["spec_section_number"], plain["spec_section_description"]) == (None, None)


def test_a_quote_brings_its_request_under_review_until_it_is_closed(world: World) -> None:
    rfq = _rfq(world, contract(world)["id"])
    assert _status(world, rfq) == "out_for_pricing"
    assert (_quote(world, rfq, "450.50"), _status(world, rfq)) == (201, "under_review")
    assert _status(world, rfq, "pending_final_approval") == "pending_final_approval"
    assert (_quote(world, rfq, "449"), _status(world, rfq)) == (201, "pending_final_approval")
    _status(world, rfq, "revise_and_resubmit")
    assert (_quote(world, rfq, "440"), _status(world, rfq)) == (201, "under_review")
    _status(world, rfq, "closed")
    assert (_quote(world, rfq, "1"), _status(world, rfq)) == (409, "closed")


def test_the_latest_cost_of_a_change_event_goes_from_estimate_to_quote_to_change_order(world: World) -> None:
    number = approved(world, contract(world)["id"])
    first = world.ask("GET", f"/rest/v1.1/change_events/new?project_id={PROJECT}")[1]["status"]
    impacts = {"cost_impact": {"estimate": {"amount": "500"}}, "revenue_impact": {"estimate": {"amount": "600"}}}
    body = {"title": "Doors", "status": {"id": first["id"]}, "scope": "tbd", "change_type": {"id": None}}
    path = f"/rest/v1.1/change_events?project_id={PROJECT}"
    event = world.ask("POST", path, {"change_event": {**body, "change_items": [impacts]}})[1]["id"]

    def latest() -> tuple[Any, Any]:
        item = world.ask("GET", f"/rest/v1.1/change_events/{event}?project_id={PROJECT}")[1]["change_items"][0]
        return item["latest_cost_values"]["amount"], item["latest_revenue_values"]["amount"]

    assert latest() == ("500.00", "600.00")
    _quote(world, _rfq(world, number, change_event_event_id=event), "450.50")
    assert latest() == ("450.50", "600.00")
    order = {"title": "Doors", "commitment_change_event_id": event, "grand_total": "440"}
    body = {"project_id": PROJECT, "contract_id": number, "change_order": order}
    made = world.ask("POST", "/rest/v1.0/potential_change_orders", body)[1]["id"]
    line = {"project_id": PROJECT, "line_item": {"amount": "440", "description": "Doors"}}
    world.ask("POST", f"/rest/v1.0/potential_change_orders/{made}/line_items", line)
    assert latest() == ("440.00", "600.00")
    old = world.ask("GET", f"/rest/v1.0/change_events/{event}?project_id={PROJECT}")[1]["change_event_line_items"][0]
    assert (old["rom"], old["rfq_amount"], old["commitment_pco_cost"]) == ("500.00", "450.50", "440.00")
