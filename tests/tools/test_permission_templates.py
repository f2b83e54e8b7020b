"""Levels of permission templates, and the template of a person in a project."""

from tests.world import COMPANY, PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}/permission_template_assignments"


def test_only_who_is_in_the_project_has_a_template_there(world: World) -> None:
    template = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/permission_templates")[1][0]["id"]
    body = {"user_id": world.users[0], "permission_template_id": template}
    assert world.ask("PATCH", HERE, {"permission_template_assignments": body})[0] == 200
    strange = {"permission_template_assignments": {**body, "user_id": 5}}
    assert world.ask("PATCH", HERE, strange) == (422, {"errors": {"user_id": ["is not in this project"]}})
    unknown = {"permission_template_assignments": {**body, "permission_template_id": 5}}
    assert world.ask("PATCH", HERE, unknown)[0] == 422


def test_the_callers_level_of_every_tool(world: World) -> None:
    tools = world.ask("GET", f"/rest/v1.0/settings/permissions?project_id={PROJECT}&company_id={COMPANY}")[1]["tools"]
    assert {tool["user_access_level"]["name"] for tool in tools} == {"Admin"}
    assert len({tool["id"] for tool in tools}) == len(tools)
