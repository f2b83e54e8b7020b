"""Workflows begin as their template says."""

from tests.world import COMPANY, PROJECT, World, world

__all__ = ["world"]
V2 = f"/rest/v2.0/companies/{COMPANY}"


def test_an_instance_stands_at_the_first_step_of_its_template(world: World) -> None:
    template = world.ask("GET", f"{V2}/workflows/templates")[1]["data"][0]
    version = world.ask("GET", f"{V2}/workflows/templates/versions/{template['latest_published_version']['id']}")[1]["data"]
    body = {"item_id": "5", "tool_type": "commitments", "tool_subtype": "work_order_contract", "template_id": template["id"]}

    made = world.ask("POST", f"{V2}/projects/{PROJECT}/workflows/instances", body)[1]["data"]

    assert made["template_version_id"] == version["id"]
    assert made["current_step_occurrence"]["step_uuid"] == version["steps"][0]["uuid"]
    groups = [row["responsible_group_uuid"] for row in made["responsible_group_memberships"]]
    assert groups == [group["uuid"] for group in version["responsible_groups"]]


def test_without_a_template_there_are_no_steps(world: World) -> None:
    body = {"item_id": "5", "tool_type": "commitments", "tool_subtype": "work_order_contract"}

    made = world.ask("POST", f"{V2}/projects/{PROJECT}/workflows/instances", body)[1]["data"]

    assert (made["template_version_id"], made["current_step_occurrence"]) == (None, None)
