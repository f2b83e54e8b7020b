"""Subcontractor invoices over the engine: items, the G702, which may be changed, and change order packages."""

from typing import Any

from tests.tools.financials.test_contracts import contract
from tests.world import PROJECT, World, approved

INVOICES = "/rest/v1.0/requisitions"


def invoice(world: World, number: int, **given: Any) -> Any:
    body = {"project_id": PROJECT, "commitment_id": number, "requisition": {"invoice_number": "123", **given}}
    status, made = world.ask("POST", INVOICES, body)
    assert status == 201, made
    return made


def items(world: World, requisition: int, kind: str = "contract_items") -> list[Any]:
    return list(world.ask("GET", f"{INVOICES}/{requisition}/{kind}?project_id={PROJECT}")[1])


def work(world: World, requisition: int, item: int, **given: Any) -> tuple[int, Any]:
    path = f"{INVOICES}/{requisition}/contract_items/{item}?project_id={PROJECT}"
    return world.ask("PATCH", path, {"requisition_contract_item": given})


def change(world: World, requisition: int, **given: Any) -> tuple[int, Any]:
    commitment = world.ask("GET", f"{INVOICES}/{requisition}?project_id={PROJECT}")[1]["commitment_id"]
    body = {"project_id": PROJECT, "commitment_id": commitment, "requisition": given}
    return world.ask("PATCH", f"{INVOICES}/{requisition}", body)


def summary(world: World, requisition: int) -> Any:
    return world.ask("GET", f"{INVOICES}/{requisition}?project_id={PROJECT}")[1]["summary"]


def test_its_items_are_the_commitments_lines_and_its_summary_adds_them_up(world: World) -> None:
    commitment = contract(world, retainage_percent="10")
    approved(world, commitment["id"])
    made = invoice(world, commitment["id"], requisition_start="2026-01-01", requisition_end="2026-01-31")
    assert (made["number"], made["status"], made["percent_complete"]) == (1, "draft", "0.00%")
    assert made["g702"]["contract_sum_to_date"] == made["summary"]["contract_sum_to_date"] == "1255.10"
    slab, wall = items(world, made["id"])
    assert [slab["scheduled_value"], wall["scheduled_value"]] == ["255.00", "1000.10"]
    told = work(world, made["id"], wall["id"], work_completed_this_period="500", materials_presently_stored="100.10")[1]
    assert told["total_completed_and_stored_to_date"] == "600.10"
    assert told["total_completed_and_stored_to_date_percent"] == "60.00"
    assert told["work_completed_retainage_retained_this_period"] == "50.00"
    assert told["materials_stored_retainage_currently_retained"] == "10.01"
    told = work(world, made["id"], slab["id"], work_completed_this_period_quantity="4")[1]
    assert told["work_completed_this_period"] == "102.00"
    figures = summary(world, made["id"])
    assert figures["original_contract_sum"] == figures["contract_sum_to_date"] == "1255.10"
    assert figures["total_completed_and_stored_to_date"] == "702.10"
    assert (figures["completed_work_retainage_amount"], figures["completed_work_retainage_percent"]) == ("60.20", "10.00")
    assert (figures["total_retainage"], figures["total_earned_less_retainage"]) == ("70.21", "631.89")
    assert figures["less_previous_certificates_for_payment"] == "0.00"
    assert (figures["current_payment_due"], figures["balance_to_finish_including_retainage"]) == ("631.89", "623.21")
    listed = world.ask("GET", f"{INVOICES}?project_id={PROJECT}&filters[commitment_id]={commitment['id']}")[1]
    assert [row["summary"] for row in listed] == [{name: figures[name] for name in listed[0]["summary"]}]
    assert listed[0]["percent_complete"] == "55.94%"
    sheet = world.ask("GET", f"{INVOICES}/{made['id']}/detail?project_id={PROJECT}")[1]
    assert [(row["item_number"], row["balance_to_finish"]) for row in sheet] == [(1, "153.00"), (2, "400.00")]


