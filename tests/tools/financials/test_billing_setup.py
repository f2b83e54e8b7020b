"""Billing periods, currencies and taxes over the engine."""

from typing import Any

from tests.tools.financials.test_contracts import contract
from tests.world import COMPANY, PROJECT, World, approved

PERIODS = f"/rest/v1.0/projects/{PROJECT}/billing_periods"


def test_a_billing_period_ends_after_it_starts_and_stays_while_an_invoice_bills_it(world: World) -> None:
    period = {"start_date": "2026-02-01", "end_date": "2026-01-01", "due_date": "2026-01-25", "status": "open"}
    assert world.ask("POST", PERIODS, {"billing_period": period})[0] == 422
    made = world.ask("POST", PERIODS, {"billing_period": {**period, "end_date": "2026-02-28"}})[1]
    body = {
        "project_id": PROJECT,
        "commitment_id": approved(world, contract(world)["id"]),
        "requisition": {"period_id": made["id"]},
    }
    invoice = world.ask("POST", "/rest/v1.0/requisitions", body)[1]["id"]
    assert world.ask("DELETE", f"{PERIODS}/{made['id']}")[0] == 422
    world.ask("DELETE", f"/rest/v1.0/requisitions/{invoice}?project_id={PROJECT}")
    assert world.ask("DELETE", f"{PERIODS}/{made['id']}")[0] == 200


def test_a_project_has_the_currency_of_its_company_until_it_has_its_own(world: World) -> None:
    company = f"/rest/v1.0/companies/{COMPANY}/currency_configuration"
    project = f"/rest/v1.0/companies/{COMPANY}/projects/{PROJECT}/currency_configuration"

    def shown(path: str) -> Any:
        return world.ask("GET", path)[1]["currency_iso_code"]

    assert (shown(company), shown(project)) == ("USD", "USD")
    world.ask("PATCH", company, {"currency_iso_code": "EUR"})
    assert (shown(company), shown(project)) == ("EUR", "EUR")
    world.ask("PATCH", project, {"currency_iso_code": "CAD"})
    assert (shown(company), shown(project)) == ("EUR", "CAD")


def test_a_tax_code_is_there_once(world: World) -> None:
    path, body = f"/rest/v1.0/tax_codes?company_id={COMPANY}", {"tax_code": {"code": "CA1", "rate1": 7.25}}
    made = world.ask("POST", path, body)
    assert (made[0], made[1]["rate1"]) == (201, 7.25)
    assert world.ask("POST", path, body) == (422, {"errors": {"code": ["has already been taken"]}})
    one = f"/rest/v1.0/tax_codes/{made[1]['id']}?company_id={COMPANY}"
    assert world.ask("PATCH", one, {"tax_code": {"code": "CA1", "description": "State"}})[0] == 200


def test_a_company_has_one_default_tax_code(world: World) -> None:
    path = f"/rest/v1.0/tax_codes?company_id={COMPANY}"
    code = world.ask("POST", path, {"tax_code": {"code": "CA1", "rate1": 7.25, "default_tax_code": True}})[1]["id"]
    assert [row["id"] for row in world.ask("GET", path)[1] if row["default_tax_code"]] == [code]


def test_periods_do_not_overlap_and_a_closed_one_takes_no_invoices(world: World) -> None:
    january = {"start_date": "2026-01-01", "end_date": "2026-01-31", "due_date": "2026-02-05", "status": "closed"}
    period = world.ask("POST", PERIODS, {"billing_period": january})[1]["id"]
    status, answer = world.ask(
        "POST", PERIODS, {"billing_period": {**january, "start_date": "2026-01-31", "end_date": "2026-02-27"}}
    )
    assert status == 422
    assert answer["errors"] == {"start_date": ["overlaps with the period from 2026-01-01 to 2026-01-31"]}
    february = {**january, "start_date": "2026-02-01", "end_date": "2026-02-28"}
    assert world.ask("POST", PERIODS, {"billing_period": february})[0] == 201
    assert world.ask("PATCH", f"{PERIODS}/{period}", {"billing_period": {"end_date": "2026-02-01"}})[0] == 422
    body = {
        "project_id": PROJECT,
        "commitment_id": approved(world, contract(world)["id"]),
        "requisition": {"period_id": period},
    }
    assert world.ask("POST", "/rest/v1.0/requisitions", body)[0] == 409
    assert world.ask("PATCH", f"{PERIODS}/{period}", {"billing_period": {"status": "open"}})[0] == 200
    assert world.ask("POST", "/rest/v1.0/requisitions", body)[0] == 201
