"""Change orders: potential ones, requests and packages in up to three tiers, and the newer orders with their batches.

Source: documented, change orders (one tier: a package has a potential change order beside it, which holds the lines; what is
approved is locked); reference for the fields; how totals roll up and what counts as pending is assumed.
"""

from typing import Any

from mockcore.domain.amounts import check_numbers, decimal, money_text, total, write_amount
from mockcore.domain.change_orders import (
    APPROVED,
    BATCHES,
    BELOW,
    DRAFT,
    PACKAGES,
    PENDING,
    REQUESTS,
    contract_of,
    orders_below,
    package_lines,
    total_of,
)
from mockcore.domain.financial_markups import with_lines
from mockcore.domain.line_items import (
    COMMITMENT_ORDERS,
    POTENTIAL,
    PRIME_CONTRACTS,
    PRIME_ORDERS,
    grouped,
    keep_locked,
    lines_of,
    refuse,
)
from mockcore.domain.references import referred
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.store.records import Stored

KINDS = (PACKAGES, REQUESTS, POTENTIAL, COMMITMENT_ORDERS, PRIME_ORDERS, *BATCHES.values())
STATUSES = APPROVED | DRAFT | PENDING | {"no_charge", "rejected", "void"}
REVIEWED = frozenset({"approved", "rejected"})


def grand_total(record: Stored, context: Context) -> str:
    """The total as text."""
    return money_text(total_of(record, context))


def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A new change order is a draft. Raises: Unprocessable for a contract or status that does not exist."""
    kind = context.operation.kind
    if values.get("contract_id") is None:
        values["contract_id"] = context.parameter("contract_id")
    if contract_of(context, kind, values.get("contract_id")) is None:
        raise Unprocessable(fields={"contract_id": [Reason.UNKNOWN]})
    values["status"] = values.get("status") or "draft"
    _check(context, values)


def change(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for another total of an approved one, or a status that does not exist."""
    new_total = values.get("grand_total")
    stays = record is not None and values.get("status") in (None, record.body.get("status"))
    if record is not None and stays and new_total is not None and decimal(new_total) != total_of(record, context):
        refuse(record, "grand_total cannot be changed")
    values.pop("contract_id", None)
    if values.get("status") is None:
        values.pop("status", None)
    _check(context, values)


def _check(context: Context, values: dict[str, Any]) -> None:
    if values.get("status") not in STATUSES | {None}:
        raise Unprocessable(fields={"status": [Reason.NOT_LISTED]})
    check_numbers(values, ("grand_total",))
    write_amount(values, "grand_total")
    if values.get("status") in REVIEWED:
        values["reviewed_at"] = context.now()
        values["reviewer_id"] = values["reviewed_by_id"] = context.user_id


def lines_total(record: Stored, context: Context) -> str:
    """The lines with the markups on each."""
    return money_text(with_lines(context, record)) if lines_of(context, record) else grand_total(record, context)


def lines_extended_total(record: Stored, context: Context) -> str:
    """The lines without any markup."""
    lines = lines_of(context, record)
    return money_text(total(lines)) if lines else grand_total(record, context)


for _kind in KINDS:
    before(_kind, "create")(begin)
    before(_kind, "update")(change)
    before(_kind, "delete")(keep_locked)
    computed(_kind, "grand_total")(grand_total)
    if _kind != POTENTIAL:
        computed(_kind, "line_items_total", "line_items_extended_total")(grand_total)
computed(POTENTIAL, "line_items_total")(lines_total)
computed(POTENTIAL, "line_items_extended_total")(lines_extended_total)


@after(PACKAGES, "create")
def stand_beside(context: Context, package: Stored) -> None:
    """In one tier, a package has a potential change order for its lines; requests show that there are more tiers."""
    if grouped(context, REQUESTS, package.project_id, "contract_id").get(package.body["contract_id"]):
        return
    names = ("title", "description", "status", "contract_id", "grand_total", "due_date", "invoiced_date", "paid_date")
    values = {name: package.body[name] for name in names if package.body.get(name) is not None}
    number = context.next_number(POTENTIAL, parent_id=0)
    context.put(POTENTIAL, {**values, "number": str(number), "change_order_package_id": package.id})


@after(PACKAGES, "update")
def follow(context: Context, package: Stored) -> None:
    """What stands beside a package has its title, status and total; what is below is approved with it."""
    for order in orders_below(context, PACKAGES, package):
        names = ("title", "status", "grand_total") if order.kind == POTENTIAL else ()
        values = {name: package.body[name] for name in names if name in package.body}
        _approve(context, package, order, values)


def approve_below(context: Context, record: Stored) -> None:
    """What is below an approved request or batch is approved with it."""
    for order in orders_below(context, record.kind, record):
        _approve(context, record, order, {})


for _kind in (REQUESTS, *BATCHES.values()):
    after(_kind, "update")(approve_below)


def _approve(context: Context, record: Stored, order: Stored, values: dict[str, Any]) -> None:
    if record.body.get("status") == "approved":
        values |= {"status": "approved", "reviewed_at": context.now()}
    values = {name: value for name, value in values.items() if order.body.get(name) != value}
    if values and {*values} != {"reviewed_at"}:
        context.change(order, values)
        if order.kind in BELOW:
            approve_below(context, order)


def gather(context: Context, batch: Stored) -> None:
    """``change_order_ids`` puts orders into the batch, and those that it leaves out are out of it."""
    chosen = batch.body.get("change_order_ids")
    kind = BELOW[batch.kind][0][0]
    if chosen is None:
        return
    inside = {order.id for order in grouped(context, kind, batch.project_id, "batch_id").get(batch.id, ())}
    for number in inside ^ set(chosen):
        order = context.current(kind, number)
        if order is not None and order.project_id == batch.project_id:
            context.change(order, {"batch_id": batch.id if number in chosen else None})
    approve_below(context, batch)


for _kind in BATCHES.values():
    after(_kind, "create", "update")(gather)


@computed(PACKAGES, "type")
def type_of(package: Stored, context: Context) -> str:
    """By the contract that it changes."""
    prime = contract_of(context, PACKAGES, package.body.get("contract_id"))
    return "PrimeContractChangeOrder" if prime and prime.kind == PRIME_CONTRACTS else "CommitmentContractChangeOrder"


def above(order: Stored, context: Context, kind: str, name: str) -> Stored | None:
    """What a change order is inside of."""
    number = order.body.get(name)
    return referred(context, kind, number)


@computed(POTENTIAL, "change_order_request_title")
def request_title(order: Stored, context: Context) -> str | None:
    """The title of the request that a potential change order is in."""
    request = above(order, context, REQUESTS, "change_order_request_id")
    return str(request.body.get("title") or "") if request and context.shows(request) else None


@computed(POTENTIAL, "change_order_package_title")
def package_title(order: Stored, context: Context) -> str | None:
    """The title of the package above, directly or through a request."""
    request = above(order, context, REQUESTS, "change_order_request_id")
    package = above(request or order, context, PACKAGES, "change_order_package_id")
    return str(package.body.get("title") or "") if package and context.shows(package) else None


computed(PACKAGES, "line_items")(package_lines)


@action("GET change_order/statuses")
def statuses(context: Context) -> list[dict[str, Any]]:
    """The states of a change order."""
    ordered = sorted(STATUSES, key=("draft", *sorted(PENDING), "approved", "no_charge", "rejected", "void").index)
    names = [(status, status.replace("_", " ").title()) for status in ordered]
    return [
        {"id": number, "name": name, "mapped_to_status": status, "show_in_select": True}
        for number, (status, name) in enumerate(names, 1)
    ]
