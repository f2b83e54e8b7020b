"""Locations over the engine: each is called by the path from its root, wherever it is shown."""

from typing import Any

from mockcore.tools.locations import PLACED
from tests.world import PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}/locations"


def location(world: World, name: str, parent_id: int | None = None) -> Any:
    status, answer = world.ask("POST", HERE, {"location": {"node_name": name, "parent_id": parent_id}})
    assert status == 201, answer
    return answer


def test_a_new_location_is_called_by_its_path(world: World) -> None:
    tower = location(world, "Tower")
    level = location(world, "Level 9", tower["id"])
    assert (tower["name"], tower["node_name"]) == ("Tower", "Tower")
    assert (level["name"], level["node_name"], level["parent_id"]) == ("Tower>Level 9", "Level 9", tower["id"])


def test_those_below_follow_a_rename_and_a_move(world: World) -> None:
    tower = location(world, "Tower")
    level = location(world, "Level 9", tower["id"])
    room = location(world, "Room 1", level["id"])
    world.ask("PATCH", f"{HERE}/{tower['id']}", {"location": {"node_name": "North Tower"}})
    assert world.ask("GET", f"{HERE}/{room['id']}")[1]["name"] == "North Tower>Level 9>Room 1"
    world.ask("PATCH", f"{HERE}/{level['id']}", {"location": {"parent_id": location(world, "Annex")["id"]}})
    assert world.ask("GET", f"{HERE}/{room['id']}")[1]["name"] == "Annex>Level 9>Room 1"


def test_another_record_shows_the_path_of_its_location(world: World) -> None:
    room = location(world, "Room 1", location(world, "Tower")["id"])
    body = {"project_id": PROJECT, "punch_item": {"name": "Door", "location_id": room["id"]}}
    item = world.ask("POST", "/rest/v1.0/punch_items", body)[1]
    assert item["location"]["name"] == "Tower>Room 1"


def test_the_locations_of_a_seed_are_a_tree(world: World) -> None:
    by_name = {place["name"]: place for place in world.ask("GET", HERE)[1]}
    assert by_name["Building A>Level 1"]["parent_id"] == by_name["Building A"]["id"]


def test_the_names_of_tiers_place_a_record_and_add_what_is_missing(world: World) -> None:
    body = {"project_id": PROJECT, "punch_item": {"name": "Door", "mt_location": ["Deck", "North"]}}
    first = world.ask("POST", "/rest/v1.0/punch_items", body)[1]["location"]
    assert (first["name"], first["node_name"]) == ("Deck>North", "North")
    log = {"equipment_log": {"hours_operating": 2, "mt_location": "Deck"}}
    entry = world.ask("POST", f"/rest/v1.0/projects/{PROJECT}/equipment_logs", log)[1]
    assert entry["location"]["id"] == first["parent_id"], "it is there already"


def test_whatever_takes_the_names_of_tiers_is_placed_by_them(world: World) -> None:
    catalog = world.engine.catalog
    takes = {name for name in catalog.kind_names if "mt_location" in catalog.kind(name).attributes}
    assert takes == set(PLACED)
