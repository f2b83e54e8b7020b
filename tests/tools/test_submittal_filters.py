"""Filters that ask about the approvers of submittals."""

from tests.tools.test_submittal_approvers import Submittal, step
from tests.world import COMPANY, PROJECT, World


def test_submittals_are_listed_by_approver_and_by_response(world: World) -> None:
    submittal = Submittal(world, step(world, 1))
    submittal.respond(0, "Approved")
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/submittals"
    cases = {
        f"approver_id]={world.users[1]}": [str(submittal.id)],
        f"approver_id]={world.users[2]}": [],
        f"response_id]={submittal.responses['Approved']}": [str(submittal.id)],
        f"response_id]={submittal.responses['Rejected']}": [],
    }
    for condition, numbers in cases.items():
        assert [row["id"] for row in world.ask("GET", f"{path}?filters[{condition}")[1]["data"]] == numbers
