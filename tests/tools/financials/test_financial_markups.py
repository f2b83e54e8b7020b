"""Financial markups over the engine: what they add to change orders, line by line and to the whole."""

from typing import Any

import pytest

from tests.tools.financials.test_change_orders import commitment, made, shown
from tests.world import PROJECT, World

MARKUPS = "/rest/v1.0/financials/markups"


def markup(world: World, kind: str, number: int, **given: Any) -> tuple[int, Any]:
    where = f"project_id={PROJECT}&holder_type={kind}&holder_id={number}"
    return world.ask(
        "POST", f"{MARKUPS}?{where}", {"markup": {"name": "Overhead", "percentage": "10.0", "markup_set": "vertical", **given}}
    )


@pytest.fixture
def order(world: World) -> Any:
    """A potential change order of 1,000.00 in two lines."""
    number = made(world, "potential_change_orders", commitment(world))["id"]
    for amount in ("600", "400"):
        lines = f"/rest/v1.0/potential_change_orders/{number}/line_items"
        assert world.ask("POST", lines, {"project_id": PROJECT, "line_item": {"amount": amount}})[0] == 201
    return shown(world, "potential_change_orders", number)


def figures(world: World, number: int) -> list[str]:
    told = shown(world, "potential_change_orders", number)
    return [told[name] for name in ("line_items_extended_total", "line_items_total", "grand_total")]


def test_horizontal_markups_are_on_lines_and_vertical_ones_on_their_sum(world: World, order: Any) -> None:
    number = order["id"]
    assert figures(world, number) == ["1000.00", "1000.00", "1000.00"]
    assert markup(world, "PotentialChangeOrder", number, markup_set="horizontal")[0] == 201
    assert figures(world, number) == ["1000.00", "1100.00", "1100.00"]
    vertical = markup(world, "PotentialChangeOrder", number, markup_set="vertical", percentage="5")[1]
    assert figures(world, number) == ["1000.00", "1100.00", "1155.00"]
    line = shown(world, "potential_change_orders", number)["line_items"][0]
    assert (line["extended_amount"], line["total_amount"]) == ("600.00", "660.00")
    assert [part["amount"] for part in line["markup_line_items"]] == ["60.00"]
    one = f"{MARKUPS}/{vertical['id']}?project_id={PROJECT}&holder_type=PotentialChangeOrder&holder_id={number}"
    assert world.ask("PATCH", one, {"markup": {"percentage": "10"}})[0] == 200
    assert figures(world, number)[2] == "1210.00"
    assert world.ask("DELETE", one)[0] == 204
    assert figures(world, number)[2] == "1100.00"


def test_a_markup_may_compound_those_before_it(world: World, order: Any) -> None:
    first = markup(world, "PotentialChangeOrder", order["id"])[1]["id"]
    markup(world, "PotentialChangeOrder", order["id"], compound={"type": "selected", "selections": [first]})
    assert figures(world, order["id"])[2] == "1210.00"


def test_a_change_order_without_its_own_has_those_that_its_contract_keeps(world: World, order: Any) -> None:
    contract = order["contract_id"]
    draft = {"project_id": PROJECT, "work_order_contract": {"status": "Draft"}}
    assert world.ask("PATCH", f"/rest/v1.0/work_order_contracts/{contract}", draft)[0] == 200
    assert markup(world, "Contract", contract, markup_set="change_orders_vertical")[0] == 201
    assert figures(world, order["id"])[2] == "1100.00"
    assert markup(world, "PotentialChangeOrder", order["id"], percentage="1")[0] == 201
    assert figures(world, order["id"])[2] == "1010.00"


def test_markups_are_refused_for_nothing_and_for_what_is_approved(world: World, order: Any) -> None:
    number = order["id"]
    assert markup(world, "PotentialChangeOrder", 5)[0] == 422
    assert markup(world, "PotentialChangeOrder", number, percentage="much")[0] == 422
    assert markup(world, "PotentialChangeOrder", number, markup_set="change_orders_vertical")[0] == 422
    body = {"project_id": PROJECT, "contract_id": order["contract_id"], "change_order": {"status": "approved"}}
    assert world.ask("PATCH", f"/rest/v1.0/potential_change_orders/{number}", body)[0] == 200
    assert markup(world, "PotentialChangeOrder", number)[0] == 409
