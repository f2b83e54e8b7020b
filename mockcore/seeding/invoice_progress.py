"""How far a generated job has been billed: month after month, never more than was done, and paid as it was approved."""

import calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from mockcore.clock import instant, stamp
from mockcore.domain.amounts import money, money_text
from mockcore.domain.progress_billing import RETAINED_PERCENT, WORK
from mockcore.store.records import Stored

PERIODS = "billing_periods"
# What is kept back of each invoice, in percent, and how much is billed when the last one is written.
RETAINED, MOST = Decimal(5), Decimal("0.95")
# What an invoice has from its contract and its items, and from nowhere else.
WORKED_OUT = (
    "percent_complete", "total_claimed_amount", "total_amount_accrued_this_period", "total_amount_paid", "vendor_name",
    "contract_name", "commitment_type", "formatted_contract_company", "final", "deletable", "comment",
)  # fmt: skip


def months(periods: Sequence[Stored], since: datetime, now: datetime) -> None:
    """Makes the billing periods of a project its months, one after the other; those that are over are closed."""
    first = date(since.year, since.month, 1)
    for period in periods:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        days = {"start_date": first, "end_date": last, "due_date": last - timedelta(days=5)}
        period.body.update({name: day.isoformat() for name, day in days.items()})
        period.body["status"] = "open" if last >= now.date() else "closed"
        period.created_at = min(stamp(since), period.created_at)
        period.updated_at = max(period.updated_at, period.created_at)
        first = last + timedelta(days=1)


def share(index: int, count: int, elapsed: Decimal) -> Decimal:
    """The part of a contract that is billed with the ``index``-th of ``count`` invoices, counted from one."""
    return min(MOST, elapsed) * index / count


def bill(values: dict[str, Any], before: Decimal, after: Decimal) -> None:
    """Writes into an item what was billed before and what is billed now, as parts of its value."""
    scheduled = money(values.get("scheduled_value"))
    earlier, done = (scheduled * before).quantize(Decimal(1)), (scheduled * after).quantize(Decimal(1))
    values.update({
        "work_completed_from_previous_application": money_text(earlier),
        "work_completed_retainage_from_previous_application": money_text(earlier * RETAINED / 100),
        WORK: money_text(done - earlier),
        RETAINED_PERCENT: f"{RETAINED:.1f}",
    })  # fmt: skip


def date_invoice(invoice: Stored, index: int, count: int, periods: Sequence[Stored], not_before: str, now: datetime) -> None:
    """An invoice bills the month of its turn, is written at its end, and approved unless it is the last one.

    ``not_before`` is when its contract was made.
    """
    body = invoice.body
    for name in WORKED_OUT:
        body.pop(name, None)
    past = [row for row in periods if row.body.get("status") == "closed" and str(row.body["end_date"]) > not_before]
    if past:
        period = past[min(index * len(past) // max(count, 1), len(past) - 1)]
        start, end = str(period.body["start_date"]), str(period.body["end_date"])
        body.update(period_id=period.id, requisition_start=start, requisition_end=end, period_start=start, period_end=end)
        body.update(billing_date=end)
        writing = min(instant(end) + timedelta(hours=17), now - timedelta(days=1))
        invoice.created_at = stamp(writing)
        invoice.updated_at = stamp(min(writing + timedelta(days=9), now - timedelta(hours=1)))
    body["submitted_at"] = invoice.created_at[:10]
    body["status"] = "under_review" if index == count - 1 and count > 1 else "approved"
    body["invoice_number"] = f"INV-{invoice.id % 100_000:05d}"
    if body["status"] == "approved" and "payment_date" in body:
        body["payment_date"] = stamp(min(instant(invoice.updated_at) + timedelta(days=20), now))[:10]
    elif body["status"] != "approved":
        body.pop("payment_date", None)


def pay(payments: Sequence[Stored], invoices: Sequence[Stored], net: Mapping[int, Decimal], now: datetime) -> None:
    """Payments pay what was approved, each its part of one invoice; where nothing was, they are of nothing."""
    approved = [invoice for invoice in invoices if invoice.body.get("status") == "approved" and net.get(invoice.id)]
    by_invoice = defaultdict[int, list[Stored]](list)
    for index, payment in enumerate(payments):
        if approved:
            by_invoice[index % len(approved)].append(payment)
        else:
            payment.body["amount"] = "0.00"
    for number, rows in by_invoice.items():
        invoice = approved[number]
        for payment in rows:
            paid = min(instant(invoice.updated_at) + timedelta(days=20), now - timedelta(hours=1))
            payment.created_at = payment.updated_at = stamp(paid)
            for name in [name for name in payment.body if "date" in name]:
                payment.body[name] = stamp(paid) if "T" in str(payment.body[name]) else stamp(paid)[:10]
            payment.body.update(
                contract_id=invoice.body.get("commitment_id"), requisition_id=invoice.id,
                amount=money_text(net[invoice.id] / len(rows)),
                invoice_number=invoice.body["invoice_number"], invoice_date=invoice.body.get("billing_date"),
                draw_request_number=invoice.body.get("number"),
            )  # fmt: skip
