"""Parties of action plans over the engine: their ids are not those of people, and people are refused in their place."""

from typing import Any

import pytest

from tests.tools.test_action_plans import HERE, item, parties, plan
from tests.world import World

ASSIGNEES = f"{HERE}/plan_item_assignees"


def assign(world: World, **values: Any) -> tuple[int, Any]:
    whole = plan(world)
    number = item(world, whole["id"])["id"]
    return world.ask("POST", ASSIGNEES, {"plan_item_assignee": {"plan_item_id": number, **values}})


def test_the_parties_of_a_project_are_its_people_under_other_ids(world: World) -> None:
    rows = world.ask("GET", f"{HERE}/parties")[1]
    assert sorted(row["user_id"] for row in rows) == sorted(world.users)
    assert not {row["id"] for row in rows} & set(world.users)
    assert world.ask("GET", f"{HERE}/parties?filters[id][]={rows[1]['id']}")[1] == rows[1:2]
    assert world.ask("GET", f"{HERE}/parties?per_page=1&page=2")[1] == rows[1:2]


def test_an_item_is_assigned_to_a_party(world: World) -> None:
    status, assignee = assign(world, party_id=parties(world)[0])
    assert (status, assignee["party"]["id"], assignee["party"]["user_id"]) == (201, parties(world)[0], world.users[0])
    change = {"plan_item_assignee": {"party_id": parties(world)[1]}}
    assert world.ask("PATCH", f"{ASSIGNEES}/{assignee['id']}", change)[1]["party"]["user_id"] == world.users[1]
    assert world.ask("PATCH", f"{ASSIGNEES}/{assignee['id']}", {"plan_item_assignee": {"party_id": world.users[1]}})[0] == 400


@pytest.mark.parametrize("name", ["party_id", "user_id"])
def test_a_user_is_no_party(world: World, name: str) -> None:
    assert assign(world, **{name: world.users[0]}) == (400, {"errors": {name: ["is not the id of a party"]}})


@pytest.mark.parametrize("name", ["plan_approvers_attributes", "plan_receivers_attributes"])
def test_a_user_neither_approves_nor_receives_a_plan_by_their_own_id(world: World, name: str) -> None:
    one = f"{HERE}/plans/{plan(world)['id']}"
    assert world.ask("PATCH", one, {"plan": {name: [{"party_id": world.users[0]}]}})[0] == 400
    assert world.ask("PATCH", one, {"plan": {name: [{"party_id": parties(world)[0]}]}})[0] == 200
