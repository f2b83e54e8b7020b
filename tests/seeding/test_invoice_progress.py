from datetime import UTC, datetime
from decimal import Decimal

from mockcore.seeding.invoice_progress import bill, date_invoice, months, pay, share
from tests.tiny import record

SINCE, NOW = datetime(2025, 10, 6, tzinfo=UTC), datetime(2026, 1, 15, tzinfo=UTC)


def test_billing_periods_are_the_months_of_the_project() -> None:
    periods = [record("billing_periods", number, 1) for number in range(4)]
    months(periods, SINCE, NOW)
    assert [period.body["end_date"] for period in periods] == ["2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31"]
    assert [period.body["status"] for period in periods] == ["closed"] * 3 + ["open"]


def test_no_more_is_billed_than_the_time_that_is_over() -> None:
    values = {"scheduled_value": "1000.00"}
    bill(values, share(1, 2, Decimal("0.4")), share(2, 2, Decimal("0.4")))
    assert values["work_completed_from_previous_application"] == values["work_completed_this_period"] == "200.00"


def test_a_payment_pays_what_was_approved() -> None:
    invoice, payment = record("requisitions", 5, 1, commitment_id=3), record("contract_payments", 6, 1)
    date_invoice(invoice, 0, 1, (), "", NOW)
    pay([payment], [invoice], {5: Decimal(190)}, NOW)
    assert (invoice.body["status"], payment.body["amount"], payment.body["contract_id"]) == ("approved", "190.00", 3)
