"""Task items over the engine."""

from tests.world import PROJECT, World

HERE = f"/rest/v1.0/task_items?project_id={PROJECT}"


def test_one_assignee_or_several_are_the_same_people(world: World) -> None:
    first, second = world.users[:2]
    made = world.ask("POST", HERE, {"task_item": {"title": "Order steel", "assigned_id": first}})[1]
    assert (made["assignee"]["id"], [part["id"] for part in made["assignees"]]) == (first, [first])
    one = f"/rest/v1.0/task_items/{made['id']}?project_id={PROJECT}"
    changed = world.ask("PATCH", one, {"task_item": {"assignee_ids": [second, first]}})[1]
    assert (changed["assignee"]["id"], [part["id"] for part in changed["assignees"]]) == (second, [second, first])


def test_unsent_items_are_sent_once(world: World) -> None:
    number = world.ask("POST", HERE, {"task_item": {"title": "Order steel"}})[1]["id"]
    sent = HERE.replace("task_items", "task_items/send_unsent")
    assert number in [part["id"] for part in world.ask("POST", sent, {})[1]]
    assert world.ask("POST", sent, {})[1] == []
    assert world.ask("GET", f"/rest/v1.0/task_items/{number}?project_id={PROJECT}")[1]["date_notified"]


def test_deleted_items_are_seen_in_the_view_of_the_recycle_bin(world: World) -> None:
    number = world.ask("POST", HERE, {"task_item": {"title": "Order steel"}})[1]["id"]
    assert world.ask("DELETE", f"/rest/v1.0/task_items/{number}?project_id={PROJECT}")[0] == 204
    assert number not in [part["id"] for part in world.ask("GET", HERE)[1]]
    assert [part["id"] for part in world.ask("GET", f"{HERE}&view=recycle_bin")[1]] == [number]


def test_assignees_are_told_when_the_unsent_items_are_sent(world: World) -> None:
    path = f"/rest/v1.0/task_items?project_id={PROJECT}"
    item = world.ask("POST", path, {"task_item": {"title": "Call the city", "assignee_ids": world.users[:2]}})[1]
    assert [row["date_notified"] for row in item["assignees"]] == [None, None]
    assert {"id": item["id"]} in world.ask("POST", path.replace("?", "/send_unsent?"))[1]
    shown = world.ask("GET", path.replace("?", f"/{item['id']}?"))[1]
    assert [row["id"] for row in shown["assignees"] if row["date_notified"]] == world.users[:2]
