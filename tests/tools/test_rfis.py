"""RFIs over the engine: the same ones in v1.0 and v1.1, which clients use too."""

from tests.world import PROJECT, World

OLD, NEW = (f"/rest/{version}/projects/{PROJECT}/rfis" for version in ("v1.0", "v1.1"))


def test_an_rfi_is_the_same_in_both_versions(world: World) -> None:
    rfi = {"subject": "Grid line B", "rfi_manager_id": world.users[0], "assignee_ids": [world.users[1]]}
    status, made = world.ask("POST", NEW, {"rfi": {**rfi, "question": {"body": "Which one?"}}})
    assert status == 201, made
    assert world.ask("GET", f"{OLD}/{made['id']}") == (200, made)
    assert world.ask("PATCH", f"{NEW}/{made['id']}", {"rfi": {"accepted": True}})[1]["status"] == "closed"
    assert world.ask("GET", f"{OLD}/{made['id']}")[1]["status"] == "closed"
    assert world.ask("GET", OLD) == world.ask("GET", NEW)
    assert [row["id"] for row in world.ask("GET", f"{NEW}?search=grid%20line")[1]] == [made["id"]]


def test_there_is_no_rfi_of_a_version_that_procore_does_not_have(world: World) -> None:
    assert world.ask("GET", NEW.replace("v1.1", "v1.2"))[0] == 404
    assert world.ask("GET", NEW.replace("v1.1", "v2.0"))[0] == 404


def test_whom_an_rfi_is_forwarded_to_holds_the_ball(world: World) -> None:
    manager, reviewer = world.users[:2]
    rfi = {"subject": "Slab edge", "rfi_manager_id": manager, "assignee_ids": [manager], "question": {"body": "How far?"}}
    number = world.ask("POST", OLD, {"rfi": rfi})[1]["id"]
    path = f"{OLD}/{number}/forward_for_review"
    assert world.ask("PATCH", path, {"rfi": {"forwardee_ids": [987654321]}})[0] == 422
    assert world.ask("PATCH", path, {"rfi": {"forwardee_ids": [reviewer]}})[0] == 200
    shown = world.ask("GET", f"{OLD}/{number}")[1]
    assert {person["id"] for person in shown["assignees"]} == {manager, reviewer}
    assert [person["id"] for person in shown["ball_in_courts"]] == [reviewer]


def test_a_revision_has_the_number_of_what_it_revises(world: World) -> None:
    rfi = {"subject": "Slab edge", "rfi_manager_id": world.users[0], "assignee_ids": [world.users[0]]}
    first = world.ask("POST", OLD, {"rfi": {**rfi, "question": {"body": "How far?"}}})[1]
    revised = {**rfi, "source_rfi_header_id": first["id"], "question": {"body": "How far now?"}}
    status, second = world.ask("POST", OLD, {"rfi": revised})
    assert (status, second["number"], second["revision"]) == (201, first["number"], "1")


def test_overdue_rfis_are_open_ones_whose_due_date_has_passed(world: World) -> None:
    people = {"rfi_manager_id": world.users[0], "assignee_ids": [world.users[1]], "question": {"body": "Which?"}}
    days = ("2026-01-01", "2099-01-01", None)
    numbers = [world.ask("POST", OLD, {"rfi": {"subject": "Beams", "due_date": day, **people}})[1]["id"] for day in days]
    late = [row["id"] for row in world.ask("GET", f"{OLD}?filters[overdue]=true")[1]]
    assert (set(numbers) & set(late)) == {numbers[0]}
    world.ask("PATCH", f"{OLD}/{numbers[0]}", {"rfi": {"accepted": True}})
    assert numbers[0] not in [row["id"] for row in world.ask("GET", f"{OLD}?filters[overdue]=true")[1]]


def test_people_are_added_to_an_rfi_and_removed(world: World) -> None:
    people = {"rfi_manager_id": world.users[0], "assignee_ids": [world.users[1]], "question": {"body": "Which?"}}
    number = world.ask("POST", OLD, {"rfi": {"subject": "Beams", **people}})[1]["id"]
    change = {"id": str(number), "add_assignee_ids": [world.users[2]], "remove_assignee_ids": [world.users[1]]}
    assert world.ask("PATCH", OLD, {"data": [change]})[0] == 200
    shown = world.ask("GET", f"{OLD}/{number}")[1]
    assert [person["id"] for person in shown["assignees"]] == world.users[2:3]
    assert [person["id"] for person in shown["ball_in_courts"]] == world.users[2:3]


def test_an_rfi_in_the_recycle_bin_is_recycled_and_comes_back_as_it_was(world: World) -> None:
    people = {"rfi_manager_id": world.users[0], "assignee_ids": [world.users[1]], "question": {"body": "Which?"}}
    number = world.ask("POST", OLD, {"rfi": {"subject": "Beams", **people}})[1]["id"]
    assert world.ask("PATCH", f"{OLD}/{number}/recycle")[0] == 200
    row = next(row for row in world.ask("GET", f"{OLD}/recycle_bin")[1] if row["id"] == number)
    assert (row["status"], row["translated_status"], row["deleted"]) == ("recycled", "Recycled", True)
    assert world.ask("PATCH", f"{OLD}/{number}/retrieve")[0] == 200
    assert world.ask("GET", f"{OLD}/{number}")[1]["status"] == "open"
