"""Response sets of inspections."""

from tests.world import COMPANY, World

SETS = f"/rest/v1.0/companies/{COMPANY}/checklist/item/response_sets"
GOOD, BAD = {"name": "Good", "corresponding_status": "yes"}, {"name": "Bad", "corresponding_status": "no"}


def test_a_set_has_the_responses_that_it_is_created_with(world: World) -> None:
    rows = [{"response_attributes": row} for row in (GOOD, BAD)]
    status, created = world.ask("POST", SETS, {"response_set": {"name": "Quality", "memberships_attributes": rows}})
    assert status == 201
    assert [(row["name"], row["corresponding_status"], row["item_status_id"]) for row in created["responses"]] == [
        ("Good", "yes", 1),
        ("Bad", "no", 2),
    ]
    assert world.ask("GET", f"{SETS}/{created['id']}")[1]["responses"] == created["responses"]
    assert created["responses"][0].keys() == {"id", "corresponding_status", "item_status_id", "name"}


def test_a_response_added_later_is_numbered_by_its_status(world: World) -> None:
    number = world.ask("POST", SETS, {"response_set": {"name": "Later"}})[1]["id"]
    status, response = world.ask("POST", f"{SETS}/{number}/responses", {"response": {**GOOD, "corresponding_status": "n/a"}})
    assert (status, response["item_status_id"]) == (201, 3)
    assert [row["id"] for row in world.ask("GET", f"{SETS}/{number}")[1]["responses"]] == [response["id"]]
