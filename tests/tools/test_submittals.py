"""Submittals over the engine."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

SUBMITTALS = f"/rest/v1.1/projects/{PROJECT}/submittals"


def test_number_and_revision_make_the_formatted_number_until_distribution(world: World) -> None:
    given = {"submittal": {"title": "Steel", "number": "7", "submittal_manager_id": world.users[0]}}
    made = world.ask("POST", SUBMITTALS, given)[1]
    assert made["formatted_number"] == "7-0"
    assert [part["id"] for part in made["ball_in_court"]] == world.users[:1]
    free = world.ask("GET", f"{SUBMITTALS}/check_number?number=7")[1]
    assert free == {"current_number": "7", "next_number": "8", "number_available": False}
    path = f"/rest/v1.0/projects/{PROJECT}/submittal_logs/{made['id']}/close_and_distribute"
    sent = world.ask("PATCH", path, {"message": "Built", "recipient_ids": world.users[:1]})[1]
    assert (sent["message"], [part["id"] for part in sent["distributed_to"]]) == ("Built", world.users[:1])
    assert world.ask("GET", f"{SUBMITTALS}/{made['id']}")[1]["ball_in_court"] == []


def test_only_people_of_the_company_can_be_sent_a_submittal(world: World) -> None:
    number = world.ask("POST", SUBMITTALS, {"submittal": {"title": "Steel", "number": "7"}})[1]["id"]
    path = f"/rest/v1.0/projects/{PROJECT}/submittal_logs/{number}/close_and_distribute"
    assert world.ask("PATCH", path, {"recipient_ids": [5]}) == (422, {"errors": {"recipient_ids": ["does not exist"]}})
    assert world.ask("PATCH", path, {"submittal_log_status_id": 5})[0] == 422
    assert world.ask("GET", f"{SUBMITTALS}/{number}")[1]["distributed_at"] is None


def test_the_revisions_of_a_submittal_share_its_number_and_the_latest_is_current(world: World) -> None:
    def made(number: str, source: int | None = None) -> tuple[int, Any]:
        given = {"title": "Doors", "number": number, "submittal_manager_id": world.users[0]}
        return world.ask("POST", SUBMITTALS, {"submittal": {**given, "source_submittal_log_id": source}})

    first, _other = made("7")[1], made("8")
    status, second = made("7", first["id"])
    assert (status, second["revision"], second["formatted_number"]) == (201, "1", "7-1")
    found = world.ask("GET", f"{SUBMITTALS}/{first['id']}/revisions")[1]
    assert {row["id"]: row["current_revision"] for row in found} == {first["id"]: False, second["id"]: True}
    assert world.ask("GET", f"{SUBMITTALS}/999999999/revisions")[0] == 404
    assert made("7", 999999999) == (422, {"errors": {"source_submittal_log_id": ["does not exist"]}})


def test_the_first_status_is_a_status_of_the_company(world: World) -> None:
    draft, opened = (row for row in world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/submittal_statuses")[1][:2])
    path = f"/rest/v1.0/projects/{PROJECT}/submittals"
    made = world.ask("POST", path, {"submittal": {"title": "Door schedule", "number": "9"}})[1]
    assert made["status"] == draft
    given = {"title": "Door schedule", "number": "10", "status_id": opened["id"]}
    assert world.ask("POST", path, {"submittal": given})[1]["status"] == opened
