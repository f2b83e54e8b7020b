"""What is made from a template, asked of the sandbox world."""

from typing import Any

from tests.world import PROJECT, World, world

__all__ = ["world"]
COMPANY = "/rest/v1.0/companies/4264590"
INSIDE = f"/rest/v1.0/projects/{PROJECT}"


def company_template(world: World) -> tuple[int, int]:
    """A template of the company with two sections and an item in the second: its id, and that of the item."""
    _, template = world.ask("POST", f"{COMPANY}/checklist/list_templates", {"list_template": {"name": "Rebar"}})
    for name in ("Before", "After"):
        path = f"{COMPANY}/checklist/list_templates/{template['id']}/sections"
        section = world.ask("POST", path, {"section": {"name": name}})[1]
    item = {"inspection_template_item": {"name": "Cover", "section_id": section["id"]}}
    return template["id"], world.ask("POST", f"{COMPANY}/inspection_templates/{template['id']}/items", item)[1]["id"]


def names(shown: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(section["name"], [item["name"] for item in section["items"]]) for section in shown["sections"]]


def test_rows_of_a_template_become_rows_that_name_each_other(world: World) -> None:
    template, item = company_template(world)

    made = world.ask("POST", f"{INSIDE}/checklist/lists", {"list_template_id": template, "list": {}})[1]

    shown = world.ask("GET", f"{INSIDE}/checklist/lists/{made['id']}?view=extended")[1]
    assert (shown["name"], names(shown)) == ("Rebar", [("Before", []), ("After", ["Cover"])])
    copy = shown["sections"][1]["items"][0]
    assert copy["section_id"] == shown["sections"][1]["id"]
    assert copy["template_item_id"] == item != copy["id"]


def test_a_change_of_the_template_afterwards_is_none_of_the_copy(world: World) -> None:
    template, item = company_template(world)
    path = f"{INSIDE}/checklist/list_templates"
    copy = world.ask("POST", f"{path}/create_from_company_template", {"source_template_id": template})[1]

    world.ask("DELETE", f"{COMPANY}/inspection_templates/{template}/items/{item}")

    shown = world.ask("GET", f"{path}/{copy['id']}")[1]
    assert names(shown) == [("Before", []), ("After", ["Cover"])]
    assert shown["synced_to"] == {"company_id": 4264590, "list_template_id": template}


def test_a_text_of_the_request_goes_before_that_of_the_template(world: World) -> None:
    template, _ = company_template(world)
    schedule = {"inspection_template_id": template, "frequency": "weekly"}

    named = world.ask("POST", f"{INSIDE}/checklist/schedules", {"schedule": {**schedule, "name": "Weekly"}})[1]
    unnamed = world.ask("POST", f"{INSIDE}/checklist/schedules", {"schedule": schedule})[1]

    assert (named["name"], unnamed["name"]) == ("Weekly", "Rebar")
