"""The directory over the engine: addresses, projects of people, the inactive."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

PEOPLE = f"/rest/v1.0/companies/{COMPANY}/users"
MEMBERS = f"/rest/v1.0/projects/{PROJECT}/users"


def person(world: World, address: str = "ann@example.com") -> int:
    values = {"first_name": "Ann", "last_name": "Lee", "email_address": address}
    status, made = world.ask("POST", PEOPLE, {"user": values})
    assert status == 201, made
    number: int = made["id"]
    return number


def test_an_address_belongs_to_one_person(world: World) -> None:
    number, other = person(world), person(world, "bob@example.com")
    body = {"user": {"first_name": "Ann", "last_name": "Lee", "email_address": "ann@example.com"}}
    assert world.ask("POST", PEOPLE, body) == (422, {"errors": {"email_address": ["has already been taken"]}})
    change = {"user": {"email_address": "ann@example.com"}}
    assert world.ask("PATCH", f"{PEOPLE}/{number}", change)[0] == 200
    assert world.ask("PATCH", f"{PEOPLE}/{other}", change)[0] == 422
    assert world.ask("PATCH", f"{PEOPLE}/{other}", {"user": {"email_address": "nobody"}})[0] == 422


@pytest.mark.parametrize("number", ["E-1001", "1001"])
def test_the_employee_id_is_the_companys_own_number(world: World, number: str) -> None:
    made = world.ask("PATCH", f"{PEOPLE}/{person(world)}", {"user": {"employee_id": number}})
    assert (made[0], made[1]["employee_id"]) == (200, number)


def test_a_person_joins_and_leaves_a_project(world: World) -> None:
    number = person(world)
    assert world.ask("GET", f"{MEMBERS}/{number}")[0] == 404
    assert world.ask("POST", f"{MEMBERS}/{number}/actions/add", {})[0] == 201
    assert world.ask("GET", f"{MEMBERS}/{number}")[0] == 200
    assert world.ask("DELETE", f"{MEMBERS}/{number}/actions/remove")[0] == 204
    assert world.ask("GET", f"{MEMBERS}/{number}")[0] == 404
    assert world.ask("GET", f"{PEOPLE}/{number}")[0] == 200


@pytest.mark.parametrize("version", ["v1.1", "v1.2", "v1.3", "v2.0"])
def test_many_join_and_leave_at_once(world: World, version: str) -> None:
    numbers = [person(world), person(world, "bob@example.com")]
    before = world.ask("GET", PEOPLE)[1]
    kind: Any = str if version == "v2.0" else int
    rows = [{"user_id": kind(number), "project_id": kind(PROJECT)} for number in (*numbers, 5)]
    path = f"/rest/{version}/companies/{COMPANY}/users"
    status, answer = world.ask("POST", f"{path}/bulk_add", {"users": rows})
    assert status == 200
    assert ("success" in str(answer), "User not found" in str(answer)) == (True, True)
    assert len(world.ask("GET", PEOPLE)[1]) == len(before)
    assert all(world.ask("GET", f"{MEMBERS}/{number}")[0] == 200 for number in numbers)
    assert world.ask("POST", f"{path}/bulk_remove", {"users": rows[:2]})[0] == 200
    assert all(world.ask("GET", f"{MEMBERS}/{number}")[0] == 404 for number in numbers)
    assert all(world.ask("GET", f"{PEOPLE}/{number}")[0] == 200 for number in numbers)


def test_a_row_without_a_person_is_nobodys(world: World) -> None:
    rows = [{}, {"user_id": 987654321.0, "project_id": PROJECT}]
    status, answer = world.ask("POST", f"/rest/v1.3/companies/{COMPANY}/users/bulk_add", {"users": rows})
    assert status == 200
    assert [row["userId"] for row in answer["entities"]] == [None, "987654321"]
    assert {part["status"] for row in answer["entities"] for part in row["projects"]} == {"User not found"}


def test_who_was_switched_off_is_listed_and_switched_on_again(world: World) -> None:
    number = person(world)
    world.ask("PATCH", f"{PEOPLE}/{number}", {"user": {"is_active": False}})
    assert number in [part["id"] for part in world.ask("GET", f"{PEOPLE}/inactive")[1]]
    status, again = world.ask("PATCH", f"{PEOPLE}/inactive/{number}")
    assert (status, again["is_active"]) == (200, True)
    assert number not in [part["id"] for part in world.ask("GET", f"{PEOPLE}/inactive")[1]]


def test_an_invitation_says_when_it_was_sent(world: World) -> None:
    number = person(world)

    def sent() -> Any:
        people = world.ask("GET", f"{PEOPLE}?view=extended&per_page=100")[1]
        return next(row for row in people if row["id"] == number).get("welcome_email_sent_at")

    assert sent() is None
    assert world.ask("PATCH", f"/rest/v1.3/companies/{COMPANY}/users/{number}/invite")[0] == 202
    assert sent()


@pytest.mark.parametrize("leaves", ["removed", "deactivated"])
def test_who_leaves_is_in_no_list_no_choice_and_no_distribution_group(world: World, leaves: str) -> None:
    number = person(world)
    world.ask("POST", f"{MEMBERS}/{number}/actions/add", {})
    groups = f"/rest/v1.0/projects/{PROJECT}/distribution_groups"
    group = world.ask("POST", groups, {"distribution_group": {"name": "Team", "user_ids": [number]}})[1]["id"]
    choices = f"/rest/v1.0/observations/assignees?project_id={PROJECT}"
    assert number in [row["id"] for row in world.ask("GET", choices)[1]]
    if leaves == "removed":
        world.ask("DELETE", f"{MEMBERS}/{number}/actions/remove")
    else:
        world.ask("PATCH", f"{PEOPLE}/{number}", {"user": {"is_active": False}})
    for address in (MEMBERS, choices, f"/rest/v1.0/projects/{PROJECT}/people"):
        assert number not in [row["id"] for row in world.ask("GET", address)[1]], address
    assert world.ask("GET", f"{groups}/{group}")[1]["users"] == []
    assert number in [row["id"] for row in world.ask("GET", PEOPLE)[1]]
