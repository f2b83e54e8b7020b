"""Inspections over the engine."""

from tests.behaviours.conftest import COMPANY, PROJECT, World

TEMPLATES = f"/rest/v1.0/companies/{COMPANY}/checklist/list_templates"


def test_a_list_copies_its_template_and_counts_responses(world: World) -> None:
    template = world.ask("POST", TEMPLATES, {"list_template": {"name": "Slab"}})[1]["id"]
    section = world.ask("POST", f"{TEMPLATES}/{template}/sections", {"section": {"name": "Before"}})[1]["id"]
    items = f"/rest/v1.0/companies/{COMPANY}/inspection_templates/{template}/items"
    world.ask("POST", items, {"inspection_template_item": {"name": "Rebar", "section_id": section}})
    lists = f"/rest/v1.0/projects/{PROJECT}/checklist/lists"
    made = world.ask("POST", lists, {"list": {}, "list_template_id": template})[1]
    one = f"/rest/v1.0/checklist/lists/{made['id']}?project_id={PROJECT}"
    shown = world.ask("GET", one)[1]
    assert (shown["name"], shown["item_count"], shown["conforming_item_count"]) == ("Slab", 1, 0)
    item = shown["sections"][0]["items"][0]
    assert item["name"] == "Rebar"
    path = f"/rest/v1.0/projects/{PROJECT}/checklist/items/{item['id']}/item_response"
    assert world.ask("POST", path, {"item_response": {"status": "conforming"}})[1]["status"] == "conforming"
    assert world.ask("GET", one)[1]["conforming_item_count"] == 1
