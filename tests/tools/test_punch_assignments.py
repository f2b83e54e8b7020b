"""Assignments of punch items over the engine, and what their item makes of them."""

from typing import Any

from tests.world import PROJECT, World

ITEMS = "/rest/v1.1/punch_items"


class Item:
    """A punch item of two assignees, on which work is required."""

    def __init__(self, world: World) -> None:
        self.world = world
        people = {"punch_item_manager_id": world.users[0], "final_approver_id": world.users[1]}
        values = {"name": "Paint", "login_information_ids": world.users[1:3], "workflow_status": "work_required", **people}
        item = world.ask("POST", ITEMS, {"project_id": PROJECT, "punch_item": values})[1]
        self.id, self.assignments = item["id"], [row["id"] for row in item["assignments"]]

    def respond(self, place: int, **values: Any) -> Any:
        path = f"/rest/v1.0/projects/{PROJECT}/punch_item_assignments/{self.assignments[place]}"
        return self.world.ask("PATCH", path, {"punch_item_assignment": values})[1]

    def state(self) -> tuple[str, list[int]]:
        shown = self.world.ask("GET", f"{ITEMS}/{self.id}?project_id={PROJECT}")[1]
        return shown["workflow_status"], [self.world.users.index(person["id"]) for person in shown["ball_in_court"]]


def test_an_item_follows_the_statuses_of_all_its_assignments(world: World) -> None:
    item = Item(world)
    assert item.respond(0, status="ready_for_review", comment="Done")["responded_at"]
    assert item.state() == ("work_required", [2])
    item.respond(1, status="ready_for_review")
    assert item.state() == ("ready_for_review", [0])
    item.respond(1, status="work_not_accepted")
    assert item.state() == ("work_not_accepted", [2])
    item.respond(0, status="resolved")
    assert item.respond(1, status="resolved")["manager_accepted_at"]
    assert item.state() == ("ready_to_close", [1])


def test_an_approval_resolves_and_leaves_the_step_to_the_manager(world: World) -> None:
    item = Item(world)
    item.respond(0, comment="Done")
    assert item.respond(0, approved=False)["status"] == "work_not_accepted"
    assert item.respond(0, approved=True)["status"] == "resolved"
    assert item.respond(1, approved=False)["status"] == "unresolved"
    item.respond(1, approved=True)
    assert item.state() == ("work_required", [0])
    path, body = f"{ITEMS}/{item.id}", {"project_id": PROJECT, "punch_item": {"name": "Paint twice"}}
    assert world.ask("PATCH", path, body)[0] == 200
    assert item.state() == ("work_required", [0])
