"""The schedule over the engine: requested changes and lookaheads."""

from typing import Any

import pytest

from tests.world import PROJECT, World

V1, V11 = f"/rest/v1.0/projects/{PROJECT}", f"/rest/v1.1/projects/{PROJECT}"
P = f"project_id={PROJECT}"


def task(world: World, **values: Any) -> int:
    told = {"name": "Pour", "start": "2026-11-02", "finish": "2026-11-05", "percentage": 10, **values}
    status, made = world.ask("POST", "/rest/v1.0/tasks", {"project_id": PROJECT, "task": told})
    assert status == 201, made
    number: int = made["id"]
    return number


def shown(world: World, number: int) -> dict[str, Any]:
    found: dict[str, Any] = world.ask("GET", f"/rest/v1.0/tasks/{number}?{P}")[1]
    return found


def requested(world: World, number: int, version: str) -> dict[str, Any]:
    asked = {"requested_change": {"change_reason": "Rain", "task": {"finish": "2026-11-09", "percentage": 50}}}
    old, new = f"/rest/v1.0/requested_changes?{P}&task_id={number}", f"{V11}/schedule/tasks/{number}/requested_changes"
    status, made = world.ask("POST", old if version == "v1.0" else new, asked)
    assert status == 201, made
    found: dict[str, Any] = made
    return found


@pytest.mark.parametrize("version", ["v1.0", "v1.1"])
def test_a_requested_change_waits_and_is_made_when_approved(world: World, version: str) -> None:
    number = task(world)
    change = requested(world, number, version)
    assert (change["status"], change["status_not_localized"], change["reason"]) == ("Pending", "pending", "Rain")
    assert (change["old_percentage"], change["new_percentage"]) == (10, 50)
    assert (shown(world, number)["pending"], shown(world, number)["percentage"]) == (True, 10)
    path = f"/rest/v1.0/requested_changes/review?{P}" if version == "v1.0" else f"{V11}/schedule/requested_changes/review"
    body = {"requested_changes": [{"id": change["id"], "approved": True}]}
    assert world.ask("PATCH", path, body)[1][0]["status"] == "Approved"
    after = shown(world, number)
    assert (after["pending"], after["percentage"], after["finish_datetime"]) == (False, 50, "2026-11-09T00:00:00Z")
    assert world.ask("PATCH", path, body)[0] == 422


def test_a_rejected_change_is_not_made(world: World) -> None:
    number = task(world)
    change = requested(world, number, "v1.0")
    body = {"requested_changes": [{"id": change["id"], "approved": False, "disposition_reason": "No"}]}
    assert world.ask("PATCH", f"/rest/v1.0/requested_changes/review?{P}", body)[1][0]["status"] == "Rejected"
    assert (shown(world, number)["pending"], shown(world, number)["percentage"]) == (False, 10)
    listed = world.ask("GET", f"/rest/v1.0/requested_changes?{P}")[1]["requested_changes"]
    assert [part["status_not_localized"] for part in listed] == ["rejected"]


def test_a_change_of_nothing_is_refused(world: World) -> None:
    asked = {"requested_change": {"change_reason": "Rain"}}
    answer = world.ask("POST", f"/rest/v1.0/requested_changes?{P}&task_id=5", asked)
    assert answer == (422, {"errors": {"task_id": ["does not exist"]}})


