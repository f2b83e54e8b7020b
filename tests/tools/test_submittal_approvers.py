"""Approvers of submittals over the engine: whose turn it is, from the first step to the manager."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

SUBMITTALS = f"/rest/v1.1/projects/{PROJECT}/submittals"


class Submittal:
    """One submittal with a workflow, whose approvers are called by their place in it."""

    def __init__(self, world: World, *steps: list[dict[str, Any]], **values: Any) -> None:
        self.world = world
        manager = {"title": "Doors", "number": "7", "submittal_manager_id": world.users[0]}
        body = {"submittal": {**manager, **values, "workflow_data": [list(step) for step in steps]}}
        self.id = world.ask("POST", SUBMITTALS, body)[1]["id"]
        rows = world.ask("GET", f"{SUBMITTALS}/{self.id}/workflow_data")[1]["approvers"]
        self.approvers = [row["id"] for row in rows]
        answers = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/submittal_responses")[1]
        self.responses = {row["name"]: row["id"] for row in answers}

    def show(self) -> Any:
        return self.world.ask("GET", f"{SUBMITTALS}/{self.id}")[1]

    def ball(self) -> list[int]:
        return [self.world.users.index(person["id"]) for person in self.show()["ball_in_court"]]

    def patch(self, place: int, **values: Any) -> int:
        path = f"/rest/v1.0/submittal_approvers/{self.approvers[place]}?project_id={PROJECT}&submittal_id={self.id}"
        return self.world.ask("PATCH", path, {"submittal_approver": values})[0]

    def respond(self, place: int, name: str) -> int:
        return self.patch(place, submittal_response_id=self.responses[name])


def step(world: World, *people: int, **values: Any) -> list[dict[str, Any]]:
    return [{"login_information_id": world.users[person], "days_to_respond": 3, **values} for person in people]


def test_the_ball_goes_from_step_to_step_and_back_to_the_manager(world: World) -> None:
    submittal = Submittal(world, step(world, 1, approver_type="Submitter"), step(world, 2, 1), step(world, 2))
    assert (submittal.show()["status"]["name"], submittal.ball()) == ("Open", [1])
    assert [row["sent_date"] is not None for row in submittal.show()["approvers"]] == [True, False, False, False]
    assert submittal.respond(0, "Submitted") == 200
    assert submittal.ball() == [2, 1]
    assert submittal.respond(2, "Pending") == 200
    assert submittal.ball() == [2, 1]
    assert submittal.respond(1, "Approved") == 200
    assert submittal.ball() == [1]
    world.ask("PATCH", f"{SUBMITTALS}/{submittal.id}", {"submittal": {"title": "Hollow doors"}})
    assert submittal.ball() == [1]
    assert submittal.respond(2, "Approved as Noted") == 200
    assert submittal.ball() == [2]
    assert submittal.respond(3, "Approved") == 200
    assert submittal.ball() == [0]
    row = submittal.show()["approvers"][0]
    assert row["response"]["name"] == "Submitted"
    assert row["returned_date"] == row["sent_date"] < row["due_date"]


def test_a_rejection_ends_the_workflow_and_an_answer_that_is_not_required_is_not_waited_for(world: World) -> None:
    optional = step(world, 2, response_required=False)
    submittal = Submittal(world, [*step(world, 1), *optional], step(world, 1), step(world, 2))
    assert submittal.ball() == [1, 2]
    assert submittal.respond(0, "Approved") == 200
    assert submittal.ball() == [1]
    assert submittal.respond(2, "Rejected") == 200
    assert submittal.ball() == [0]
    assert submittal.show()["approvers"][3]["sent_date"] is None
    assert submittal.respond(2, "Approved") == 200
    assert submittal.ball() == [2]


def test_whom_it_is_forwarded_to_answers_before_the_forwarder(world: World) -> None:
    submittal = Submittal(world, step(world, 1))
    assert submittal.patch(0, forward_to={"user_id": world.users[1]}) == 422
    assert submittal.patch(0, forward_to={"user_id": world.users[2], "due_date": "2027-01-04"}) == 200
    assert submittal.ball() == [2]
    assert submittal.respond(0, "Approved") == 409
    submittal.approvers = [row["id"] for row in submittal.show()["approvers"]]
    assert submittal.patch(1, forward_to={"user_id": world.users[0]}) == 409
    assert submittal.respond(1, "Approved") == 200
    assert submittal.ball() == [1]
    assert submittal.respond(0, "Approved") == 200
    assert submittal.ball() == [0]


def test_a_draft_is_with_its_manager_until_it_is_opened(world: World) -> None:
    statuses = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/submittal_statuses")[1]
    status = {row["status"]: row["id"] for row in statuses}
    submittal = Submittal(world, step(world, 1), status_id=status["Draft"])
    path, target = f"{SUBMITTALS}/{submittal.id}", {"submittal": {"status_id": status["Open"]}}
    assert submittal.ball() == [0]
    assert world.ask("PATCH", path, target)[0] == 200
    assert submittal.ball() == [1]
    steps = [step(world, 2), step(world, 1)]
    assert world.ask("PATCH", path, {"submittal": {"workflow_data": steps}})[0] == 200
    assert submittal.ball() == [2]
    target["submittal"]["status_id"] = status["Closed"]
    assert world.ask("PATCH", path, target)[0] == 200
    assert submittal.ball() == []
    assert world.ask("DELETE", path)[0] == 200
    assert submittal.patch(0, comment="Late") in (404, 422)


@pytest.mark.parametrize("user", [5, None])
def test_a_workflow_names_people_that_there_are(world: World, user: int | None) -> None:
    body = {"submittal": {"title": "Doors", "number": "7", "workflow_data": [[{"login_information_id": user}]]}}
    assert world.ask("POST", SUBMITTALS, body)[0] in (400, 422)
