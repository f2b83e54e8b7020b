"""Filters over the engine: opposites, places below places, and what other records tell."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World, approved

HERE = f"project_id={PROJECT}"
IN_PROJECT = f"/rest/v1.0/projects/{PROJECT}"


def made(world: World, target: str, body: Any) -> int:
    status, answer = world.ask("POST", target, body)
    assert status == 201, answer
    number: int = answer["id"]
    return number


def ids(world: World, target: str) -> set[int]:
    status, rows = world.ask("GET", target)
    assert status == 200, rows
    return {row["id"] for row in rows}


def test_an_opposite_leaves_out_what_has_the_value(world: World) -> None:
    path = f"{IN_PROJECT}/prime_change_order_batches"
    contract = made(world, f"/rest/v1.0/prime_contract?{HERE}", {"prime_contract": {"title": "Owner"}})
    draft, void = (
        made(world, path, {"change_order_batch": {"contract_id": contract, "title": status, "status": status}})
        for status in ("draft", "void")
    )
    assert {draft, void} <= ids(world, path)
    assert ids(world, f"{path}?filters[status][not][]=void") & {draft, void} == {draft}
    assert ids(world, f"{path}?filters[status][not][]=void&filters[status][not][]=draft") & {draft, void} == set()


def test_a_place_is_asked_for_with_those_below_it(world: World) -> None:
    places = f"{IN_PROJECT}/locations"
    floor = made(world, places, {"location": {"node_name": "Level 9"}})
    room = made(world, places, {"location": {"node_name": "Room 901", "parent_id": floor}})
    path = f"/rest/v1.1/punch_items?{HERE}"
    number = made(world, path, {"punch_item": {"name": "Door", "location_id": room}})
    assert number not in ids(world, f"{path}&filters[location_id][]={floor}")
    assert number in ids(world, f"{path}&filters[location_id][]={floor}&filters[include_sublocations]=true")
    assert ids(world, f"{places}?filters[sublocations_for]={floor}") == {room}
    assert ids(world, f"{places}?filters[superlocations_for]={room}") == {floor}


def test_a_record_is_found_by_who_made_it_and_whose_company_does_it(world: World) -> None:
    vendor = made(world, f"/rest/v1.0/vendors?company_id={COMPANY}", {"vendor": {"name": "Acme"}})
    user = {"first_name": "A", "last_name": "B", "email_address": "a@example.com", "vendor_id": vendor}
    person = made(world, f"/rest/v1.0/companies/{COMPANY}/users", {"user": user})
    world.ask("POST", f"{IN_PROJECT}/project_memberships", {"project_membership": {"party_id": person}})
    path = f"/rest/v1.1/punch_items?{HERE}"
    number = made(world, path, {"punch_item": {"name": "Door", "login_information_ids": [person]}})
    other = made(world, path, {"punch_item": {"name": "Wall"}})
    assert ids(world, f"{path}&filters[vendor_id]={vendor}") == {number}
    maker = world.ask("GET", f"/rest/v1.1/punch_items/{number}?{HERE}")[1]["created_by"]["id"]
    assert {number, other} <= ids(world, f"{path}&filters[created_by_id]={maker}")
    assert ids(world, f"{path}&filters[created_by_id]={person}") == set()


def test_a_filter_and_a_record_may_write_a_word_differently(world: World) -> None:
    path = f"/rest/v1.0/punch_items?{HERE}"
    number = made(world, path, {"punch_item": {"name": "Door"}})
    assert number in ids(world, f"{path}&filters[status]=open")
    assert number not in ids(world, f"{path}&filters[status]=closed")


@pytest.mark.parametrize("asked", ["created_by_id", "file_type", "created_at", "updated_at", "custom_tag_ids", "private"])
def test_documents_are_filtered(world: World, asked: str) -> None:
    folder = made(world, f"/rest/v1.0/folders?{HERE}", {"folder": {"name": "Plans"}})
    body = {"file": {"name": "a.pdf", "parent_id": folder, "data": "x"}}
    made(world, f"/rest/v1.0/files?{HERE}", body)
    path = f"{IN_PROJECT}/documents"
    everything = ids(world, path)
    nobody = {"created_at": "1901-01-01...1901-01-02", "updated_at": "1901-01-01...1901-01-02", "private": "true"}
    many = "" if asked in nobody else "[]"
    assert folder in everything
    assert ids(world, f"{path}?filters[{asked}]{many}={nobody.get(asked, '987')}") == set()
    now = world.engine.clock.stamp()[:10]
    found = {"created_at": f"{now}...{now}", "updated_at": f"{now}...{now}", "private": "false"}
    if asked in found:
        assert folder in ids(world, f"{path}?filters[{asked}]={found[asked]}")


def test_the_last_invoice_of_a_contract_is_told_from_those_before(world: World) -> None:
    commitment = world.ask("GET", f"/rest/v1.0/work_order_contracts?{HERE}")[1]
    contract = commitment[0]["id"] if commitment else made(
        world, f"/rest/v1.0/work_order_contracts?{HERE}", {"work_order_contract": {"title": "Steel", "number": "1"}}
    )  # fmt: skip
    approved(world, contract)
    path = "/rest/v1.1/requisitions"
    first, last = (
        made(
            world,
            f"/rest/v1.0/requisitions?{HERE}",
            {"project_id": PROJECT, "commitment_id": contract, "requisition": {"commitment_id": contract, "status": status}},
        )
        for status in ("approved", "draft")
    )
    assert ids(world, f"{path}?{HERE}&filters[is_last]=true") & {first, last} == {last}
    assert ids(world, f"{path}?{HERE}&filters[is_last]=false") & {first, last} == {first}


def test_projects_are_found_by_stage_origin_and_company(world: World) -> None:
    path = f"/rest/v1.1/projects?company_id={COMPANY}"
    assert PROJECT in ids(world, path)
    assert PROJECT not in ids(world, f"{path}&filters[by_stage]=987")
    assert PROJECT not in ids(world, f"{path}&filters[synced]=true")
    assert PROJECT in ids(world, f"{path}&filters[synced]=false")
    vendor = world.ask("GET", f"{IN_PROJECT}/vendors")[1][0]["id"]
    assert PROJECT in ids(world, f"{path}&filters[vendor_id]={vendor}")
    assert ids(world, f"{path}&filters[vendor_id]=987") == set()


@pytest.mark.parametrize(
    "name", ["filters[custom_fields][^/v[0-9.]+/][%C3%91]", "filters[a..b]", "filters[a.]", "filters[.a]", "filters[a.b%22c]"]
)
def test_a_filter_of_a_name_that_no_field_can_have_says_nothing(world: World, name: str) -> None:
    whole = ids(world, f"/rest/v1.0/projects?company_id={COMPANY}")
    assert ids(world, f"/rest/v1.0/projects?company_id={COMPANY}&{name}=7") == whole


def test_what_answers_show_of_a_record_that_does_not_say_finds_it(world: World) -> None:
    path = f"{IN_PROJECT}/action_plans/plan_templates"
    everything = ids(world, path)
    assert everything
    assert ids(world, f"{path}?filters[provider_type]=company") == everything
    assert ids(world, f"{path}?filters[provider_type]=project") == set()


def test_places_are_found_by_the_one_above(world: World) -> None:
    path = f"{IN_PROJECT}/locations"
    above = made(world, path, {"location": {"node_name": "Tower"}})
    below = made(world, path, {"location": {"node_name": "Level 1", "parent_id": above}})
    assert ids(world, f"{path}?filters[parent_id]={above}") == {below}
    assert ids(world, f"{path}?filters[parent_id]={below}") == set()
