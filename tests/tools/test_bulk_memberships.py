"""Parties of a project over the engine: let in and taken out by id, templates and roles, many at once."""

from typing import Any

from mockcore.oauth.access_levels import assignment
from tests.tools.test_directory import MEMBERS, PEOPLE, person
from tests.world import COMPANY, PROJECT, World

PARTIES = f"/rest/v1.0/projects/{PROJECT}/project_memberships"
BELOW = f"/rest/v2.0/companies/{COMPANY}"
REMOVED = f"{BELOW}/projects/{PROJECT}/project_memberships/bulk_remove"
ROLES = f"/rest/v1.0/project_roles?project_id={PROJECT}"


def vendor(world: World) -> int:
    status, made = world.ask("POST", f"/rest/v1.0/vendors?company_id={COMPANY}", {"vendor": {"name": "Acme"}})
    assert status == 201
    number: int = made["id"]
    return number


def parties(world: World) -> list[int]:
    return [row["party_id"] for row in world.ask("GET", PARTIES)[1]]


def test_people_and_companies_are_let_in_and_taken_out_by_party(world: World) -> None:
    number, company = person(world), vendor(world)
    before = parties(world)
    assert world.ask("POST", f"{PARTIES}/bulk_add", {"party_ids": [number, company]}) == (201, [number, company])
    assert set(parties(world)) == {*before, number, company}
    assert world.ask("GET", f"{MEMBERS}/{number}")[0] == 200
    assert company in [part["id"] for part in world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1]]
    told = {"data": {"processed_ids": [number], "skipped_ids": [5]}}
    assert world.ask("DELETE", REMOVED, {"party_ids": [number, 5]}) == (200, told)
    assert world.ask("GET", f"{MEMBERS}/{number}")[0] == 404
    assert world.ask("DELETE", REMOVED, {"party_ids": [number]})[1]["data"]["skipped_ids"] == [number]
    assert world.ask("DELETE", f"{PARTIES}/{company}?party_id={company}")[0] == 204
    assert world.ask("DELETE", f"{PARTIES}/{company}?party_id={company}")[0] == 404
    assert parties(world) == before


def test_one_stranger_keeps_all_out(world: World) -> None:
    number = person(world)
    status, answer = world.ask("POST", f"{PARTIES}/bulk_add", {"party_ids": [number, 5]})
    assert (status, answer) == (422, {"errors": {"party_ids": ["does not exist: 5"]}})
    assert number not in parties(world)
    assert world.ask("POST", PARTIES, {"project_membership": {"party_id": 5}})[0] == 422
    assert world.ask("DELETE", REMOVED, {"party_ids": ["2026-13-45"]})[0] == 400
    assert world.ask("POST", PARTIES, {"project_membership": {"party_id": number}}) == (201, [number])
    assert number in parties(world)


def test_who_takes_part_is_told_in_pages(world: World) -> None:
    everyone = parties(world)
    pages = [world.ask("GET", f"{PARTIES}?per_page=2&page={page}")[1] for page in range(1, len(everyone) // 2 + 3)]
    assert [row["id"] for page in pages for row in page] == everyone
    assert pages[-1] == []


def test_people_are_switched_off_and_on_together(world: World) -> None:
    numbers = [person(world), person(world, "bob@example.com")]
    inactive = f"{PEOPLE}/inactive"
    assert world.ask("POST", f"{BELOW}/people/bulk_deactivate", {"ids": [*numbers, 5]}) == (200, {"data": {"ids": numbers}})
    assert set(numbers) <= {part["id"] for part in world.ask("GET", inactive)[1]}
    world.ask("POST", f"{BELOW}/people/bulk_activate", {"ids": numbers})
    assert not set(numbers) & {part["id"] for part in world.ask("GET", inactive)[1]}


def details(world: World, verb: str, **row: Any) -> str:
    rows = [{"project_id": str(PROJECT), **row}]
    status, answer = world.ask("PATCH", f"{BELOW}/users/bulk_{verb}_project_details", {"users": rows})
    assert status == 200
    told: str = answer["data"][0]["entities"][0]["projects"][0]["status"]
    return told


def template_of(world: World, number: int) -> int | None:
    found = assignment(world.engine.world, PROJECT, number)
    return found.body["permission_template_id"] if found else None


def test_templates_and_roles_in_a_project_are_given_and_taken_row_by_row(world: World) -> None:
    number = person(world)
    role = world.ask("POST", f"{BELOW}/roles", {"project_role": {"name": "Estimator"}})[1]["data"]["id"]
    template = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/permission_templates")[1][0]["id"]
    given = {"user_id": str(number), "permission_template_id": str(template), "project_role_ids": [role]}
    assert details(world, "update", **given) == "User is not in this project"
    world.ask("POST", PARTIES, {"project_membership": {"party_id": number}})
    assert details(world, "update", **given) == "success"
    assert details(world, "update", user_id="5") == "User not found"
    assert details(world, "update", **{**given, "project_role_ids": ["5"]}) == "Project role not found"
    assert details(world, "update", **{**given, "permission_template_id": "5"}) == "Permission template not found"
    assert template_of(world, number) == template
    assert [(part["role"], part["user_id"]) for part in world.ask("GET", ROLES)[1]] == [("Estimator", number)]
    assert details(world, "remove", **given) == "success"
    assert template_of(world, number) is None
    assert world.ask("GET", ROLES)[1] == []
