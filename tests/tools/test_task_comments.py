"""Comments of task items over the engine."""

import pytest

from tests.world import COMPANY, PROJECT, World

ITEMS = f"/rest/v1.0/task_items?project_id={PROJECT}"
COMMENTS = f"/rest/v1.0/companies/{COMPANY}/projects/{PROJECT}/task_item_comments"


@pytest.mark.parametrize("status", ["in_progress", "ready_for_review", "closed", "void"])
def test_a_comment_with_a_status_changes_that_of_its_task(world: World, status: str) -> None:
    item = world.ask("POST", ITEMS, {"task_item": {"title": "Call the city"}})[1]
    assert item["status"] == "initiated"
    body = {"task_item_comment": {"task_item_id": item["id"], "comment": "Done", "status": status}}
    assert world.ask("POST", COMMENTS, body)[0] == 201
    path = ITEMS.replace("?", f"/{item['id']}?")
    assert world.ask("GET", path)[1]["status"] == status
    del body["task_item_comment"]["status"]
    assert world.ask("POST", COMMENTS, body)[1]["status"] == status
    assert world.ask("GET", path)[1]["status"] == status


def test_a_comment_is_of_a_task_that_there_is(world: World) -> None:
    body = {"task_item_comment": {"task_item_id": 987654321, "comment": "Done"}}
    assert world.ask("POST", COMMENTS, body) == (422, {"errors": {"task_item_id": ["does not exist"]}})
