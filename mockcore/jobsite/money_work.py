"""What those write who deal in money: direct costs, invoices at the end of the month, change orders."""

from datetime import date, timedelta
from typing import Any

from mockcore.jobsite.calendar import is_working
from mockcore.jobsite.site import Day, Site
from mockcore.store.query import Selection
from mockcore.store.records import Stored

Body = dict[str, Any]
COMMITMENTS = "commitments"
MOST = 500
WAITING = ("draft", "under_review", "revise_and_resubmit", "pending_owner_approval")
# What a month of work comes to of a contract, and how many months there are.
PROGRESS, MONTHS = 0.1, 9


def direct_cost(day: Day) -> Body | None:
    """Something that was bought without a contract."""
    code, vendor, random = day.choose("work_breakdown_structure/wbs_codes"), day.choose("vendors"), day.fake.random
    if code is None or vendor is None:
        return None
    text = day.fake.words.direct_cost()
    line = {"wbs_code_id": code, "description": text, "manual_amount": random.randint(4_000, 240_000) / 100}
    cost = {"vendor_id": vendor, "direct_cost_type": "invoice", "invoice_number": str(random.randint(10_000, 99_999))}
    days = {"direct_cost_date": str(day.date), "received_date": str(day.date)}
    return {"direct_cost": {**cost, **days, "description": text, "status": "pending", "line_items": [line]}}


def is_billing_day(day: date) -> bool:
    """Whether it is the last working day of its month."""
    following = day + timedelta(days=1)
    while following.month == day.month and not is_working(following):
        following += timedelta(days=1)
    return is_working(day) and following.month != day.month


def invoice(day: Day) -> Body | None:
    """A subcontractor's invoice of the month, each for another of the approved commitments."""
    contracts = approved(day.site)
    if day.number >= len(contracts):
        return None
    contract = contracts[day.number]
    records = day.site.records
    invoices = records.select(Selection("requisitions", company_id=contract.company_id, parent_id=contract.id, limit=MOST))
    earlier = len(invoices)
    # The invoice before has to be through: only the latest can be changed.
    if earlier >= MONTHS or any(row.body.get("status") in WAITING for row in invoices[-1:]):
        return None
    lines = records.select(Selection(f"{COMMITMENTS}/line_items", parent_id=contract.id, limit=MOST))
    work = [
        {"item_type": "contract_item", "line_item_id": line.id, "work_completed_this_period": _share_of(line)} for line in lines
    ]
    days = {"requisition_start": str(day.date.replace(day=1)), "requisition_end": str(day.date), "billing_date": str(day.date)}
    values = {"invoice_number": f"{contract.id % 1_000}-{earlier + 1}", "status": "under_review", **days}
    requisition = {**values, "items": work} if work else values
    return {"project_id": day.site.project_id, "commitment_id": contract.id, "requisition": requisition}


def _share_of(line: Stored) -> str:
    return f"{float(line.body.get('amount') or 0) * PROGRESS:.2f}"


def approved(site: Site) -> list[Stored]:
    """The commitments of a project that work is done under."""
    return [record for record in site.choices(COMMITMENTS) if record.body.get("status") in ("Approved", "Complete")]


def change_order(day: Day) -> Body | None:
    """A change to an approved commitment, which waits for its approval."""
    contracts = approved(day.site)
    if not contracts:
        return None
    topic, random = day.fake.words.change(), day.fake.random
    reason = day.present(change_order_change_reason_id=day.choose("change_order_change_reasons"))
    amount = {"schedule_impact_amount": random.randint(0, 10), "status": "pending", "due_date": day.later(10)}
    order = {"contract_id": random.choice(contracts).id, "title": topic.title, "description": topic.text, **amount, **reason}
    return {"change_order": order}


def change_line(day: Day) -> tuple[str, str, Body] | None:
    """What the change comes to: a line of it."""
    code, random = day.choose("work_breakdown_structure/wbs_codes"), day.fake.random
    if code is None:
        return None
    path = (
        f"/rest/v2.0/companies/{day.site.company_id}/projects/{day.site.project_id}/commitment_change_orders/{{id}}/line_items"
    )
    quantity, cost = random.randint(1, 40), random.randint(2_000, 60_000) / 100
    return "POST", path, {"wbs_code_id": str(code), "quantity": str(quantity), "unit_cost": f"{cost:.2f}"}
