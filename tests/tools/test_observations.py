"""Observations over the engine."""

from tests.world import PROJECT, World


def test_a_response_moves_the_observation_on(world: World) -> None:
    types = f"/rest/v1.0/projects/{PROJECT}/observation_types"
    kind = world.ask("POST", types, {"observation_type": {"name": "Rail", "category": "Safety"}})[1]["id"]
    given = {"project_id": PROJECT, "observation": {"name": "Rail", "type_id": kind}}
    made = world.ask("POST", "/rest/v1.0/observations/items", given)[1]
    assert made["status"] == "initiated"
    one = f"/rest/v1.0/observations/items/{made['id']}"
    answer = {"project_id": PROJECT, "status": "ready_for_review", "response_log": {"comment": "Done"}}
    assert world.ask("POST", f"{one}/response_logs", answer)[1]["status"] == "Ready For Review"
    assert world.ask("GET", f"{one}?project_id={PROJECT}")[1]["status"] == "ready_for_review"
    sent = world.ask("POST", "/rest/v1.0/observations/items/send_unsent", {"project_id": PROJECT})[1]
    assert made["id"] in [part["id"] for part in sent]
    closed = world.ask("PATCH", one, {"project_id": PROJECT, "observation": {"status": "closed"}})[1]
    assert closed["closed_at"]
    again = {"project_id": PROJECT, "observation": {"status": "not_accepted"}}
    assert world.ask("PATCH", one, again)[0] == 422


def test_observations_are_found_by_the_name_or_number_of_their_status(world: World) -> None:
    kinds = f"/rest/v1.0/projects/{PROJECT}/observation_types"
    kind = world.ask("POST", kinds, {"observation_type": {"name": "Rail", "category": "Safety"}})[1]["id"]
    given = {"project_id": PROJECT, "observation": {"name": "Rail", "type_id": kind}}
    number = world.ask("POST", "/rest/v1.0/observations/items", given)[1]["id"]
    change = {"project_id": PROJECT, "observation": {"status": "ready_for_review"}}
    world.ask("PATCH", f"/rest/v1.0/observations/items/{number}", change)
    listed = f"/rest/v1.0/observations/items?project_id={PROJECT}&filters[status]"
    for value, found in (("ready_for_review", True), ("1", True), ("0", False), ("closed", False)):
        assert (number in [part["id"] for part in world.ask("GET", f"{listed}={value}")[1]]) is found
    both = world.ask("GET", f"{listed}[]=0&filters[status][]=1")[1]
    assert number in [part["id"] for part in both]
