"""The configuration of a project follows its records."""

from tests.world import PROJECT, World, world

__all__ = ["world"]
PATH = f"/rest/v1.0/projects/{PROJECT}"


def test_it_tells_of_the_project_that_the_path_names(world: World) -> None:
    status, shown = world.ask("GET", f"{PATH}/configuration")

    assert (status, shown["id"], shown["provider_type"]) == (200, PROJECT, "Project")


def test_more_than_one_drawing_area_orders_drawings_by_area(world: World) -> None:
    before = world.ask("GET", f"{PATH}/configuration")[1]["drawings_by_area"]
    world.ask("POST", f"{PATH}/drawing_areas", {"name": "Annex"})

    assert (before, world.ask("GET", f"{PATH}/configuration")[1]["drawings_by_area"]) == (False, True)


def test_a_tool_that_is_switched_off_is_told(world: World) -> None:
    tools = world.ask("GET", f"{PATH}/tools")[1]
    number = next(tool["id"] for tool in tools if tool["engine_name"] == "commitments")
    world.ask("PATCH", f"{PATH}/tools", {"tools": [{"id": number, "is_active": False}]})

    assert world.ask("GET", f"{PATH}/configuration")[1]["enable_work_orders"] is False
