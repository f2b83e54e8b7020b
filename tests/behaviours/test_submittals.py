"""Submittals over the engine."""

from tests.behaviours.conftest import PROJECT, World

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