def test_the_next_invoice_goes_on_where_the_last_one_ended(world: World) -> None:
    number = approved(world, contract(world, retainage_percent="10")["id"])
    first = invoice(world, number)
    work(world, first["id"], items(world, first["id"])[1]["id"], work_completed_this_period="500.00")
    assert change(world, first["id"], status="approved")[1]["status"] == "approved"
    second = invoice(world, number)
    assert (second["number"], second["previous_requisition_id"]) == (2, first["id"])
    wall = items(world, second["id"])[1]
    assert wall["work_completed_from_previous_application"] == "500.00"
    assert wall["work_completed_retainage_from_previous_application"] == "50.00"
    assert wall["work_completed_this_period"] == "0.00"
    figures = summary(world, second["id"])
    assert (figures["less_previous_certificates_for_payment"], figures["current_payment_due"]) == ("450.00", "0.00")
    told = world.ask("GET", f"/rest/v1.0/work_order_contracts/{number}?project_id={PROJECT}")[1]
    assert (told["total_requisitions_amount"], told["total_draw_requests_amount"]) == ("450.00", "450.00")


def test_the_last_of_many_invoices_is_shown(world: World) -> None:
    number = approved(world, contract(world)["id"])
    made = [invoice(world, number)["id"] for _ in range(260)]
    assert summary(world, made[-1])["less_previous_certificates_for_payment"] == "0.00"


def test_only_the_latest_open_invoice_is_changed_or_deleted(world: World) -> None:
    number = approved(world, contract(world)["id"])
    first, second = invoice(world, number), invoice(world, number)
    one = f"{INVOICES}/{first['id']}?project_id={PROJECT}"
    assert change(world, first["id"], invoice_number="9")[0] == 409
    assert world.ask("DELETE", one)[0] == 409
    assert work(world, first["id"], items(world, first["id"])[0]["id"], work_completed_this_period="1")[0] == 409
    shown = world.ask("GET", f"{INVOICES}?project_id={PROJECT}&filters[commitment_id]={number}")[1]
    assert [row["deletable"] for row in shown] == [False, True]
    assert change(world, second["id"], status="approved")[0] == 200
    assert change(world, second["id"], invoice_number="9")[0] == 409
    assert world.ask("DELETE", f"{INVOICES}/{second['id']}?project_id={PROJECT}")[0] == 409
    assert change(world, second["id"], status="revise_and_resubmit")[0] == 200
    assert world.ask("DELETE", f"{INVOICES}/{second['id']}?project_id={PROJECT}")[0] == 200
    assert world.ask("DELETE", one)[0] == 200


def test_an_invoice_takes_its_days_from_the_billing_period_and_its_status_from_the_list(world: World) -> None:
    number = approved(world, contract(world)["id"])
    period = {"start_date": "2026-01-01", "end_date": "2026-01-31", "due_date": "2026-01-25", "status": "open"}
    made = world.ask("POST", f"/rest/v1.0/projects/{PROJECT}/billing_periods", {"billing_period": period})[1]
    told = invoice(world, number, period_id=made["id"])
    assert (told["requisition_start"], told["requisition_end"], told["billing_date"]) == (
        "2026-01-01",
        "2026-01-31",
        "2026-01-25",
    )
    assert change(world, told["id"], status="perhaps")[0] in (400, 422)
    missing = {"project_id": PROJECT, "commitment_id": 4711, "requisition": {}}
    assert world.ask("POST", INVOICES, missing) == (422, {"errors": {"commitment_id": ["does not exist"]}})


def test_a_synced_invoice_stays_as_it_is(world: World) -> None:
    made = invoice(world, approved(world, contract(world)["id"]), origin_id="ERP-1")
    assert change(world, made["id"], invoice_number="9")[0] == 409
    assert world.ask("DELETE", f"{INVOICES}/{made['id']}?project_id={PROJECT}")[0] == 409
    assert change(world, made["id"], origin_id="ERP-2")[1]["origin_id"] == "ERP-2"


def test_an_item_retains_no_more_than_it_bills_and_stays_as_a_synced_invoice_does(world: World) -> None:
    commitment = approved(world, contract(world, retainage_percent="10")["id"])
    made = invoice(world, commitment)
    wall = items(world, made["id"])[1]["id"]
    assert work(world, made["id"], wall, work_completed_this_period="500")[0] == 200
    status, refused = work(world, made["id"], wall, work_completed_retainage_retained_this_period="500.01")
    sentence = "cannot retain more than is billed, which is 500.00"
    assert (status, refused) == (422, {"errors": {"work_completed_retainage_retained_this_period": [sentence]}})
    assert work(world, made["id"], wall, work_completed_retainage_retained_this_period="500")[0] == 200
    assert summary(world, made["id"])["current_payment_due"] == "0.00"
    assert change(world, made["id"], origin_id="R-1")[0] == 200
    assert work(world, made["id"], wall, work_completed_this_period="1")[0] == 409
