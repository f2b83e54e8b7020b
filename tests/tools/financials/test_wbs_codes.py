from typing import Any

import pytest

from tests.tools.financials.test_wbs_items import add, items, segment
from tests.tools.financials.test_wbs_segments import HOME, SITE, custom, reorder
from tests.world import COMPANY, PROJECT, World

CODES = f"{SITE}/wbs_codes"

KINDS = f"/rest/v1.0/line_item_types?company_id={COMPANY}&project_id={PROJECT}"


def chosen(world: World, **codes: str) -> list[dict[str, int]]:
    """Rows of segments by their names (``Cost_Code="..."``) and items by their codes, or the first item for ``""``."""
    rows = []
    for name, code in codes.items():
        number = segment(world, name.replace("_", " "))
        found = world.ask("GET", f"{items(SITE, number)}?per_page=1000")[1]
        item = next(part for part in found if code in ("", part["code"]))
        rows.append({"segment_id": number, "segment_item_id": item["id"]})
    return rows


def made(world: World, rows: list[dict[str, int]]) -> Any:
    status, answer = world.ask("POST", CODES, {"segment_items": rows})
    assert status == 201, answer
    return answer


def test_a_code_is_its_items_in_the_patterns_order(world: World) -> None:
    phase = custom(world)
    add(world, items(HOME, phase["id"]), "P")
    world.ask("PUT", f"{SITE}/patterns/add_segment", {"segment_id": phase["id"]})
    add(world, items(SITE, segment(world, "Cost Code")), "3")
    assert reorder(world, SITE, "Phase", "Sub Job", "Cost Code", "Cost Type") == 204
    code = made(world, chosen(world, Cost_Type="SVC", Cost_Code="3", Phase="P"))
    assert (code["flat_code"], code["flat_name"]) == ("P.3.SVC", "Item P.Item 3.Professional Services")
    assert [part["segment"]["name"] for part in code["segment_items"]] == ["Phase", "Cost Code", "Cost Type"]
    assert {part["in_use"] for part in code["segment_items"]} == {True}
    assert reorder(world, SITE, "Cost Code", "Cost Type", "Sub Job", "Phase") == 204
    assert [part["flat_code"] for part in world.ask("GET", CODES)[1] if part["id"] == code["id"]] == ["3.SVC.P"]


def test_a_combination_is_there_once_and_needs_what_is_required(world: World) -> None:
    rows = chosen(world, Cost_Code="", Cost_Type="L")
    made(world, rows)
    assert world.ask("POST", CODES, {"segment_items": rows})[1] == {"errors": {"segment_items": ["has already been taken"]}}
    assert world.ask("POST", CODES, {"segment_items": rows[:1]})[1] == {"errors": {"segment_items": ["Cost Type is required"]}}


@pytest.mark.parametrize(
    "change", [{"segment_item_id": 7}, {"segment_id": 7}, {"segment_item_id": 225100}, {"segment_item_id": "another segment's"}]
)
def test_an_item_that_the_project_does_not_have_is_refused_and_nothing_kept(world: World, change: Any) -> None:
    rows = chosen(world, Cost_Code="", Cost_Type="E")
    if isinstance(change.get("segment_item_id"), str):
        change = {"segment_item_id": rows[1]["segment_item_id"]}
    rows[0] |= change
    before = world.ask("GET", CODES)[1]
    assert world.ask("POST", CODES, {"segment_items": rows})[0] == 422
    _, answer = world.ask("PATCH", f"{CODES}/bulk_create", {"bulk": [{"segment_items": rows}]})
    assert (answer["entities"], list(answer["errors"][0]["errors"])) == ([], ["segment_items"])
    assert world.ask("GET", CODES)[1] == before


