from typing import Any

import pytest

from tests.tools.financials.test_wbs_segments import HOME, SITE, custom
from tests.world import COMPANY, PROJECT, World

KINDS = f"/rest/v1.0/line_item_types?company_id={COMPANY}&project_id={PROJECT}"
COST_CODES = f"/rest/v1.0/cost_codes?project_id={PROJECT}&per_page=1000"


def segment(world: World, name: str) -> int:
    return next(int(part["id"]) for part in world.ask("GET", f"{HOME}/segments")[1] if part["name"] == name)


def items(place: str, number: int) -> str:
    return f"{place}/segments/{number}/segment_items"


def add(world: World, where: str, code: str, **given: Any) -> Any:
    status, made = world.ask("POST", where, {"code": code, "name": f"Item {code}", **given})
    assert status == 201, made
    return made


def test_tiers_have_paths(world: World) -> None:
    where = items(HOME, custom(world, structure="tiered")["id"])
    top = add(world, where, "A")
    below = add(world, where, "1", parent_id=top["id"])
    assert (below["path_code"], below["path_codes"], below["path_names"]) == ("A-1", ["A", "1"], ["Item A", "Item 1"])
    assert (below["path_ids"], below["parent_id"]) == ([top["id"], below["id"]], top["id"])
    status, listed = world.ask("GET", where)
    assert status == 200
    assert [(part["path_code"], part["is_parent"], part["in_use"], part["status"]) for part in listed] == [
        ("A", True, False, "active"),
        ("A-1", False, False, "active"),
    ]
    assert listed[0]["segment"]["segment_items_count"] == 2
    assert world.ask("DELETE", f"{where}/{top['id']}")[0] == 422


@pytest.mark.parametrize(
    ("structure", "body", "field"),
    [
        ("flat", {"code": "A", "name": "x"}, "code"),
        ("flat", {"code": "B", "name": "x", "parent_id": 7}, "parent_id"),
        ("tiered", {"code": "B", "name": "x", "parent_id": 7}, "parent_id"),
        ("flat", {"code": " ", "name": "x"}, "code"),
    ],
)
def test_an_item_that_cannot_be_is_refused(world: World, structure: str, body: Any, field: str) -> None:
    where = items(HOME, custom(world, structure=structure)["id"])
    add(world, where, "A")
    status, answer = world.ask("POST", where, body)
    assert (status, list(answer["errors"])) == (422, [field])
    assert len(world.ask("GET", where)[1]) == 1


def test_an_item_needs_a_code(world: World) -> None:
    answer = world.ask("POST", items(HOME, custom(world)["id"]), {"name": "x"})[:2]
    assert answer == (400, {"errors": "param is missing or the value is empty or invalid: code"})


def test_cost_codes_cost_types_and_sub_jobs_are_the_records_of_the_older_operations(world: World) -> None:
    codes = items(SITE, segment(world, "Cost Code"))
    made = add(world, codes, "99-100")
    legacy = world.ask("GET", f"/rest/v1.0/cost_codes/{made['id']}?project_id={PROJECT}")[1]
    assert (legacy["code"], legacy["name"]) == ("99-100", "Item 99-100")
    body = {"project_id": PROJECT, "sub_job": {"code": "SJ9", "name": "Annex"}}
    job = world.ask("POST", "/rest/v1.0/sub_jobs", body)[1]
    jobs = world.ask("GET", items(SITE, segment(world, "Sub Job")))[1]
    assert job["id"] in [part["id"] for part in jobs]
    kinds = world.ask("GET", KINDS)[1]
    types = world.ask("GET", items(HOME, segment(world, "Cost Type")))[1]
    assert sorted(part["id"] for part in kinds) == sorted(part["id"] for part in types)
    assert sorted(part["code"] for part in types) == ["E", "L", "M", "O", "OC", "S", "SVC"]
    listed = {part["id"]: part["code"] for part in world.ask("GET", f"{codes}?per_page=1000")[1]}
    known = {part["id"]: part["code"] for part in world.ask("GET", COST_CODES)[1]}
    assert listed == known


def test_a_project_has_the_companys_items_beside_its_own_and_touches_its_own_only(world: World) -> None:
    made = custom(world, project_can_modify_origin_project=True)
    theirs = add(world, items(HOME, made["id"]), "C")
    ours = add(world, items(SITE, made["id"]), "P")
    assert [part["code"] for part in world.ask("GET", items(SITE, made["id"]))[1]] == ["C", "P"]
    assert [part["code"] for part in world.ask("GET", items(HOME, made["id"]))[1]] == ["C"]
    where = items(SITE, made["id"])
    assert world.ask("PATCH", f"{where}/{theirs['id']}", {"name": "Ours now"})[0] == 403
    assert world.ask("DELETE", f"{where}/{theirs['id']}")[0] == 403
    assert world.ask("PATCH", f"{where}/{ours['id']}", {"status": "inactive"})[1]["status"] == "inactive"
    assert [part["code"] for part in world.ask("GET", f"{where}?only_active_items=true")[1]] == ["C"]
    assert world.ask("DELETE", f"{where}/{ours['id']}")[0] == 204
    closed = custom(world, "Closed")
    assert world.ask("POST", items(SITE, closed["id"]), {"code": "P", "name": "x"})[0] == 403


def test_several_items_change_or_go_at_once(world: World) -> None:
    where = items(HOME, custom(world)["id"])
    first, second = (add(world, where, code)["id"] for code in "AB")
    body = {"ids": [first, second], "attributes": {"status": "inactive"}}
    assert world.ask("PATCH", f"{where}/update_all", body)[0] == 204
    assert {part["status"] for part in world.ask("GET", where)[1]} == {"inactive"}
    body = {"ids": [first, 7], "attributes": {"status": "active"}}
    assert world.ask("PATCH", f"{where}/update_all", body)[0] == 422
    status, answer = world.ask("DELETE", f"{where}/bulk_destroy", {"segment_item_ids": [first, 7]})
    assert (status, answer) == (207, {"successes": [first], "failures": [{"id": 7, "error": "Not Found"}]})
    assert [part["id"] for part in world.ask("GET", where)[1]] == [second]


def test_a_sub_job_without_code_and_name_has_empty_ones_in_its_path(world: World) -> None:
    status, made = world.ask("POST", "/rest/v1.0/sub_jobs", {"project_id": PROJECT, "sub_job": {"origin_id": "S-1"}})
    assert status == 201, made
    listed = world.ask("GET", items(SITE, segment(world, "Sub Job")))[1]
    (shown,) = [part for part in listed if part["id"] == made["id"]]
    assert (shown["path_code"], shown["path_codes"], shown["path_names"]) == ("", [""], [""])
