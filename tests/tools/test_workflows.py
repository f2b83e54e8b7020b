"""Workflows: they begin as their preset says, move by responses, hold the status of their item, and end."""

from typing import Any

from tests.world import COMPANY, PROJECT, World, world

__all__ = ["world"]
V2 = f"/rest/v2.0/companies/{COMPANY}"
FLOWS = f"{V2}/projects/{PROJECT}/workflows"
GROUP = "6d6f636b-636f-8265-8000-0000000000a1"


def order(world: World, **values: Any) -> int:
    """A new work order contract."""
    body = {"project_id": PROJECT, "work_order_contract": {"title": "Glazing", **values}}
    return int(world.ask("POST", "/rest/v1.0/work_order_contracts", body)[1]["id"])


def rename(world: World, number: int, **values: Any) -> tuple[int, Any]:
    body = {"project_id": PROJECT, "work_order_contract": values}
    return world.ask("PATCH", f"/rest/v1.0/work_order_contracts/{number}", body)


def begun(world: World, number: int, **values: Any) -> dict[str, Any]:
    body = {"item_id": str(number), "tool_type": "commitments", "tool_subtype": "work_order_contract", **values}
    status, answer = world.ask("POST", f"{FLOWS}/instances", body)
    assert status == 201, answer
    return dict(answer["data"])


def shown(world: World, instance: dict[str, Any]) -> dict[str, Any]:
    return dict(world.ask("GET", f"{FLOWS}/instances/{instance['id']}")[1]["data"])


def respond(world: World, instance: dict[str, Any], name: str, comment: str | None = None) -> tuple[int, Any]:
    """Answers the step at which the instance is shown to stand."""
    step = instance["current_step_occurrence"]
    option = next(row["id"] for row in step["available_response_options"] if row["name"] == name)
    ids = {"current_step_occurrence_id": step["id"], "selected_response_option_id": option}
    body = {"response": {"attachments": {}, "comment": comment, **ids}}
    return world.ask("POST", f"{FLOWS}/instances/{instance['id']}/responses", body)


def approvers(world: World, *users: int) -> None:
    """The people who are in the group of the default preset."""
    preset = world.ask("GET", f"{FLOWS}/presets?filters[tool_type]=commitments")[1]["data"][0]["id"]
    groups = [{"uuid": GROUP, "login_ids": [str(user) for user in users]}]
    body = {"responsible_group_memberships": groups, "workflow_manager_id": str(users[0])}
    assert world.ask("PATCH", f"{FLOWS}/presets/{preset}/assignees", body)[0] == 200


def test_an_instance_stands_at_the_first_step_of_its_template_with_the_people_of_its_preset(world: World) -> None:
    approvers(world, world.users[0])
    template = world.ask("GET", f"{V2}/workflows/templates")[1]["data"][0]
    version = world.ask("GET", f"{V2}/workflows/templates/versions/{template['latest_published_version']['id']}")[1]["data"]

    instance = begun(world, order(world), template_id=template["id"])

    assert instance["template_version_id"] == version["id"]
    step = instance["current_step_occurrence"]
    assert step["step_uuid"] == version["steps"][0]["uuid"]
    assert [row["id"] for row in step["individual_assignees"]] == [str(world.users[0])]
    groups = [row["responsible_group_uuid"] for row in instance["responsible_group_memberships"]]
    assert groups == [group["uuid"] for group in version["responsible_groups"]]
    assert instance["workflow_manager"]["id"] == str(world.users[0])


def test_the_default_preset_is_taken_where_nothing_is_named(world: World) -> None:
    assert begun(world, order(world))["current_step_occurrence"]["name"] == "Review"


def test_an_item_of_nobody_and_one_with_a_workflow_in_force_are_refused(world: World) -> None:
    number = order(world)
    begun(world, number)
    for item, reason in ((str(number), "has an active workflow already"), ("5", "does not exist")):
        status, answer = world.ask("POST", f"{FLOWS}/instances", {"item_id": item, "tool_type": "commitments"})
        assert status == 422
        assert reason in answer["error"]["details"][0]["message"]
    items = [{"item_id": str(number)}, {"item_id": str(order(world))}]
    body = {"tool_type": "commitments", "items": items}
    assert world.ask("POST", f"{FLOWS}/instances/bulk_create", body)[0] == 202
    result = world.ask("GET", f"{V2}/async_operations")[1]["data"][0]["result"]
    assert [row["item_id"] for row in result["failed_items"]] == [str(number)]
    assert len(result["completed_items"]) == 1


