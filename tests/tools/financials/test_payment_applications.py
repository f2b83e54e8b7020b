"""Payment applications over the engine: G702 and G703 of a prime contract, and which may be changed."""

from typing import Any

from tests.tools.financials.test_contracts import contract
from tests.world import PROJECT, World


def application(world: World, number: int, **given: Any) -> Any:
    path = f"/rest/v1.0/prime_contracts/{number}/payment_applications"
    status, made = world.ask("POST", path, {"project_id": PROJECT, "payment_application": {"status": "draft", **given}})
    assert status == 201, made
    return made


def change(world: World, number: int, made: int, **given: Any) -> tuple[int, Any]:
    path = f"/rest/v1.0/prime_contracts/{number}/payment_applications/{made}"
    return world.ask("PATCH", path, {"project_id": PROJECT, "payment_application": {"status": "draft", **given}})


def bill(world: World, number: int, item: int, **given: Any) -> tuple[int, Any]:
    path = f"/rest/v1.0/prime_contracts/{number}/payment_application_line_items/{item}"
    return world.ask("PATCH", path, {"project_id": PROJECT, "payment_application_line_item": given})


def shown(world: World, made: int) -> Any:
    return world.ask("GET", f"/rest/v1.0/payment_applications/{made}?project_id={PROJECT}")[1]


def test_its_sheet_is_the_contracts_lines_and_its_summary_adds_them_up(world: World) -> None:
    number = contract(world, "/rest/v1.0/prime_contract", retainage_percent="5")["id"]
    made = application(world, number, period_start="2026-01-01", period_end="2026-01-31")
    assert (made["number"], made["status"], made["contract"]["id"]) == (1, "draft", number)
    assert [row["scheduled_value"] for row in made["g703"]] == ["255.00", "1000.10"]
    told = bill(world, number, made["g703"][1]["id"], work_completed_this_period="400")[1]
    assert (told["balance_to_finish"], told["work_completed_retainage_currently_retained"]) == ("600.10", "20.00")
    g702 = shown(world, made["id"])["g702"]
    assert (g702["original_contract_sum"], g702["total_completed_and_stored_to_date"]) == ("1255.10", "400.00")
    assert (g702["total_retainage"], g702["current_payment_due"]) == ("20.00", "380.00")
    assert shown(world, made["id"])["percent_complete"] == "31.87%"
    assert change(world, number, made["id"], status="approved")[1]["status"] == "approved"
    prime = world.ask("GET", f"/rest/v1.0/prime_contract/{number}?project_id={PROJECT}")[1]
    assert prime["owner_invoices_amount"] == "380.00"


def test_the_last_of_many_is_shown(world: World) -> None:
    number = contract(world, "/rest/v1.0/prime_contract")["id"]
    made = [application(world, number)["id"] for _ in range(260)]
    assert shown(world, made[-1])["g702"]["less_previous_certificates_for_payment"] == "0.00"


def test_only_the_latest_open_one_is_changed_and_it_goes_on_where_the_last_one_ended(world: World) -> None:
    number = contract(world, "/rest/v1.0/prime_contract", retainage_percent="5")["id"]
    first = application(world, number)
    bill(world, number, first["g703"][1]["id"], work_completed_this_period="400")
    second = application(world, number)
    assert second["number"] == 2
    assert second["g703"][1]["work_completed_from_previous_application"] == "400.00"
    assert second["g702"]["less_previous_certificates_for_payment"] == "380.00"
    assert change(world, number, first["id"], invoice_number="9")[0] == 409
    assert bill(world, number, first["g703"][1]["id"], work_completed_this_period="1")[0] == 409
    assert world.ask("DELETE", f"/rest/v1.0/payment_applications/{first['id']}?project_id={PROJECT}")[0] == 409
    assert world.ask("DELETE", f"/rest/v1.0/payment_applications/{second['id']}?project_id={PROJECT}")[0] == 200
    assert change(world, number, first["id"], invoice_number="9", origin_id="ERP-3")[0] == 200
    assert change(world, number, first["id"], invoice_number="10")[0] == 409
