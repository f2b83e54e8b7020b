"""Incidents over the engine: open and closed, what belongs to them, the recycle bin."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}/incidents"
BIN = f"/rest/v1.0/projects/{PROJECT}/recycle_bin/incidents"
SINGULAR = {
    "injuries": "injury",
    "near_misses": "near_miss",
    "environmentals": "environmental",
    "property_damages": "property_damage",
}


def made(world: World, path: str, name: str, /, **values: Any) -> dict[str, Any]:
    status, answer = world.ask("POST", path, {name: values})
    assert status == 201, answer
    found: dict[str, Any] = answer
    return found


def test_records_that_come_with_an_incident_are_records_of_their_own(world: World) -> None:
    incident = made(
        world, HERE, "incident", title="Fall", injuries=[{"filing_type": "first_aid"}], near_misses=[{"description": "Close"}]
    )
    assert (incident["records_count"], incident["injuries"][0]["incident_title"]) == (2, "Fall")
    listed = world.ask("GET", f"{HERE}/injuries?incident_id={incident['id']}")[1]
    assert [part["id"] for part in listed] == [incident["injuries"][0]["id"]]
    more = {"incident": {"injuries": [{"filing_type": "lost_time"}]}}
    shown = world.ask("PATCH", f"{HERE}/{incident['id']}", more)[1]["injuries"]
    assert [part["filing_type"] for part in shown] == ["first_aid", "lost_time"]


@pytest.mark.parametrize("name", SINGULAR)
def test_a_record_belongs_to_its_incident_and_comes_back_from_the_bin(world: World, name: str) -> None:
    incident = made(world, HERE, "incident", title="Fall")
    record = made(world, f"{HERE}/{name}", SINGULAR[name], incident_id=incident["id"], description="First")
    one, asked = f"{HERE}/{name}/{record['id']}", f"?incident_id={incident['id']}"
    assert world.ask("GET", f"{HERE}/{incident['id']}")[1][name][0]["description"] == "First"
    assert world.ask("PATCH", one + asked, {SINGULAR[name]: {"description": "Second"}})[1]["description"] == "Second"
    assert world.ask("DELETE", one + asked)[0] == 204
    assert world.ask("GET", one + asked)[0] == 404
    assert world.ask("GET", f"{HERE}/{incident['id']}")[1][name] == []
    assert [part["id"] for part in world.ask("GET", f"{BIN}/{name}{asked}")[1]] == [record["id"]]
    assert world.ask("PATCH", f"{BIN}/{name}/{record['id']}/restore{asked}")[0] == 200
    assert [part["id"] for part in world.ask("GET", f"{HERE}/{incident['id']}")[1][name]] == [record["id"]]
    wrong = world.ask("POST", f"{HERE}/{name}", {SINGULAR[name]: {"incident_id": 5}})
    assert wrong == (422, {"errors": {"incident_id": ["does not exist"]}})


def test_body_parts_need_the_type_of_affliction(world: World) -> None:
    incident = made(world, HERE, "incident", title="Fall")
    values = {"incident_id": incident["id"], "affected_body_parts": ["ankle_left"]}
    answer = world.ask("POST", f"{HERE}/injuries", {"injury": values})
    assert answer == (422, {"errors": {"affliction_type_id": ["can't be blank"]}})
    assert world.ask("PATCH", f"{HERE}/{incident['id']}", {"incident": {"injuries": [values]}})[0] == 422
    kind = made(world, f"/rest/v1.0/companies/{COMPANY}/incidents/affliction_types", "affliction_type", name="Cut")
    injury = made(world, f"{HERE}/injuries", "injury", **values, affliction_type_id=kind["id"])
    assert (injury["affected_body_part"], injury["affliction_type"]["name"]) == ("ankle_left", "Cut")
    one = f"{HERE}/injuries/{injury['id']}?incident_id={incident['id']}"
    assert world.ask("PATCH", one, {"injury": {"affliction_type_id": None}})[0] == 422


def test_actions_and_statements_are_counted(world: World) -> None:
    incident = made(world, HERE, "incident", title="Fall", time_unknown=True, event_date="2026-11-24T05:00:00Z")
    kind = made(world, f"/rest/v1.0/companies/{COMPANY}/incidents/action_types", "action_type", name="Training")
    made(world, f"{HERE}/actions", "incident_action", incident_id=incident["id"], action_type_id=kind["id"])
    statement = {"incident_id": incident["id"], "witness_id": world.users[0]}
    status, answer = world.ask("POST", f"{HERE}/witness_statements", {"witness_statement": statement})
    assert status == 201, answer
    shown = world.ask("GET", f"{HERE}/{incident['id']}")[1]
    assert (shown["actions_count"], shown["witness_statements_count"]) == (1, 1)
    assert (shown["actions"][0]["action_type"]["name"], shown["time_unknown"]) == ("Training", True)
    assert shown["event_date"] == "2026-11-24T05:00:00Z"


def test_an_incident_is_closed_opened_recycled_and_restored(world: World) -> None:
    number = made(world, HERE, "incident", title="Fall")["id"]
    for status in ("closed", "open"):
        assert world.ask("PATCH", f"{HERE}/{number}", {"incident": {"status": status}})[1]["status"] == status
    assert world.ask("PATCH", f"{HERE}/{number}", {"incident": {"status": "done"}})[0] == 422
    assert world.ask("DELETE", f"{HERE}/{number}")[0] == 204
    assert [part["id"] for part in world.ask("GET", BIN)[1]] == [number]
    assert world.ask("PATCH", f"{BIN}/{number}/restore")[0] == 200
    assert [part["id"] for part in world.ask("GET", HERE)[1]] == [number]


def test_incidents_are_distributed_to_people_of_the_company(world: World) -> None:
    path = f"{HERE}/configuration"
    refused = (422, {"errors": {"default_distribution_ids": ["does not exist"]}})
    assert world.ask("PATCH", path, {"configuration": {"default_distribution_ids": [5]}}) == refused
    status, shown = world.ask("PATCH", path, {"configuration": {"default_distribution_ids": world.users[:1]}})
    assert (status, [user["id"] for user in shown["default_distribution"]]) == (200, world.users[:1])


def test_an_incident_counts_its_statements_and_the_observations_of_its_actions(world: World) -> None:
    injuries = [{"filing_type": "lost_time", "recordable": True}]
    statements = [{"statement": "I saw it", "witness_id": world.users[0]}]
    incident = made(world, HERE, "incident", title="Fall", injuries=injuries, witness_statements_attributes=statements)
    assert (incident["recordable"], incident["witness_statements_count"]) == (True, 1)
    kind = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/incidents/action_types")[1][0]["id"]
    act = made(world, f"{HERE}/actions", "incident_action", incident_id=incident["id"], action_type_id=kind, description="Rail")
    types = world.ask("GET", f"/rest/v1.0/observations/types?project_id={PROJECT}")[1]
    values = {"name": "Rail", "type_id": types[0]["id"], "incident_action_id": act["id"]}
    observation = world.ask("POST", "/rest/v1.0/observations/items", {"project_id": PROJECT, "observation": values})[1]
    assert observation["origin"]["payload"]["incident_id"] == incident["id"]
    assert world.ask("GET", f"{HERE}/actions/{act['id']}")[1]["observation_id"] == observation["id"]
    closed = {"project_id": PROJECT, "observation": {"status": "closed"}}
    for status, counts in (({"project_id": PROJECT, "observation": {"priority": "High"}}, (1, 0)), (closed, (0, 1))):
        world.ask("PATCH", f"/rest/v1.0/observations/items/{observation['id']}", status)
        shown = world.ask("GET", f"{HERE}/{incident['id']}")[1]
        assert (shown["open_observations_count"], shown["closed_observations_count"]) == counts
