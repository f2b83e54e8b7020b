"""Inspections over the engine."""

import pytest

from tests.world import COMPANY, PROJECT, World

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


def test_items_are_found_by_the_status_of_their_response(world: World) -> None:
    template = world.ask("POST", TEMPLATES, {"list_template": {"name": "Slab"}})[1]["id"]
    section = world.ask("POST", f"{TEMPLATES}/{template}/sections", {"section": {"name": "Before"}})[1]["id"]
    items = f"/rest/v1.0/companies/{COMPANY}/inspection_templates/{template}/items"
    for name in ("Rebar", "Forms", "Vapour barrier"):
        world.ask("POST", items, {"inspection_template_item": {"name": name, "section_id": section}})
    lists = f"/rest/v1.0/projects/{PROJECT}/checklist/lists"
    made = world.ask("POST", lists, {"list": {}, "list_template_id": template})[1]["id"]
    path = f"/rest/v1.0/projects/{PROJECT}/checklist/list_items?filters[list_id]={made}"
    first, second, third = (row["id"] for row in world.ask("GET", path)[1])
    for item, status in ((first, "non_conforming"), (second, "neutral")):
        answer = {"item_response": {"status": status}}
        world.ask("POST", f"/rest/v1.0/projects/{PROJECT}/checklist/items/{item}/item_response", answer)
    there = {
        status: [row["id"] for row in world.ask("GET", f"{path}&filters[item_response_status]={status}")[1]]
        for status in ("conforming", "non_conforming", "neutral", "null")
    }
    assert there == {"conforming": [], "non_conforming": [first], "neutral": [second], "null": [third]}


@pytest.mark.parametrize(
    ("frequency", "ends", "number"),
    [
        ("once", "2026-03-01", 1),
        ("daily", "2026-01-31", 31),
        ("weekly", "2026-01-31", 5),
        ("once_every_two_weeks", "2026-01-29", 3),
        ("monthly", "2026-03-31", 3),
        ("yearly", "2027-12-31", 2),
    ],
)
def test_a_schedule_tells_how_many_inspections_it_makes(world: World, frequency: str, ends: str, number: int) -> None:
    body = {"schedule": {"starts_at": "2026-01-01T08:00:00Z", "ends_at": f"{ends}T08:00:00Z", "frequency": frequency}}
    path = f"/rest/v1.0/projects/{PROJECT}/checklist/schedules/calculate_total_inspections_count"
    assert world.ask("GET", path, body) == (200, {"total_in_schedule": number})


def test_closing_tells_who_and_when_and_what_is_closed_is_not_overdue(world: World) -> None:
    template = world.ask("POST", TEMPLATES, {"list_template": {"name": "Slab"}})[1]["id"]
    lists = f"/rest/v1.0/projects/{PROJECT}/checklist/lists"
    body = {"list": {"due_at": "2020-01-01T00:00:00Z"}, "list_template_id": template}
    one = f"{lists}/{world.ask('POST', lists, body)[1]['id']}"
    assert world.ask("GET", one)[1]["overdue"] is True
    closed = world.ask("PATCH", one, {"list": {"status": "closed"}})[1]
    assert (closed["status"], closed["overdue"], closed["closed_by"] is None) == ("Closed", False, False)
    assert closed["closed_at"].startswith(str(world.engine.clock.today()))
    again = world.ask("PATCH", one, {"list": {"status": "In Review"}})[1]
    assert (again["status"], again["closed_at"], again["closed_by"]) == ("In Review", None, None)


def test_a_reinspection_is_open_numbered_on_and_has_no_responses(world: World) -> None:
    template = world.ask("POST", TEMPLATES, {"list_template": {"name": "Slab"}})[1]["id"]
    lists = f"/rest/v1.0/projects/{PROJECT}/checklist/lists"
    first = world.ask("POST", lists, {"list": {"status": "closed"}, "list_template_id": template})[1]
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/inspections/{first['id']}"
    second = world.ask("POST", f"{path}/reinspections", {})[1]["data"]
    assert (second["status"], second["reinspected_from_id"]) == ("open", str(first["id"]))
    assert world.ask("GET", f"{path}/active_reinspection")[1]["data"]["id"] == second["id"]
    shown = world.ask("GET", f"{lists}/{second['id']}")[1]
    assert (shown["number"], shown["closed_at"]) == (first["number"] + 1, None)
