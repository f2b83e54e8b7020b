"""Punch items over the engine."""

from mockcore.clock import instant
from tests.world import PROJECT, World


def test_assignees_get_assignments_and_closing_empties_the_court(world: World) -> None:
    given = {"name": "Door", "login_information_ids": world.users[:2], "punch_item_manager_id": world.users[0]}
    status, made = world.ask("POST", "/rest/v1.0/punch_items", {"project_id": PROJECT, "punch_item": given})
    assert status == 201
    assert [part["login_information"]["id"] for part in made["assignments"]] == world.users[:2]
    assert [part["id"] for part in made["ball_in_court"]] == world.users[:1]
    one = f"/rest/v1.0/punch_items/{made['id']}"
    closed = world.ask("PATCH", one, {"project_id": PROJECT, "punch_item": {"status": "Closed"}})[1]
    assert (closed["workflow_status"], closed["ball_in_court"]) == ("closed", [])
    assert closed["closed_at"]
    wrong = world.ask("PATCH", one, {"project_id": PROJECT, "punch_item": {"workflow_status": "ready_to_close"}})
    assert wrong[0] == 422


def test_comments_are_shown_by_their_item(world: World) -> None:
    given = {"project_id": PROJECT, "punch_item": {"name": "Door"}}
    number = world.ask("POST", "/rest/v1.0/punch_items", given)[1]["id"]
    status, said = world.ask(
        "POST",
        f"/rest/v1.0/punch_items/{number}/comments?project_id={PROJECT}",
        {"comment": {"body": "Hi"}, "attachments": ["plan.pdf"]},
    )
    assert (status, said["body"]) == (201, "Hi")
    shown = world.ask("GET", f"/rest/v1.0/punch_items/{number}?project_id={PROJECT}")[1]
    assert [part["body"] for part in shown["comments"]] == ["Hi"]
    assert [file["filename"] for file in said["attachments"]] == ["plan.pdf"]


def test_an_open_item_is_overdue_from_the_day_after_its_due_date(world: World) -> None:
    values = {"name": "Paint", "due": "2026-12-24", "login_information_ids": world.users[:1]}
    world.engine.clock.set(instant("2026-12-24T20:00:00Z"), frozen=True)
    number = world.ask("POST", "/rest/v1.1/punch_items", {"project_id": PROJECT, "punch_item": values})[1]["id"]
    path = f"/rest/v1.1/punch_items/{number}?project_id={PROJECT}"
    assert world.ask("GET", path)[1]["status"] == "Open"
    world.engine.clock.set(instant("2026-12-25T00:00:00Z"), frozen=True)
    assert world.ask("GET", path)[1]["status"] == "Overdue"
    body = {"project_id": PROJECT, "punch_item": {"status": "Closed"}}
    assert world.ask("PATCH", f"/rest/v1.1/punch_items/{number}", body)[1]["status"] == "Closed"
