from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

HOME = f"/rest/v1.0/companies/{COMPANY}/work_breakdown_structure"
SITE = f"/rest/v1.0/projects/{PROJECT}/work_breakdown_structure"


def names(world: World, place: str) -> list[tuple[str, int]]:
    return [(part["name"], part["position"]) for part in world.ask("GET", f"{place}/patterns")[1]["segments"]]


def custom(world: World, name: str = "Phase", **given: Any) -> Any:
    status, made = world.ask("POST", f"{HOME}/segments", {"segment": {"name": name, "structure": "flat", **given}})
    assert status == 201
    return made


def reorder(world: World, place: str, *wanted: str) -> int:
    known = {part["name"]: part["id"] for part in world.ask("GET", f"{place}/patterns")[1]["segments"]}
    rows = [{"segment_id": known[name], "position": position} for position, name in enumerate(wanted)]
    return world.ask("PUT", f"{place}/patterns/update_segment_order", {"updated_order": rows})[0]


def test_a_company_begins_with_sub_job_cost_code_and_cost_type(world: World) -> None:
    status, pattern = world.ask("GET", f"{HOME}/patterns")
    assert status == 200
    told = [(part["name"], part["type"], part["structure"], part["position"], part["required"]) for part in pattern["segments"]]
    assert told == [
        ("Sub Job", "sub_job", "flat", 0, False),
        ("Cost Code", "cost_code", "tiered", 1, True),
        ("Cost Type", "line_item_type", "flat", 2, True),
    ]
    assert [part["segment_items_count"] for part in pattern["segments"]][2] == 7
    assert {part["wbs_pattern_id"] for part in pattern["segments"]} == {pattern["id"]}
    assert {part["delimiter"] for part in pattern["segments"]} == {"."}


def test_a_project_follows_its_company_until_it_has_an_order_of_its_own(world: World) -> None:
    assert names(world, SITE) == [("Sub Job", 0), ("Cost Code", 1), ("Cost Type", 2)]
    assert reorder(world, HOME, "Cost Type", "Sub Job", "Cost Code") == 204
    assert names(world, HOME) == names(world, SITE) == [("Cost Type", 0), ("Sub Job", 1), ("Cost Code", 2)]
    assert world.ask("GET", f"{SITE}/patterns")[1]["is_project_level_ordered"] is False
    assert reorder(world, SITE, "Cost Code", "Cost Type", "Sub Job") == 204
    assert reorder(world, HOME, "Sub Job", "Cost Code", "Cost Type") == 204
    assert names(world, SITE) == [("Cost Code", 0), ("Cost Type", 1), ("Sub Job", 2)]
    assert world.ask("GET", f"{SITE}/patterns")[1]["is_project_level_ordered"] is True


def test_a_custom_segment_is_last_and_enters_a_project_when_it_is_added(world: World) -> None:
    made = custom(world, project_can_modify_origin_project=True)
    assert (made["type"], made["position"], made["segment_items_count"]) == ("custom", 3, 0)
    assert made["project_can_modify_origin_project"] is True
    assert names(world, HOME)[3] == ("Phase", 3)
    shown = world.ask("GET", f"{SITE}/segments/{made['id']}")[1]
    assert shown["is_included_in_project_pattern"] is False
    body = {"segment_id": made["id"]}
    assert [world.ask("PUT", f"{SITE}/patterns/add_segment", body)[0] for _ in range(2)] == [204, 422]
    assert names(world, SITE)[3] == ("Phase", 3)
    assert world.ask("GET", f"{SITE}/segments/{made['id']}")[1]["is_included_in_project_pattern"] is True
    assert [world.ask("PUT", f"{SITE}/patterns/remove_segment", body)[0] for _ in range(2)] == [204, 422]
    assert len(names(world, SITE)) == 3


def test_a_company_has_at_most_ten_custom_segments_with_names_of_their_own(world: World) -> None:
    first = custom(world, "S0")
    body = {"segment": {"name": "s0", "structure": "flat"}}
    assert world.ask("POST", f"{HOME}/segments", body) == (422, {"errors": {"name": ["has already been taken"]}})
    for number in range(1, 10):
        custom(world, f"S{number}")
    status, answer = world.ask("POST", f"{HOME}/segments", {"segment": {"name": "S10", "structure": "flat"}})
    assert (status, answer["errors"]) == (422, {"base": ["A company can have at most 10 custom segments"]})
    assert world.ask("DELETE", f"{HOME}/segments/{first['id']}")[0] == 204
    assert names(world, HOME)[3] == ("S1", 3)


def test_a_custom_segment_is_renamed_and_a_default_one_is_not(world: World) -> None:
    made = custom(world)
    assert world.ask("PATCH", f"{HOME}/segments/{made['id']}", {"segment": {"name": "Stage"}})[0] == 204
    assert world.ask("GET", f"{HOME}/segments/{made['id']}")[1]["name"] == "Stage"
    first = world.ask("GET", f"{HOME}/segments")[1][0]["id"]
    assert world.ask("PATCH", f"{HOME}/segments/{first}", {"segment": {"name": "Stage"}})[0] == 422
    assert world.ask("DELETE", f"{HOME}/segments/{first}")[0] == 422


@pytest.mark.parametrize("rows", [[], [{"segment_id": 7, "position": 0}], "twice", "one position"])
def test_an_order_names_every_segment_once(world: World, rows: Any) -> None:
    known = [part["id"] for part in world.ask("GET", f"{HOME}/patterns")[1]["segments"]]
    if rows == "twice":
        rows = [{"segment_id": known[0], "position": number} for number in range(3)]
    if rows == "one position":
        rows = [{"segment_id": number, "position": 1} for number in known]
    assert world.ask("PUT", f"{HOME}/patterns/update_segment_order", {"updated_order": rows})[0] in (400, 422)
    assert names(world, HOME) == [("Sub Job", 0), ("Cost Code", 1), ("Cost Type", 2)]


def test_a_segment_of_another_company_is_unknown(world: World) -> None:
    other = world.ask("GET", "/rest/v1.0/companies/562949953434271/work_breakdown_structure/segments")[1]
    for part in other:
        assert world.ask("GET", f"{HOME}/segments/{part['id']}")[0] == 404
        assert world.ask("PUT", f"{SITE}/patterns/add_segment", {"segment_id": part["id"]})[0] == 422


def test_the_lists_of_the_cost_code_segment_are_those_of_standard_cost_codes(world: World) -> None:
    known = {part["name"]: part["id"] for part in world.ask("GET", f"{HOME}/segments")[1]}
    lists = world.ask("GET", f"{HOME}/segments/{known['Cost Code']}/lists")[1]
    legacy = world.ask("GET", f"/rest/v1.0/standard_cost_code_lists?company_id={COMPANY}")[1]
    assert [part["id"] for part in lists] == [part["id"] for part in legacy]
    assert world.ask("GET", f"{HOME}/segments/{known['Cost Type']}/lists") == (200, [])
