"""Observations of the items of an inspection, over the engine."""

from tests.tools.test_inspection_responses import PROJECT_PATH, inspection, respond, shown
from tests.world import PROJECT, World


def test_a_deficient_item_and_its_observation_name_each_other(world: World) -> None:
    one, items, _ = inspection(world)
    respond(world, items[1], status="non_conforming")
    kind = world.ask("GET", f"/rest/v1.0/observations/types?project_id={PROJECT}")[1][0]["id"]
    body = {"project_id": PROJECT, "observation": {"name": "Grind", "type_id": kind, "checklist_item_id": items[1]}}
    observation = world.ask("POST", "/rest/v1.0/observations/items", body)[1]
    number = int(one.split("/")[-1])
    assert (observation["checklist_item"]["id"], observation["checklist_list"]["id"]) == (items[1], number)
    assert observation["origin"]["type"] == "inspection"
    payload = observation["origin"]["payload"]
    assert (payload["checklist_item_id"], payload["checklist_list_id"], payload["name"]) == (items[1], number, "b")
    assert [(row["id"], row["title"]) for row in shown(world, one)[1]["observations"]] == [(observation["id"], "Grind")]
    links = world.ask("GET", f"{PROJECT_PATH}/checklist/list_item_observations?filters[item_id]={items[1]}")[1]
    assert [(row["checklist_item_id"], row["checklist_list_id"]) for row in links] == [(items[1], number)]
    assert world.ask("GET", f"{PROJECT_PATH}/checklist/list_item_observations?filters[item_id]={items[0]}")[1] == []


def test_a_list_counts_its_observations_and_those_that_are_closed(world: World) -> None:
    one, items, _ = inspection(world)
    kind = world.ask("GET", f"/rest/v1.0/observations/types?project_id={PROJECT}")[1][0]["id"]
    for item in items[:2]:
        body = {"project_id": PROJECT, "observation": {"name": "Grind", "type_id": kind, "checklist_item_id": item}}
        observation = world.ask("POST", "/rest/v1.0/observations/items", body)[1]["id"]
    closed = {"project_id": PROJECT, "observation": {"status": "closed"}}
    world.ask("PATCH", f"/rest/v1.0/observations/items/{observation}", closed)
    checklist = world.ask("GET", one)[1]
    assert (checklist["observations_count"], checklist["closed_observations_count"]) == (2, 1)
