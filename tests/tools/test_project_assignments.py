"""A person's projects, and what the options of filters tell of what is stored."""

from typing import Any

from tests.world import COMPANY, PROJECT, World


def rows(world: World, user: int, query: str = "") -> list[dict[str, Any]]:
    status, answer = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/users/{user}/project_assignments?{query}")
    assert status == 200, answer
    found: list[dict[str, Any]] = answer
    return found


def options(world: World, user: int, name: str) -> list[str]:
    path = f"/rest/v1.0/companies/{COMPANY}/users/{user}/project_assignments/filter_options/{name}"
    return [row["label"] for row in world.ask("GET", path)[1]]


def test_assignments_follow_who_takes_part_in_a_project(world: World) -> None:
    user = world.users[0]
    assert [row["project_id"] for row in rows(world, user, "filters[assignment_status]=assigned")] == [PROJECT, PROJECT + 1]
    assert options(world, user, "names") == ["Restricted Test Project", "Sandbox Test Project"]
    assert world.ask("DELETE", f"/rest/v1.0/projects/{PROJECT}/users/{user}/actions/remove")[0] in (200, 204)
    told = {row["project_id"]: row["is_assigned"] for row in rows(world, user, "sort=name&direction=desc")}
    assert (told[PROJECT], told[PROJECT + 1]) == (False, True)
    assert options(world, user, "names") == ["Restricted Test Project"]
    stages = {row["stage"] for row in rows(world, user) if row["is_assigned"] and row["stage"]}
    assert set(options(world, user, "stages")) == stages


def test_nobody_has_no_assignments(world: World) -> None:
    assert world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/users/987654321/project_assignments")[0] == 404


def test_the_options_of_a_filter_are_what_is_in_use(world: World) -> None:
    person = world.users[0]
    rfi = {"subject": "Slab", "rfi_manager_id": person, "assignee_ids": [person], "question": {"body": "How?"}}
    rfis = f"/rest/v1.0/projects/{PROJECT}/rfis"
    assert world.ask("POST", rfis, {"rfi": rfi})[0] == 201
    assert str(person) in [str(row["key"]) for row in world.ask("GET", f"{rfis}/filter_options/assigned_id")[1]]
    hours = {"hours": "8.0", "lunch_time": "60", "time_in": "08:00", "time_out": "17:00", "billable": True}
    times = f"/rest/v1.0/projects/{PROJECT}/timecard_entries"
    assert world.ask("POST", times, {"timecard_entry": hours})[0] == 201
    found = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/timesheets/filters/projects")[1]
    assert "Sandbox Test Project" in str(found)
