"""Histories over the engine: a row for each field, and for those that a list is about."""

from collections.abc import Iterator

import pytest

from tests.world import COMPANY, PROJECT, World

ISSUES = "/rest/v1.0/coordination_issues"


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.engine.close()


def issue(world: World) -> int:
    body = {"project_id": PROJECT, "coordination_issue": {"title": "Duct meets beam"}}
    status, made = world.ask("POST", ISSUES, body)
    assert status == 201, made
    number: int = made["id"]
    return number


def change(world: World, number: int, **values: str) -> None:
    body = {"project_id": PROJECT, "coordination_issue": values}
    assert world.ask("PATCH", f"{ISSUES}/{number}", body)[0] == 200


def test_each_field_of_a_change_has_a_row_of_its_own(world: World) -> None:
    number = issue(world)
    path = f"{ISSUES}/{number}/change_history?project_id={PROJECT}"
    assert world.ask("GET", path) == (200, [])
    change(world, number, title="Duct meets column", description="Level 2")
    rows = world.ask("GET", path)[1]
    told = {row["column"]: (row["old_value"], row["new_value"]) for row in rows}
    assert told["title"] == ("Duct meets beam", "Duct meets column")
    assert told["description"][1] == "Level 2"
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["readable_column"] for row in rows} == {"Title", "Description"}


def test_the_history_of_statuses_tells_changes_of_the_status_alone(world: World) -> None:
    number = issue(world)
    change(world, number, title="Duct meets column")
    change(world, number, status="in_progress")
    rows = world.ask("GET", f"{ISSUES}/{number}/status_changes?project_id={PROJECT}")[1]
    assert [(row["old_status"], row["new_status"]) for row in rows] == [("open", "in_progress")]
    assert rows[0]["created_by"]["id"]
    assert rows[0]["coordination_issue_id"] == number


def test_equipment_that_was_not_changed_has_an_empty_history(world: World) -> None:
    path = f"/rest/v1.0/companies/{COMPANY}/managed_equipment"
    made = world.ask("POST", path, {"managed_equipment": {"name": "Crane"}})[1]
    assert world.ask("GET", f"{path}/{made['id']}/change_history") == (200, [])
    assert world.ask("PATCH", f"{path}/{made['id']}", {"managed_equipment": {"name": "Tower crane"}})[0] == 200
    rows = world.ask("GET", f"{path}/{made['id']}/change_history")[1]
    assert [(row["column"], row["new_value"]) for row in rows] == [("name", "Tower crane")]


def test_the_recycle_bin_of_the_punch_list_lists_all_that_is_in_it(world: World) -> None:
    bin_path = f"/rest/v1.0/punch_items/recycle_bin?project_id={PROJECT}"
    assert world.ask("GET", bin_path) == (200, [])
    for name in ("Paint", "Seal"):
        made = world.ask("POST", "/rest/v1.0/punch_items", {"project_id": PROJECT, "punch_item": {"name": name}})[1]
        assert world.ask("DELETE", f"/rest/v1.0/punch_items/{made['id']}?project_id={PROJECT}")[0] in (200, 204)
    assert {row["name"] for row in world.ask("GET", bin_path)[1]} == {"Paint", "Seal"}
