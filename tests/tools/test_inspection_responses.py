"""Responses to the items of an inspection, over the engine."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

COMPANY_PATH, PROJECT_PATH = f"/rest/v1.0/companies/{COMPANY}", f"/rest/v1.0/projects/{PROJECT}"
SETS = f"{COMPANY_PATH}/checklist/item/response_sets"
COUNTS = ("conforming", "deficient", "neutral", "not_applicable", "inspected")


def inspection(world: World) -> tuple[str, list[int], dict[str, int]]:
    """The path of a list of four items, their ids, and the ids of the options of their response set."""
    number = world.ask("POST", SETS, {"response_set": {"name": "Weld"}})[1]["id"]
    options = {}
    for name, status in (("Sound", "yes"), ("Cracked", "no")):
        option = {"response": {"name": name, "corresponding_status": status}}
        options[name] = world.ask("POST", f"{SETS}/{number}/responses", option)[1]["id"]
    templates = f"{COMPANY_PATH}/checklist/list_templates"
    template = world.ask("POST", templates, {"list_template": {"name": "Welds"}})[1]["id"]
    section = world.ask("POST", f"{templates}/{template}/sections", {"section": {"name": "Root"}})[1]["id"]
    for name in "abcd":
        item = {"name": name, "section_id": section, "response_set_id": number}
        path = f"{COMPANY_PATH}/inspection_templates/{template}/items"
        assert world.ask("POST", path, {"inspection_template_item": item})[0] == 201
    lists = f"{PROJECT_PATH}/checklist/lists"
    one = f"{lists}/{world.ask('POST', lists, {'list': {}, 'list_template_id': template})[1]['id']}"
    items = [item["id"] for item in world.ask("GET", f"{one}?view=extended")[1]["sections"][0]["items"]]
    return one, items, options


def respond(world: World, item: int, **response: Any) -> tuple[int, Any]:
    return world.ask("POST", f"{PROJECT_PATH}/checklist/items/{item}/item_response", {"item_response": response})


def counts(world: World, one: str) -> list[int]:
    shown = world.ask("GET", one)[1]
    return [shown[f"{name}_item_count"] for name in COUNTS]


def shown(world: World, one: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = world.ask("GET", f"{one}?view=extended")[1]["sections"][0]["items"]
    return rows


def test_each_response_is_counted_and_one_that_is_taken_back_is_not(world: World) -> None:
    one, items, _ = inspection(world)
    for item, status in zip(items, ("conforming", "non_conforming", "neutral", "not_applicable"), strict=True):
        assert respond(world, item, status=status)[1]["status"] == status
    assert counts(world, one) == [1, 1, 1, 1, 4]
    assert [item["status"] for item in shown(world, one)] == ["yes", "no", "none", "n/a"]
    world.ask("DELETE", f"{PROJECT_PATH}/checklist/items/{items[2]}/item_response")
    assert counts(world, one) == [1, 1, 0, 1, 3]


def test_an_option_of_the_response_set_gives_the_item_its_status(world: World) -> None:
    one, items, options = inspection(world)
    assert respond(world, items[0], response_option_id=options["Cracked"])[1]["status"] == "non_conforming"
    item = shown(world, one)[0]
    assert (item["status"], item["responded_with"], item["response"]["id"]) == ("no", "Cracked", options["Cracked"])
    assert item["item_response"]["payload"]["response_option"] == {"id": options["Cracked"], "name": "Cracked"}
    body = {"project_id": PROJECT, "section_id": item["section_id"], "item": {"response_id": options["Sound"]}}
    path = f"/rest/v1.0/checklist/lists/{one.split('/')[-1]}/items/{items[0]}"
    assert world.ask("PATCH", path, body)[1]["status"] == "yes"
    item = shown(world, one)[0]
    assert (item["responded_with"], item["item_response"]["status"]) == ("Sound", "conforming")
    assert [row["responded_with"] for row in item["histories"]] == ["Cracked", "Sound"]


def test_a_status_that_is_none_is_refused(world: World) -> None:
    _, items, _ = inspection(world)
    status, answer = respond(world, items[0], status="fine")
    assert (status, list(answer["errors"])) == (422, ["status"])