def test_a_lookahead_begins_with_the_tasks_of_its_weeks(world: World) -> None:
    inside, outside = task(world), task(world, start="2027-01-01", finish="2027-01-02")
    dates = {"start_date": "2026-11-01", "end_date": "2026-11-21"}
    made = world.ask("POST", f"{V1}/schedule/lookaheads", {"lookahead": dates})[1]
    one = f"{V1}/schedule/lookaheads/{made['id']}"
    tasks = world.ask("GET", one)[1]["lookahead_tasks"]
    numbers = [part["task"]["id"] for part in tasks]
    assert inside in numbers
    assert outside not in numbers
    values = {"lookahead_id": made["id"], "parent_id": tasks[0]["id"], "name": "Formwork"}
    segments = [{"date": "2026-11-02", "status": "incomplete"}]
    status, added = world.ask("POST", f"{V1}/schedule/lookahead_tasks", {"lookahead_task": {**values, "segments": segments}})
    assert (status, added["parent_id"]) == (201, tasks[0]["id"])
    shown = world.ask("GET", one)[1]["lookahead_tasks"]
    assert [part["id"] for part in shown] == [part["id"] for part in tasks]
    assert [part["id"] for part in shown[0]["subtasks"]] == [added["id"]]
    loop = {"lookahead_task": {"lookahead_id": made["id"], "parent_id": added["id"]}}
    assert world.ask("PATCH", f"{V1}/schedule/lookahead_tasks/{tasks[0]['id']}", loop)[0] == 422
    stranger = {"lookahead_task": {**values, "parent_id": inside}}
    assert world.ask("POST", f"{V1}/schedule/lookahead_tasks", stranger)[0] == 422
    assert world.ask("DELETE", f"{V1}/schedule/lookahead_tasks/{tasks[0]['id']}")[0] == 200
    assert str(added["id"]) not in str(world.ask("GET", one)[1]["lookahead_tasks"])
    assert world.ask("DELETE", one)[0] == 204


def test_a_lookahead_is_processed_on_the_clock(world: World) -> None:
    dates = {"start_date": "2026-11-01", "end_date": "2026-11-21"}
    one = f"{V1}/schedule/lookaheads/{world.ask('POST', f'{V1}/schedule/lookaheads', {'lookahead': dates})[1]['id']}"
    told = []
    for _ in range(4):
        told.append(world.ask("GET", one)[1]["status"])
        world.engine.clock.advance(1)
    assert told == ["queued", "processing_previous_lookahead", "processing_master_schedule", "ready"]
    wrong = {"lookahead": {"start_date": "2026-11-21", "end_date": "2026-11-01"}}
    assert world.ask("POST", f"{V1}/schedule/lookaheads", wrong)[0] == 422


def change(world: World, number: int, **values: Any) -> dict[str, Any]:
    status, answer = world.ask("PATCH", f"/rest/v1.0/tasks/{number}", {"project_id": PROJECT, "task": values})
    assert status == 200, answer
    found: dict[str, Any] = answer
    return found


def test_the_percentage_and_the_actual_dates_of_a_task_agree(world: World) -> None:
    number = task(world, percentage=None)
    assert (shown(world, number)["percentage"], shown(world, number)["actual_start"]) == (0, None)
    begun = change(world, number, percentage=40)
    assert (begun["actual_start"], begun["actual_finish"]) == ("2026-11-02T00:00:00Z", None)
    assert change(world, number, percentage=100)["actual_finish"] == "2026-11-05T00:00:00Z"
    assert change(world, number, percentage=50)["actual_finish"] is None
    assert change(world, number, actual_finish="2026-11-06T00:00:00Z")["percentage"] == 100
    later = task(world, start="2031-01-01", finish="2031-01-05", percentage=100)
    assert shown(world, later)["actual_finish"][:10] == str(world.engine.clock.today())
    seeded = world.ask("GET", f"/rest/v1.0/tasks?{P}")[1]
    assert all((row["percentage"] == 100) == (row["actual_finish"] is not None) for row in seeded)


def test_a_task_has_its_place_in_the_outline_and_its_distance_from_the_baseline(world: World) -> None:
    above = task(world, name="Phase")
    below = task(world, parent_id=above, baseline_start="2026-11-01", baseline_finish="2026-11-01")
    row = shown(world, below)
    schedule = world.ask("GET", f"{V1}/schedule")[1]
    assert (schedule["schedule_present"], schedule["number_of_pending_requested_changes"]) == (True, 0)
    assert (shown(world, above)["has_children"], row["has_children"]) == (True, False)
    assert (row["full_outline_path"], row["row_number"]) == ("Phase > Pour", shown(world, above)["row_number"] + 1)
    assert (row["start_variance"], row["finish_variance"], row["schedule_duration"]) == (1, 4, 4)
    status, answer = world.ask("PATCH", f"/rest/v1.0/tasks/{above}", {"project_id": PROJECT, "task": {"parent_id": below}})
    assert (status, list(answer["errors"])) == (422, ["parent_id"])
