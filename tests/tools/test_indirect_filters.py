"""Filters that ask of a record what other records tell."""

from mockcore.tools.indirect_filters import numbers
from tests.world import COMPANY, PROJECT, World

IN_PROJECT = f"/rest/v1.0/projects/{PROJECT}"


def test_ids_among_values_are_numbers_and_nobody_for_none() -> None:
    assert numbers([5, "6", "x"]) == [5, 6]
    assert numbers(["x"]) == [0]


def test_people_are_asked_for_by_the_trade_of_their_company(world: World) -> None:
    trade = world.ask("POST", f"/rest/v1.0/companies/{COMPANY}/trades", {"trade": {"name": "Falconry"}})[1]["id"]
    vendors = f"/rest/v1.0/vendors?company_id={COMPANY}"
    vendor = world.ask("POST", vendors, {"company_id": COMPANY, "vendor": {"name": "Falcons", "trade_ids": [trade]}})[1]["id"]
    person = {"first_name": "Ada", "last_name": "Reed", "email_address": "ada@example.com", "vendor_id": vendor}
    people = f"/rest/v1.0/companies/{COMPANY}/users"
    number = world.ask("POST", people, {"user": person})[1]["id"]
    assert [row["id"] for row in world.ask("GET", f"{people}?filters[trade_id]={trade}")[1]] == [number]
    assert world.ask("GET", f"{people}?filters[trade_id]=5")[1] == []


def test_a_log_of_manpower_is_found_by_the_company_of_its_contact(world: World) -> None:
    logs = f"{IN_PROJECT}/manpower_logs"
    person = next(user for user in world.ask("GET", f"{IN_PROJECT}/users")[1] if user["vendor"])
    body = {"manpower_log": {"contact_id": person["id"], "num_workers": 2, "num_hours": "8"}}
    log = world.ask("POST", logs, body)[1]
    assert log["vendor"]["id"] == person["vendor"]["id"]
    assert log["id"] in [row["id"] for row in world.ask("GET", f"{logs}?filters[vendor_id]={person['vendor']['id']}")[1]]
    assert world.ask("GET", f"{logs}?filters[vendor_id]=5")[1] == []


def test_custom_fields_are_found_by_the_field_sets_of_their_definition(world: World) -> None:
    fields = f"/rest/v1.0/custom_field_metadata?company_id={COMPANY}"
    everything = world.ask("GET", fields)[1]
    assert everything
    assert world.ask("GET", f"{fields}&filters[field_set_type][]=ConfigurableFieldSet::Rfi")[1] == everything
    assert world.ask("GET", f"{fields}&filters[field_set_type][]=ConfigurableFieldSet::Nothing")[1] == []
    assert world.ask("GET", f"{fields}&filters[field_set_id][]=5")[1] == []
