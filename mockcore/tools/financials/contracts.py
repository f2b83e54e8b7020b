"""Contracts: what lines, change orders, invoices and payments come to, for commitments and prime contracts alike.

Source: documented, financial tools (company and lines of an approved or complete contract stay, nor is it deleted);
reference for the fields; the sums assumed from their names.
"""

from collections.abc import Callable
from typing import Any

from mockcore.domain.amounts import check_numbers, money_text, percent
from mockcore.domain.change_orders import PACKAGES, REQUESTS, of_contract
from mockcore.domain.contract_payments import payments
from mockcore.domain.contract_sums import Sums, sums
from mockcore.domain.currency import CURRENCY, of_record
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS, keep_locked, lines_of, locked
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.request.states import forbid
from mockcore.store.records import Stored

WORK_ORDER, PURCHASE_ORDER = "WorkOrderContract", "PurchaseOrderContract"
# Source: reference; the states of each kind of contract, as written.
STATUSES = {
    WORK_ORDER: ("Draft", "Out For Bid", "Out For Signature", "Approved", "Complete", "Terminated", "Void"),
    PURCHASE_ORDER: ("Draft", "Processing", "Submitted", "Partially Received", "Received", "Approved", "Closed"),
    "PrimeContract": ("Draft", "Out For Bid", "Out For Signature", "Approved", "Complete", "Terminated"),
}
SOV_STATUS = "billing_schedule_of_values_status"
# Field → what it tells. The two kinds of contracts name some of them differently.
SHARED: dict[str, Callable[[Sums], str]] = {
    "grand_total": lambda it: money_text(it.whole),
    "line_items_total": lambda it: money_text(it.whole),
    "line_items_extended_total": lambda it: money_text(it.lines),
    "approved_change_orders": lambda it: money_text(it.approved),
    "approved_change_orders_amount": lambda it: money_text(it.approved),
    "revised_contract_amount": lambda it: money_text(it.revised),
    "draft_change_orders_amount": lambda it: money_text(it.draft),
    "total_payments": lambda it: money_text(it.paid),
    "percentage_paid": lambda it: percent(it.paid, it.revised),
}
OWN: dict[str, dict[str, Callable[[Sums], str]]] = {
    COMMITMENTS: {
        **SHARED,
        "pending_change_orders": lambda it: money_text(it.pending),
        "revised_contract": lambda it: money_text(it.revised),
        "pending_revised_contract": lambda it: money_text(it.revised + it.pending),
        "total_draw_requests_amount": lambda it: money_text(it.invoiced),
        "total_requisitions_amount": lambda it: money_text(it.invoiced),
        "remaining_balance_outstanding": lambda it: money_text(it.revised - it.paid),
    },
    PRIME_CONTRACTS: {
        **SHARED,
        "pending_change_orders_amount": lambda it: money_text(it.pending),
        "pending_revised_contract_amount": lambda it: money_text(it.revised + it.pending),
        "owner_invoices_amount": lambda it: money_text(it.invoiced),
        "outstanding_balance": lambda it: money_text(it.revised - it.paid),
    },
}


def _sum_named(shown: Callable[[Sums], str]) -> Callable[[Stored, Context], str]:
    return lambda contract, context: shown(sums(contract, context))


def _orders(*kinds: str) -> Callable[[Stored, Context], list[Stored]]:
    return lambda contract, context: [order for kind in kinds for order in of_contract(context, contract, kind)]


def external_data(contract: Stored, context: Context) -> dict[str, Any]:
    """What another system calls it. Source: documented, reference."""
    return {name: contract.body.get(name) for name in ("origin_id", "origin_code", "origin_data")}


def check(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a state that this kind of contract does not have, and for what is not a number."""
    kind = record.kind if record is not None else context.operation.kind
    old: dict[str, Any] = record.body if record is not None else dict(context.operation.where)
    name = "PrimeContract" if kind == PRIME_CONTRACTS else str(values.get("type") or old.get("type") or WORK_ORDER)
    allowed = {status.casefold(): status for status in STATUSES.get(name, ())}
    status = values.get("status")
    if status is not None:
        if str(status).casefold() not in allowed:
            raise Unprocessable(fields={"status": [Reason.NOT_LISTED]})
        values["status"] = allowed[str(status).casefold()]
    elif record is None:
        values["status"] = "Draft"
    check_numbers(values, ("retainage_percent",))


def keep_company(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for another company while the contract is approved or complete, and stays so."""
    if record is None or not locked(record) or values.get("status", record.body.get("status")) != record.body.get("status"):
        return
    for name in ("vendor_id", "contractor_id"):
        if name in values and str(values[name]) != str(record.body.get(name)):
            forbid(record.kind, record.body["status"], f"{name} cannot be changed until it has another status")


for _kind, _fields in OWN.items():
    before(_kind, "create", "update")(check)
    before(_kind, "update")(keep_company)
    before(_kind, "delete")(keep_locked)
    for _name, _shown in _fields.items():
        computed(_kind, _name)(_sum_named(_shown))
    computed(_kind, "external_data")(external_data)
    computed(_kind, "line_items")(lambda contract, context: lines_of(context, contract))
    computed(_kind, "change_order_packages")(_orders(PACKAGES))
    computed(_kind, "change_order_requests")(_orders(REQUESTS))
    computed(_kind, "potential_change_orders")(_orders(POTENTIAL))
computed(COMMITMENTS, "payments_issued")(lambda contract, context: payments(context, contract))
computed(PRIME_CONTRACTS, "payments_received")(lambda contract, context: payments(context, contract))


@before(COMMITMENTS, "create", "update")
def check_company(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A commitment is a draft until it is known with whom. Raises: Unprocessable. Source: observed."""
    old = record.body if record is not None else {}
    if values.keys().isdisjoint(("status", "vendor_id")) or values.get("status", old.get("status")) in (None, "Draft"):
        return
    if values.get("vendor_id", old.get("vendor_id") or old.get("vendor")) in (None, "", {}):
        raise Unprocessable(fields={"vendor_id": ["must be selected when the contract's status is not draft"]})


@action("GET commitment_contracts/{}/summary", "GET prime_contracts/{}/summary")
def summary(context: Context) -> Any:
    """The sums of the contract in the path. Raises: NotFound."""
    kind = COMMITMENTS if context.operation.kind.startswith(COMMITMENTS) else PRIME_CONTRACTS
    contract = context.record(kind)
    totals = sums(contract, context)
    return {
        "approved_change_total": money_text(totals.approved),
        "pending_revised_change_total": money_text(totals.pending),
        "draft_change_total": money_text(totals.draft),
        "total_invoices_amount": money_text(totals.invoiced),
        "total_payments_amount": money_text(totals.paid),
        CURRENCY: of_record(contract, context),
    }


@action(
    "PATCH purchase_order_contracts/{}/subcontractor_schedule_of_values_status",
    "PATCH work_order_contracts/{}/subcontractor_schedule_of_values_status",
)
def subcontractor_status(context: Context) -> dict[str, Any]:
    """The state of the subcontractor's schedule of values, which is not the contract's own."""
    contract = context.record(COMMITMENTS)
    status = context.attributes.get("status")
    context.change(contract, {SOV_STATUS: status})
    return {"status": status}
