"""The equipment register over the engine: names, projects, the recycle bin."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

OLD, NEW = (f"/rest/{version}/companies/{COMPANY}" for version in ("v2.0", "v2.1"))
REGISTER = f"{OLD}/equipment_register"


def made(world: World) -> str:
    category = world.ask("POST", f"{OLD}/equipment_register_categories", {"name": "Cranes", "is_active": True})[1]["data"]["id"]
    told = {"name": "Tower", "category_id": category, "is_active": True}
    kind = world.ask("POST", f"{OLD}/equipment_register_types", told)[1]["data"]["id"]
    values = {"equipment_name": "Crane 1", "equipment_id": "CR-1", "status": "ACTIVE", "ownership": "OWNED"}
    status, answer = world.ask("POST", REGISTER, {**values, "category_id": category, "type_id": kind})
    assert status == 200, answer
    number: str = answer["data"]["id"]
    return number


def projects(world: World, number: str) -> list[tuple[str, bool]]:
    shown: list[dict[str, Any]] = world.ask("GET", f"{REGISTER}/{number}/projects")[1]["data"]
    return [(part["id"], part["is_current"]) for part in shown]


def test_what_one_version_names_the_other_shows(world: World) -> None:
    number = made(world)
    shown = world.ask("GET", f"{NEW}/equipment_register/{number}")[1]["data"]
    assert (shown["name"], shown["identification_number"]) == ("Crane 1", "CR-1")
    assert world.ask("PATCH", f"{NEW}/equipment_register/{number}", {"name": "Crane 2"})[0] == 200
    assert world.ask("GET", f"{REGISTER}/{number}")[1]["data"]["equipment_name"] == "Crane 2"


def test_equipment_is_associated_with_projects_and_in_one_of_them_now(world: World) -> None:
    number = made(world)
    rows = [{"equipment_id": number, "project_id": str(PROJECT)}]
    assert world.ask("POST", f"{REGISTER}/associate", rows)[0] == 200
    assert projects(world, number) == [(str(PROJECT), False)]
    current = f"{REGISTER}/{number}/current_project"
    answer = world.ask("PATCH", current, {"project_id": str(PROJECT)})[1]["data"]
    assert (answer["equipment_id"], answer["project_id"]) == (number, str(PROJECT))
    assert projects(world, number) == [(str(PROJECT), True)]
    assert world.ask("DELETE", current)[0] == 200
    assert projects(world, number) == [(str(PROJECT), False)]
    assert world.ask("PATCH", f"{NEW}/equipment_register/current_project/bulk_update", rows)[0] == 200
    assert projects(world, number) == [(str(PROJECT), True)]
    assert world.ask("DELETE", f"{REGISTER}/associate", rows)[0] == 200
    assert projects(world, number) == []


def test_nothing_is_associated_with_what_is_not_there(world: World) -> None:
    number = made(world)
    assert world.ask("POST", f"{REGISTER}/associate", [{"equipment_id": "5", "project_id": str(PROJECT)}])[0] == 422
    assert world.ask("POST", f"{REGISTER}/associate", [{"equipment_id": number, "project_id": "5"}])[0] == 422
    assert projects(world, number) == []


def test_equipment_lies_in_the_recycle_bin_until_it_is_restored(world: World) -> None:
    number = made(world)
    ids = {"ids": [number]}
    assert world.ask("DELETE", REGISTER, ids)[0] == 200
    assert world.ask("GET", f"{REGISTER}/{number}")[0] == 404
    deleted = world.ask("GET", f"{REGISTER}?filters[is_deleted]=true")[1]["data"]
    assert [part["id"] for part in deleted] == [number]
    assert world.ask("POST", f"{REGISTER}/restore", ids)[0] == 200
    assert world.ask("GET", f"{REGISTER}/{number}")[0] == 200
    assert world.ask("POST", f"{REGISTER}/restore", ids)[0] == 404


def test_managed_equipment_is_restored_by_the_dozen(world: World) -> None:
    path = f"/rest/v1.0/companies/{COMPANY}/managed_equipment"
    number = world.ask("POST", path, {"managed_equipment": {"name": "Crane"}})[1]["id"]
    body = {"managed_equipment": {"managed_equipment_ids": [number]}}
    assert world.ask("DELETE", f"{path}/{number}")[0] == 200
    assert [part["id"] for part in world.ask("PATCH", f"{path}/bulk_restore", body)[1]] == [number]
    assert world.ask("GET", f"{path}/{number}")[0] == 200
    assert world.ask("PATCH", f"{path}/bulk_restore", body)[0] == 404


def test_a_project_lists_what_is_associated_with_it_now_or_was_in_the_past(world: World) -> None:
    number, other = made(world), f"{NEW}/projects/{PROJECT}/equipment_register"
    rows = [{"equipment_id": number, "project_id": str(PROJECT)}]

    def listed(status: str) -> list[tuple[str, bool]]:
        answer = world.ask("GET", f"{other}?filters[association_status]={status}")[1]["data"]
        return [(row["id"], row["onsite"]) for row in answer]

    assert listed("all") == []
    world.ask("PATCH", f"{REGISTER}/{number}/current_project", {"project_id": str(PROJECT)})
    assert (listed("current"), listed("past")) == ([(number, True)], [])
    world.ask("DELETE", f"{REGISTER}/associate", rows)
    assert (listed("current"), listed("past"), listed("all")) == ([], [(number, False)], [(number, False)])


def test_another_status_is_the_answer_and_stands_in_the_history(world: World) -> None:
    number = made(world)
    repair = {"name": "Repair", "type": "UNAVAILABLE", "is_active": True}
    status = world.ask("POST", f"{REGISTER}/statuses", repair)[1]["data"]["id"]
    answer = world.ask("PATCH", f"{NEW}/equipment_register/status/{number}", {"status_id": status})[1]["data"]
    assert (answer["id"], answer["name"], answer["type"]) == (status, "Repair", "UNAVAILABLE")
    assert world.ask("GET", f"{NEW}/equipment_register/{number}")[1]["data"]["status_id"] == status
    rows = world.ask("GET", f"{REGISTER}/{number}/change_history")[1]["data"]
    assert [(row["attribute"], row["new_value"]) for row in rows if row["action"] == "update"] == [("status_id", status)]
