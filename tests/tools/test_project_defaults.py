"""A new project begins with the lists that every project has."""

from tests.world import COMPANY, World, world

__all__ = ["world"]


def new_project(world: World) -> int:
    body = {"company_id": COMPANY, "project": {"name": "New"}}
    number: int = world.ask("POST", "/rest/v1.0/projects", body)[1]["id"]
    return number


def test_a_project_that_a_client_makes_has_lists_of_its_own(world: World) -> None:
    project = new_project(world)

    types = world.ask("GET", f"/rest/v1.0/punch_item_types?project_id={project}")[1]
    responses = world.ask("GET", f"/rest/v1.0/projects/{project}/submittal_responses")[1]

    assert [row["name"] for row in types] == ["Deficiency", "Incomplete Work", "Warranty"]
    assert "Approved as Noted" in [row["name"] for row in responses]


def test_one_project_s_lists_are_not_those_of_another(world: World) -> None:
    first, second = new_project(world), new_project(world)

    ids = [
        {row["id"] for row in world.ask("GET", f"/rest/v1.0/punch_item_types?project_id={one}")[1]} for one in (first, second)
    ]

    assert not ids[0] & ids[1]
