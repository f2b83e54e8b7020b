from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

RFIS, TAKEN = f"/rest/v1.0/projects/{PROJECT}/rfis", {"number": ["has already been taken"]}


def rfi(world: World, **values: Any) -> tuple[int, Any]:
    body = {
        "subject": "Bolts",
        "rfi_manager_id": world.users[0],
        "assignee_ids": [world.users[0]],
        "question": {"body": "Where?"},
    }
    return world.ask("POST", RFIS, {"rfi": {**body, **values}})


def test_a_number_is_taken_once_in_a_project_and_each_revision_has_it(world: World) -> None:
    assert rfi(world, number="77")[0] == 201
    assert rfi(world, number="77") == (422, {"errors": TAKEN})
    assert rfi(world, number="77", revision="1")[0] == 201


def test_a_change_to_a_taken_number_is_refused_and_its_own_is_not(world: World) -> None:
    rfi(world, number="77")
    other = rfi(world, number="78")[1]["id"]
    assert world.ask("PATCH", f"{RFIS}/{other}", {"rfi": {"number": "77"}}) == (422, {"errors": TAKEN})
    assert world.ask("PATCH", f"{RFIS}/{other}", {"rfi": {"number": "78"}})[0] == 200


def test_a_deleted_record_gives_its_number_back(world: World) -> None:
    first = rfi(world, number="77")[1]["id"]
    assert world.ask("PATCH", f"{RFIS}/{first}/recycle")[0] == 200
    assert rfi(world, number="77")[0] == 201


def test_a_record_whose_number_was_taken_since_stays_in_the_recycle_bin(world: World) -> None:
    first = rfi(world, number="77")[1]["id"]
    assert world.ask("PATCH", f"{RFIS}/{first}/recycle")[0] == 200
    second = rfi(world, number="77")[1]["id"]
    assert world.ask("PATCH", f"{RFIS}/{first}/retrieve") == (422, {"errors": TAKEN})
    assert world.ask("GET", f"{RFIS}/{first}")[0] == 404
    assert world.ask("PATCH", f"{RFIS}/{second}", {"rfi": {"number": "78"}})[0] == 200
    assert world.ask("PATCH", f"{RFIS}/{first}/retrieve")[0] == 200


@pytest.mark.parametrize("type_", ["work_order_contract", "purchase_order_contract"])
def test_each_type_of_contract_has_numbers_of_its_own(world: World, type_: str) -> None:
    body = {"project_id": PROJECT, type_: {"title": "Steel", "number": "C-7"}}
    assert [world.ask("POST", f"/rest/v1.0/{type_}s", body)[0] for _ in range(2)] == [201, 422]


def test_an_address_is_one_persons_however_it_is_written(world: World) -> None:
    def person(address: str) -> tuple[int, Any]:
        body = {"user": {"first_name": "Ada", "last_name": "Byron", "email_address": address}}
        return world.ask("POST", f"/rest/v1.0/companies/{COMPANY}/users", body)

    assert person("ada@example.com")[0] == 201
    assert person("Ada@Example.com") == (422, {"errors": {"email_address": ["has already been taken"]}})
