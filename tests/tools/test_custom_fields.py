"""Custom fields over the engine: definitions of the company, and what they say of values."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

DEFINITIONS = f"/rest/v1.1/companies/{COMPANY}/custom_field_definitions"


def of_type(world: World, kind: str) -> Any:
    return next(row["id"] for row in world.ask("GET", DEFINITIONS)[1] if row["data_type"] == kind)


def test_a_definition_shows_the_entries_of_its_list(world: World) -> None:
    number = of_type(world, "lov_entry")
    entries = f"/rest/v1.0/custom_field_definitions/{number}/custom_field_lov_entries/bulk_create?company_id={COMPANY}"
    assert world.ask("POST", entries, {"custom_field_lov_entries": [{"label": "Weekend"}]})[0] in (200, 201)
    shown = world.ask("GET", f"/rest/v1.0/custom_field_definitions/{number}?company_id={COMPANY}&view=with_lov_entries")[1]
    assert [entry["label"] for entry in shown["custom_field_lov_entries"]] == ["Day", "Night", "Weekend"]


def test_a_choice_is_answered_with_its_label_and_a_field_of_nobody_is_dropped(world: World) -> None:
    number = of_type(world, "lov_entries")
    entries = world.ask("GET", f"/rest/v1.0/custom_field_definitions/{number}/custom_field_lov_entries?company_id={COMPANY}")[1]
    written = {f"custom_field_{number}": [entries[0]["id"]], "custom_field_999999": "of nobody"}
    item = world.ask("POST", "/rest/v1.0/punch_items", {"project_id": PROJECT, "punch_item": {"name": "Door", **written}})[1]
    label = {"id": entries[0]["id"], "label": "Basement"}
    assert item["custom_fields"] == {f"custom_field_{number}": {"data_type": "lov_entries", "value": [label]}}
