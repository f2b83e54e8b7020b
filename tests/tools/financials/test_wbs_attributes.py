"""Attributes of WBS codes: items are given and taken; the codes stay, and show the name of each item."""

from tests.tools.financials.test_wbs_codes import chosen, made
from tests.world import COMPANY, PROJECT, World

WBS = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/wbs"
NAMES = ("attribute_1_name", "attribute_2_name", "attribute_3_name")


def item(world: World, position: int, *names: str) -> tuple[str, list[str]]:
    attribute = world.ask("POST", f"{WBS}/attributes", {"name": f"Attribute {position}", "position": position})[1]["data"]["id"]
    bodies = [{"name": name, "attribute_id": attribute} for name in names]
    return attribute, [world.ask("POST", f"{WBS}/attribute_items", body)[1]["data"]["id"] for body in bodies]


def codes(world: World) -> list[str]:
    return [str(made(world, chosen(world, Cost_Code="", Cost_Type=kind))["id"]) for kind in ("L", "M")]


def shown(world: World) -> dict[str, list[str | None]]:
    rows = world.ask("GET", f"{WBS}/codes?per_page=100")[1]["data"]
    return {row["id"]: [row[name] for name in NAMES] for row in rows}


def test_a_code_has_one_item_of_each_attribute(world: World) -> None:
    one, two = codes(world)
    (_, (north, south)), (_, (tower,)) = item(world, 1, "North", "South"), item(world, 3, "Tower")
    assigned = f"{WBS}/codes/attribute_items"
    assert world.ask("PATCH", f"{assigned}?filters[id][]={one}", {"attribute_item_ids": [north, tower]})[0] == 204
    assert shown(world) == {one: ["North", None, "Tower"], two: [None] * 3}
    assert world.ask("PATCH", assigned, {"attribute_item_ids": [south], "filters": {"id": [one]}})[0] == 204
    assert shown(world)[one] == ["South", None, "Tower"]
    assert world.ask("PATCH", assigned, {"attribute_item_ids": ["1"]})[0] == 422


def test_items_are_taken_and_codes_stay(world: World) -> None:
    one, two = codes(world)
    (side, (north,)), (_, (tower,)) = item(world, 1, "North"), item(world, 2, "Tower")
    assigned = f"{WBS}/codes/attribute_items"
    world.ask("PATCH", assigned, {"attribute_item_ids": [north, tower]})
    assert world.ask("DELETE", f"{assigned}?filters[attribute_id][]={side}&filters[id][]={two}")[0] == 204
    assert shown(world) == {one: ["North", "Tower", None], two: [None, "Tower", None]}
    assert world.ask("DELETE", f"{assigned}?filters[attribute_item_id][]={tower}")[0] == 204
    assert shown(world) == {one: ["North", None, None], two: [None] * 3}
    assert world.ask("DELETE", assigned)[0] == 204
    assert shown(world) == {one: [None] * 3, two: [None] * 3}
