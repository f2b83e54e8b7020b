"""The parties of one project, let in and taken out."""

from tests.tools.test_bulk_memberships import PARTIES, person
from tests.world import World


def test_a_party_takes_part_until_it_is_taken_out(world: World) -> None:
    number = person(world)
    before = {row["party_id"] for row in world.ask("GET", PARTIES)[1]}
    assert world.ask("POST", PARTIES, {"project_membership": {"party_id": number}}) == (201, [number])
    assert {row["party_id"] for row in world.ask("GET", PARTIES)[1]} == before | {number}
    status, reply = world.ask("DELETE", f"{PARTIES}/{number}?party_id={number}")
    assert status == 204, reply
    assert {row["party_id"] for row in world.ask("GET", PARTIES)[1]} == before


def test_all_of_them_take_part_or_none(world: World) -> None:
    number = person(world)
    before = world.ask("GET", PARTIES)[1]
    assert world.ask("POST", f"{PARTIES}/bulk_add", {"party_ids": [number, 5]})[0] == 422
    assert world.ask("GET", PARTIES)[1] == before
