"""What answers show of a submittal's workflow."""

from tests.tools.test_submittal_approvers import Submittal, step
from tests.world import COMPANY, PROJECT, World


def test_the_answers_show_the_step_that_is_not_over_yet(world: World) -> None:
    submittal = Submittal(world, step(world, 1), step(world, 2, 0))
    submittal.respond(0, "Approved")
    rows = world.ask("GET", f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/submittals")[1]["data"]
    shown = next(row for row in rows if row["id"] == str(submittal.id))
    assert shown["workflow_step"] == {"current_step": 2, "days_late": 0, "total_steps": 2}
    assert [row["id"] for row in shown["current_step_approvers"]] == [str(number) for number in submittal.approvers[1:]]
    assert shown["current_step_sent_date"] < shown["bic_due_date"]
    steps = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/submittals/{submittal.id}/workflow_data")[1]["steps"]
    assert [row["approver_ids"] for row in steps] == [submittal.approvers[:1], submittal.approvers[1:]]


def test_the_responses_are_in_the_older_list_too(world: World) -> None:
    submittal = Submittal(world, step(world, 1))
    submittal.respond(0, "Rejected")
    rows = world.ask("GET", f"/rest/v1.0/submittal_logs?project_id={PROJECT}")[1]
    shown = next(row for row in rows if row["id"] == submittal.id)
    assert (shown["closed"], shown["responses"]) == (False, [{"response": "Rejected"}])
