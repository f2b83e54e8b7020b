"""What every invoice has: a number within its contract, days, and a state in which it is closed."""

import pytest

from mockcore.domain.invoices import PERIODS, figure, fill_days, following_number, formatted_period, refuses
from mockcore.request.context import Context

APPROVED, FREE = {"approved"}, {"status", "comment"}


def test_invoices_are_numbered_from_one(context: Context) -> None:
    earlier = [context.put("requisitions", {"number": number}) for number in (1, 7)]
    assert [following_number([]), following_number(earlier)] == [1, 8]


def test_days_come_from_the_billing_period_where_the_invoice_gives_none(context: Context) -> None:
    period = context.put(PERIODS, {"start_date": "2026-01-01", "end_date": "2026-01-31"})
    values = {"period_id": period.id, "to": "2026-01-15"}
    fill_days(context, values, {"from": "start_date", "to": "end_date"})
    assert (values["from"], values["to"]) == ("2026-01-01", "2026-01-15")
    alone: dict[str, object] = {}
    fill_days(context, alone, {"from": "start_date"})
    assert alone == {}


def test_a_period_is_written_once_both_days_are_there() -> None:
    assert formatted_period("2026-01-01", "2026-01-31") == "2026-01-01 - 2026-01-31"
    assert formatted_period("2026-01-01", None) is None


@pytest.mark.parametrize(
    ("values", "refused"),
    [({}, True), ({"amount": 1}, True), ({"comment": "late"}, False), ({"status": "draft", "amount": 1}, False)],
)
def test_an_approved_invoice_takes_free_fields_and_another_status(
    context: Context, values: dict[str, object], refused: bool
) -> None:
    assert refuses(context.put("requisitions", {"status": "approved"}), values, APPROVED, FREE) is refused
    assert not refuses(context.put("requisitions", {"status": "draft"}), values, APPROVED, FREE)


def test_a_figure_of_an_item_is_computed_from_what_was_billed(context: Context) -> None:
    item = context.put("requisitions/contract_items", {"scheduled_value": "200", "work_completed_this_period": "50"})
    assert figure("balance_to_finish")(item, context) == "150.00"