def test_a_code_changes_its_status_and_description_only(world: World) -> None:
    rows = chosen(world, Cost_Code="", Cost_Type="M")
    code = made(world, rows)
    change = {"description": "Concrete work", "status": "inactive"}
    status, answer = world.ask("PATCH", f"{CODES}/{code['id']}", change)
    assert (status, answer["description"], answer["status"]) == (200, "Concrete work", "inactive")
    assert answer["segment_items"] == code["segment_items"]
    listed = world.ask("GET", f"{CODES}?filters%5Bstatus%5D%5B%5D=inactive")[1]
    assert [part["id"] for part in listed] == [code["id"]]
    body = {"ids": [code["id"]], "attributes": {"status": "active"}}
    assert world.ask("PATCH", f"{CODES}/update_all", body)[0] == 204
    assert world.ask("GET", f"{CODES}?filters%5Bstatus%5D%5B%5D=inactive")[1] == []


def test_an_item_in_use_cannot_go(world: World) -> None:
    phase = custom(world)
    item = add(world, items(HOME, phase["id"]), "P")
    world.ask("PUT", f"{SITE}/patterns/add_segment", {"segment_id": phase["id"]})
    made(world, chosen(world, Cost_Code="", Cost_Type="O", Phase="P"))
    assert world.ask("GET", items(HOME, phase["id"]))[1][0]["in_use"] is True
    assert world.ask("DELETE", f"{items(HOME, phase['id'])}/{item['id']}")[0] == 422
    assert world.ask("DELETE", f"{HOME}/segments/{phase['id']}")[0] == 422
    assert world.ask("PUT", f"{SITE}/patterns/remove_segment", {"segment_id": phase["id"]})[0] == 422


def test_either_view_of_a_line_item_fills_the_other(world: World) -> None:
    rows = chosen(world, Cost_Code="", Cost_Type="L")
    code = made(world, rows)
    new = {"project_id": PROJECT, "budget_line_item": {"wbs_code_id": code["id"], "original_budget_amount": 100}}
    status, line = world.ask("POST", "/rest/v1.1/budget_line_items", new)
    assert (status, line["wbs_code"]["flat_code"]) == (201, code["flat_code"])
    old = world.ask("GET", f"/rest/v1.0/budget_line_items/{line['id']}?project_id={PROJECT}")[1]
    assert (old["cost_code"]["id"], old["line_item_type"]["id"]) == tuple(row["segment_item_id"] for row in rows)
    kinds = {part["code"]: part["id"] for part in world.ask("GET", KINDS)[1]}
    legacy = {"cost_code_id": old["cost_code"]["id"], "line_item_type_id": kinds["E"], "original_budget_amount": 5}
    status, line = world.ask("POST", "/rest/v1.0/budget_line_items", {"project_id": PROJECT, "budget_line_item": legacy})
    assert status == 201
    newer = world.ask("GET", f"/rest/v1.1/budget_line_items/{line['id']}?project_id={PROJECT}")[1]
    assert newer["wbs_code"]["flat_code"] == f"{old['cost_code']['code']}.E"
    again = {**legacy, "line_item_type_id": kinds["L"]}
    # It is the code of the first line, which no other line of the budget has.
    status, refused = world.ask("POST", "/rest/v1.0/budget_line_items", {"project_id": PROJECT, "budget_line_item": again})
    assert (status, refused) == (422, {"errors": {"wbs_code_id": ["This Budget Code already exists"]}})


@pytest.mark.parametrize(
    ("version", "given", "field"),
    [
        ("v1.1", {"original_budget_amount": 1}, "wbs_code_id"),
        ("v1.1", {"wbs_code_id": 7}, "wbs_code_id"),
        ("v1.0", {"line_item_type_id": 1}, "cost_code_id"),
        ("v1.0", {"cost_code_id": 1}, "line_item_type_id"),
    ],
)
def test_a_budget_line_item_needs_its_code(world: World, version: str, given: Any, field: str) -> None:
    status, answer = world.ask("POST", f"/rest/{version}/budget_line_items", {"project_id": PROJECT, "budget_line_item": given})
    assert (status in (400, 422), field in answer["errors"]) == (True, True)
