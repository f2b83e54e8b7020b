"""Production quantities and tickets of extra work, over the engine."""

from tests.world import PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}"


def test_what_was_produced_has_the_unit_of_what_was_budgeted(world: World) -> None:
    first, second = (row["id"] for row in world.ask("GET", f"/rest/v1.0/cost_codes?project_id={PROJECT}")[1][:2])
    budgeted = {"cost_code_id": first, "quantity": 100, "unit_of_measure": "cy"}
    world.ask("POST", f"{HERE}/budgeted_production_quantities", {"budgeted_production_quantity": budgeted})
    units = []
    for code in (first, second):
        entry = {"actual_production_quantity": {"cost_code_id": code, "quantity": 10, "date": "2026-06-01"}}
        units.append(world.ask("POST", f"{HERE}/actual_production_quantities", entry)[1]["unit_of_measure"])
    assert units == ["cy", None]


def test_a_ticket_shows_the_signature_of_its_customer(world: World) -> None:
    entries = f"{HERE}/time_and_material_entries"
    ticket = world.ask("POST", entries, {"time_and_material_entry": {"name": "Extra"}})[1]["id"]
    signed = {"signature": {"signature_text": "A. Owner", "party_id": world.users[0]}}
    number = world.ask("POST", f"{entries}/signatures", signed)[1]["id"]
    shown = world.ask("PATCH", f"{entries}/{ticket}", {"time_and_material_entry": {"customer_signature_id": number}})[1]
    assert (shown["customer_signature"]["id"], shown["customer_signature"]["signature_text"]) == (number, "A. Owner")
