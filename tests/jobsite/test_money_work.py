"""What those write who deal in money."""

from datetime import date

from mockcore.jobsite.money_work import change_order, direct_cost, invoice, is_billing_day
from mockcore.jobsite.site import Day
from tests.jobsite.conftest import Town
from tests.tools.financials.test_contracts import contract
from tests.world import approved


def test_invoices_are_written_on_the_last_working_day_of_the_month() -> None:
    days = [date(2026, month, day) for month in (1, 2, 5) for day in range(1, 29)] + [date(2026, 5, 29), date(2026, 1, 30)]
    assert [str(day) for day in days if is_billing_day(day)] == ["2026-02-27", "2026-05-29", "2026-01-30"]


def test_money_is_asked_for_under_approved_commitments_alone(town: Town) -> None:
    site = town.site()
    day = Day(site, date(2026, 1, 30), site.fake("money", 1))
    assert invoice(day) is None
    assert change_order(day) is None
    number = approved(town, contract(town)["id"])
    site.forget()
    body = invoice(day)
    assert body is not None
    assert body["commitment_id"] == number
    assert [item["work_completed_this_period"] for item in body["requisition"]["items"]] == ["25.50", "100.01"]
    order = change_order(day)
    assert order is not None
    assert order["change_order"]["contract_id"] == number


def test_a_direct_cost_has_a_line(quiet: Town) -> None:
    site = quiet.site()
    cost = direct_cost(Day(site, date(2026, 1, 30), site.fake("money", 2)))
    assert cost is None or cost["direct_cost"]["line_items"][0]["manual_amount"] >= 40
