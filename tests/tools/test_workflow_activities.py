"""What happened in a workflow, by the newer and the older paths."""

from tests.tools.test_workflows import FLOWS, begun, order, respond, shown
from tests.world import COMPANY, PROJECT, World, world

__all__ = ["world"]


def test_a_history_has_the_steps_with_their_responses_in_order(world: World) -> None:
    instance = begun(world, order(world))
    respond(world, instance, "Approve", "Fine")
    respond(world, shown(world, instance), "Approve")

    history = world.ask("GET", f"{FLOWS}/instances/{instance['id']}/history")[1]["data"]

    assert history["status"] == "complete"
    assert [row["type"] for row in history["history"]] == ["WorkflowStarted", "ResponseStep", "ResponseStep", "EndStep"]
    first = history["history"][1]["details"]
    assert (first["overall_response"], first["responses"][0]["comment"]) == ("Approve", "Fine")


def test_a_terminated_workflow_says_by_whom(world: World) -> None:
    path = f"{FLOWS}/instances/{begun(world, order(world))['id']}"
    world.ask("POST", f"{path}/terminate")
    history = world.ask("GET", f"{path}/history")[1]["data"]
    assert history["status"] == "terminated"
    assert history["history"][-1]["details"]["terminated_by"]["id"]


def test_responses_are_activities_of_the_older_paths_and_in_the_permanent_log(world: World) -> None:
    number = order(world)
    instance = begun(world, number)
    other = begun(world, order(world))
    respond(world, instance, "Approve", "Fine")
    query = f"company_id={COMPANY}&workflow_instance_id="
    rows = world.ask("GET", f"/rest/v1.0/workflow_activity_histories?{query}{instance['id']}")[1]
    assert [(row["workflow_state_name"], row["workflow_activity_name"], row["comments"]) for row in rows] == [
        ("Review", "Approve", "Fine")
    ]
    assert world.ask("GET", f"/rest/v1.0/workflow_activity_histories?{query}{other['id']}")[1] == []
    item = f"filters[workflowed_object_id]={number}&filters[workflowed_object_type]=WorkOrderContract"
    log = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/workflow_permanent_logs?{item}")[1]
    assert [row["activity"] for row in log] == ["Approve"]
    state = world.ask("GET", f"/rest/v1.0/workflow_instances?company_id={COMPANY}&{item}")[1]
    assert [row["current_workflow_state"]["name"] for row in state] == ["Approval"]
