"""What answers show of people follows the firm that they work for, though it is remembered between requests."""

from tests.world import COMPANY, PROJECT, World

PUNCH_ITEMS = "/rest/v1.0/punch_items"


def manager(world: World, number: int) -> tuple[str, str]:
    shown = world.ask("GET", f"{PUNCH_ITEMS}/{number}?project_id={PROJECT}")[1]["punch_item_manager"]
    return shown["name"], shown["company_name"]


def test_the_firm_of_a_person_is_shown_by_its_present_name(world: World) -> None:
    firm = world.ask("POST", "/rest/v1.0/vendors", {"company_id": COMPANY, "vendor": {"name": "Stahlbau Öhler"}})[1]["id"]
    user = next(number for number in world.users if world.engine.world.get("users", number))
    user = world.users[0]
    world.engine.world.update(world.engine.world.get("users", user), {"vendor_id": firm}, at="2026-01-15T15:00:00Z")
    body = {"project_id": PROJECT, "punch_item": {"name": "Weld", "punch_item_manager_id": user}}
    number = world.ask("POST", PUNCH_ITEMS, body)[1]["id"]
    name, company = manager(world, number)
    assert company == "Stahlbau Öhler"
    path = f"/rest/v1.0/vendors/{firm}"
    assert world.ask("PATCH", path, {"company_id": COMPANY, "vendor": {"name": "Ohler Steel"}})[0] == 200
    assert manager(world, number) == (name, "Ohler Steel")
