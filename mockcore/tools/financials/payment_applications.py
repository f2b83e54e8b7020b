"""Payment applications (invoices to the owner): items from the prime contract's lines, G702 and G703.

Source: reference; documented, financial tools (with an origin_id it stays as it is). Which one may be changed is assumed to
be as with subcontractor invoices: the latest open one.
"""

from typing import Any

from mockcore.domain.amounts import NONE, money, money_text
from mockcore.domain.change_orders import counted, total_of
from mockcore.domain.erp_lock import keep_synced
from mockcore.domain.invoices import ITEMS_ALONE, figure, fill_days, following_number, refuses
from mockcore.domain.line_items import PRIME_CONTRACTS
from mockcore.domain.payment_applications import APPLICATIONS, CHANGE, ITEMS, LINE, applications, figures, items_of, previous
from mockcore.domain.progress_billing import (
    FIGURES,
    RETAINED_PERCENT,
    STORED_PERCENT,
    carried,
    complete,
    completed_by,
    excess,
    settle,
)
from mockcore.domain.references import referred
from mockcore.domain.status_effects import APPROVED, effect, statuses
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed
from mockcore.request.states import forbid
from mockcore.store.query import Selection
from mockcore.store.records import Stored

CLOSED = statuses(APPLICATIONS, APPROVED)
DAYS = {"period_start": "start_date", "period_end": "end_date", "billing_date": "due_date"}


def _contract(context: Context, application: Stored) -> Stored | None:
    return context.find(PRIME_CONTRACTS, application.parent_id) if application.parent_id else None


@before(APPLICATIONS, "create")
def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Numbered within its contract; its days are those of the billing period."""
    contract = context.find(PRIME_CONTRACTS, context.parent_id) if context.parent_id else None
    earlier = applications(context, contract) if contract else []
    values["number"] = following_number(earlier)
    values["previous_payment_application_id"] = earlier[-1].id if earlier else None
    values["period_id"] = values.get("commitment_billing_period_id")
    values["status"] = values.get("status") or "draft"
    fill_days(context, values, DAYS)


@after(APPLICATIONS, "create")
def fill(context: Context, application: Stored) -> None:
    """An item for each line of the contract and for each approved change order."""
    contract = _contract(context, application)
    if contract is None:
        return
    last = previous(context, application)
    done = items_of(context, last) if last else []
    earlier = {(item.body.get("origin_type"), item.body.get("line_id")): item.body for item in done}
    share = contract.body.get("retainage_percent")
    for position, (name, source, values) in enumerate(_rows(context, contract)):
        billed = earlier.get((name, source.id))
        progress = {key: value for key, value in carried(billed).items() if value is not None} if billed else {}
        own = {"origin_type": name, "line_id": source.id, "type": name, "item_number": position + 1, "is_new": billed is None}
        links = {"payment_application_id": application.id, RETAINED_PERCENT: share, STORED_PERCENT: share}
        context.put(ITEMS, {**values, **own, **links, **progress}, contract.id)


def _rows(context: Context, contract: Stored) -> list[tuple[str, Stored, dict[str, Any]]]:
    lines = context.every(Selection(f"{PRIME_CONTRACTS}/line_items", parent_id=contract.id))
    rows = [(LINE, line, _of_line(line)) for line in lines]
    for order in counted(context, contract):
        if effect(order) == APPROVED:
            whole = {"description_of_work": order.body.get("title"), "scheduled_value": money_text(total_of(order, context))}
            rows.append((CHANGE, order, whole))
    return rows


def _of_line(line: Stored) -> dict[str, Any]:
    names = {"description_of_work": "description", "scheduled_quantity": "quantity", "scheduled_unit_price": "unit_cost"}
    values = {name: line.body.get(of) for name, of in names.items()}
    codes = {name: line.body.get(name) for name in ("cost_code_id", "wbs_code_id", "line_item_type_id")}
    return {**values, **codes, "scheduled_value": money_text(money(line.body.get("amount")))}


@before(APPLICATIONS, "update", "delete")
def latest_only(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for one that is synced, not the latest, or approved; an approved one may be reopened."""
    keep_synced(context, values, record)
    contract = _contract(context, record) if record else None
    if record is None or contract is None:
        return
    if applications(context, contract)[-1].id != record.id:
        forbid(record.kind, "followed by a later one", "only the latest open payment application can be changed or deleted")
    if refuses(record, values, CLOSED, {"status", "origin_id", "origin_data"}):
        forbid(record.kind, record.body["status"], "it cannot be changed or deleted until it has another status")


@before(ITEMS, "update")
def check_item(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for an item of a closed payment application, Unprocessable for what is not a number."""
    number = record.body.get("payment_application_id") if record else None
    application = referred(context, APPLICATIONS, number)
    if application is not None:
        latest_only(context, ITEMS_ALONE, application)
    old = record.body if record else {}
    settle(values, old)
    if detail := excess({**old, **values}):
        context.doubt(detail)


for _name in FIGURES:
    computed(ITEMS, _name)(figure(_name))


@computed(APPLICATIONS, "g702")
def g702(application: Stored, context: Context) -> dict[str, Any]:
    """The summary."""
    return figures(context, application)


@computed(APPLICATIONS, "g703")
def g703(application: Stored, context: Context) -> list[Stored]:
    """The items."""
    return items_of(context, application)


@computed(APPLICATIONS, "percent_complete")
def percent_complete(application: Stored, context: Context) -> str:
    """``96.36%``."""
    return complete(figures(context, application))


@computed(APPLICATIONS, "total_amount_accrued_this_period")
def accrued(application: Stored, context: Context) -> str:
    """The work that it bills, and what the stored materials are more than in the one before."""
    last = previous(context, application)
    before = completed_by(item.body for item in items_of(context, last)) if last and not last.deleted_at else NONE
    return money_text(completed_by(item.body for item in items_of(context, application)) - before)


@computed(APPLICATIONS, "contract")
def contract_of(application: Stored, context: Context) -> dict[str, Any] | None:
    """The prime contract in brief."""
    contract = _contract(context, application)
    return (
        {"id": contract.id, "type": "PrimeContract", "title": contract.body.get("title")}
        if contract and context.shows(contract)
        else None
    )


@computed(APPLICATIONS, "billing_period")
def billing_period(application: Stored, context: Context) -> dict[str, Any]:
    """The days that it bills."""
    return {"start_date": application.body.get("period_start"), "end_date": application.body.get("period_end")}
