"""What those do about what is open who deal in money."""

from mockcore.jobsite.money_answers import review_change_order, review_direct_cost, review_invoice
from mockcore.store.records import Stored
from tests.jobsite.conftest import BEGIN, Town
from tests.tools.financials.test_contracts import contract
from tests.world import PROJECT, approved


def _status(kind: str, review: object, quiet: Town, status: str, number: int = 1) -> str | None:
    errand = review(quiet.site(), Stored.new(kind, number, {"status": status}, BEGIN))  # type: ignore[operator]
    return None if errand is None else str(next(value["status"] for value in errand.body.values() if isinstance(value, dict)))


def test_what_waits_is_approved_mostly_and_what_was_sent_back_comes_again(quiet: Town) -> None:
    outcomes = {_status("direct_costs", review_direct_cost, quiet, "pending", number) for number in range(60)}
    assert outcomes == {"approved", "revise_and_resubmit"}
    assert _status("requisitions", review_invoice, quiet, "revise_and_resubmit") == "under_review"
    assert _status("potential_change_orders", review_change_order, quiet, "draft") == "pending"
    assert _status("potential_change_orders", review_change_order, quiet, "void") is None


def test_a_month_has_an_invoice_for_approved_work_which_is_approved(town: Town) -> None:
    number = approved(town, contract(town)["id"])
    order = {"contract_id": number, "title": "More", "status": "pending"}
    made = town.ask("POST", f"/rest/v1.0/projects/{PROJECT}/commitment_change_orders", {"change_order": order})[1]["id"]
    town.start("commitments", change_orders=0.0)
    assert town.pass_days(30)["refused"] == []
    (invoice,) = town.ask("GET", f"/rest/v1.0/requisitions?project_id={PROJECT}&filters[commitment_id]={number}")[1]
    assert invoice["status"] == "approved"
    assert invoice["summary"]["total_completed_and_stored_to_date"] == "125.51"
    change = town.ask("GET", f"/rest/v1.0/projects/{PROJECT}/commitment_change_orders/{made}")[1]
    assert change["status"] == "approved"
