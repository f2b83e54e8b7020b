"""Presets of workflows."""

from tests.tools.test_workflows import FLOWS, GROUP, approvers
from tests.world import World, world

__all__ = ["world"]


def test_the_people_of_a_group_are_shown_by_the_preset(world: World) -> None:
    approvers(world, world.users[1])
    preset = world.ask("GET", f"{FLOWS}/presets?filters[tool_type]=commitments")[1]["data"][0]
    row = world.ask("GET", f"{FLOWS}/presets/{preset['id']}")[1]["data"]["responsible_group_memberships"][0]
    assert row["responsible_group_uuid"] == GROUP
    assert [user["id"] for user in row["assignees"]] == [str(world.users[1])]


def test_a_group_and_people_of_nobody_are_refused(world: World) -> None:
    preset = world.ask("GET", f"{FLOWS}/presets?filters[tool_type]=invoices")[1]["data"][0]["id"]
    for uuid, login in (("6d6f636b-636f-8265-8000-0000000000ff", str(world.users[0])), (GROUP, "5")):
        body = {"responsible_group_memberships": [{"uuid": uuid, "login_ids": [login]}]}
        assert world.ask("PATCH", f"{FLOWS}/presets/{preset}/assignees", body)[0] == 422