def test_the_status_of_the_item_is_the_workflows_until_it_ends(world: World) -> None:
    vendor = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1][0]["id"]
    number = order(world, vendor_id=vendor)
    instance = begun(world, number)

    status, answer = rename(world, number, status="Out For Bid")
    assert status == 422
    assert "workflow Standard Approval is in progress" in answer["errors"]["status"][0]
    assert rename(world, number, title="Doors")[0] == 200

    assert respond(world, instance, "Approve") == (204, None)
    assert respond(world, shown(world, instance), "Approve") == (204, None)
    ended = shown(world, instance)
    assert ended["ended_at"] is not None
    assert ended["current_step_occurrence"] is None
    contract = world.ask("GET", f"/rest/v1.0/work_order_contracts/{number}?project_id={PROJECT}")[1]
    assert contract["status"] == "Approved"
    assert rename(world, number, status="Complete")[0] == 200


def test_a_step_waits_for_all_who_must_respond_and_goes_back_when_it_is_returned(world: World) -> None:
    approvers(world, *world.users[:2])
    instance = begun(world, order(world))
    for user, activity, step in (
        (0, "Approve", "Review"),
        (1, "Approve", "Approval"),
        (0, "Return", "Approval"),
        (1, "Approve", "Review"),
    ):
        act(world, instance, world.users[user], activity)
        assert shown(world, instance)["current_step_occurrence"]["name"] == step


def act(world: World, instance: dict[str, Any], user: int, name: str) -> None:
    """An activity of the older paths."""
    old = world.ask("GET", f"/rest/v1.0/workflow_instances/{instance['id']}?company_id={COMPANY}")[1]
    activity = next(row for row in old["current_workflow_activities"] if row["name"] == name)
    values = activity["perform_activity"]["data"]["workflow_activity_history"] | {"performed_by_id": user}
    path = f"/rest/v1.0/workflow_activity_histories?company_id={COMPANY}&workflow_instance_id={instance['id']}"
    status, row = world.ask("POST", path, {"workflow_activity_history": values})
    assert status == 201
    assert row["workflow_activity_name"] == name


def test_the_same_response_again_has_no_effect_and_another_one_is_refused(world: World) -> None:
    instance = begun(world, order(world))
    assert [respond(world, instance, "Approve", "Fine")[0] for _ in range(2)] == [204, 204]
    assert respond(world, instance, "Reject")[0] == 422
    assert shown(world, instance)["current_step_occurrence"]["name"] == "Approval"


def test_more_people_are_assigned_to_the_current_step(world: World) -> None:
    instance = begun(world, order(world))
    step = instance["current_step_occurrence"]["id"]
    body = {"assignee_ids": [str(world.users[1])], "reason": "other", "required": True, "step_occurrence_id": step}
    path = f"{FLOWS}/instances/{instance['id']}/additional_assignees"
    status, answer = world.ask("POST", path, body)
    assert status == 200
    assert answer["data"]["all_assignees"][0]["id"] == str(world.users[1])
    assert world.ask("POST", path, body | {"step_occurrence_id": "7"})[0] == 422


def test_a_workflow_is_terminated_once_and_begins_again_once(world: World) -> None:
    number = order(world)
    path = f"{FLOWS}/instances/{begun(world, number)['id']}"
    first, second = (world.ask("POST", f"{path}/terminate")[1]["data"] for _ in range(2))
    assert first["ended_at"] == second["ended_at"] is not None
    assert rename(world, number, status="Draft")[0] == 200
    once, twice = (world.ask("POST", f"{path}/restart", {})[1]["data"]["id"] for _ in range(2))
    assert once == twice != first["id"]
    assert [row["id"] for row in lists(world, "active", "true")] == [once]
    assert [row["id"] for row in lists(world, "active", "false")] == [first["id"]]


def lists(world: World, name: str, value: str) -> list[dict[str, Any]]:
    return list(world.ask("GET", f"{FLOWS}/instances?filters[tool_type]=commitments&filters[{name}]={value}")[1]["data"])


def test_instances_are_overdue_once_their_step_is_and_listed_by_assignee(world: World) -> None:
    approvers(world, world.users[0])
    instance = begun(world, order(world))
    assert lists(world, "overdue", "true") == []
    assert len(lists(world, "assignee_id", str(world.users[0]))) == 1
    assert lists(world, "assignee_id", str(world.users[1])) == []
    world.engine.clock.advance(8 * 86_400)
    assert [row["id"] for row in lists(world, "overdue", "true")] == [instance["id"]]
