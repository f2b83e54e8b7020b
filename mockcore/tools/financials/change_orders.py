"""Change orders: potential ones, requests and packages in up to three tiers, which the newer paths call orders and batches.

Source: documented, change orders (one tier: a package has a potential change order beside it, which holds the lines; what is
approved is locked); reference for the fields; decisions, Two generations of change orders.
"""

from typing import Any

from mockcore.domain.amounts import check_numbers, money, money_text, total, write_amount
from mockcore.domain.change_order_pairs import (
    BESIDE,
    agree,
    go_together,
    has_requests,
    in_one_tier,
    partner,
    separate,
    stand_beside,
)
from mockcore.domain.change_orders import (
    PACKAGE_ID,
    PACKAGES,
    REQUEST_ID,
    REQUESTS,
    TYPES,
    contract_of,
    orders_below,
    package_lines,
    total_of,
)
from mockcore.domain.financial_markups import with_lines
from mockcore.domain.line_items import POTENTIAL, keep_locked, lines_of, refuse
from mockcore.domain.references import referred
from mockcore.domain.status_effects import APPROVED, DRAFT, PENDING, statuses as statuses_with
from mockcore.domain.taxes import taxes_on
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.store.records import Stored

KINDS = (PACKAGES, REQUESTS, POTENTIAL)
STATUSES = statuses_with(POTENTIAL, APPROVED, DRAFT, PENDING) | {"no_charge", "rejected", "void"}
REVIEWED = frozenset({"approved", "rejected"})
# Attribute of the newer paths → what of it is stored, in the order below.
GATHERED = {"change_order_ids": POTENTIAL, "legacy_request_ids": REQUESTS}
BATCH_ID = "batch_id"


def grand_total(record: Stored, context: Context) -> str:
    """The total as text."""
    return money_text(total_of(record, context))


def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A new change order is a draft. Raises: Unprocessable for a contract or status that does not exist."""
    kind = context.operation.kind
    if values.get("contract_id") is None:
        values["contract_id"] = context.parameter("contract_id")
    contract = contract_of(context, values.get("contract_id"), context.operation.where.get("type"))
    if contract is None:
        raise Unprocessable(fields={"contract_id": [Reason.UNKNOWN]})
    if kind in TYPES:
        values["type"] = TYPES[kind][contract.kind]
    values["status"] = values.get("status") or "draft"
    _settle(context, values)


def change(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for another total of an approved one, or a status that does not exist."""
    new_total = values.get("grand_total")
    stays = record is not None and values.get("status") in (None, record.body.get("status"))
    if record is not None and stays and new_total is not None and money(new_total) != total_of(record, context):
        refuse(record, "grand_total cannot be changed")
    for name in ("contract_id", "type", BESIDE):
        values.pop(name, None)
    if values.get("status") is None:
        values.pop("status", None)
    _settle(context, values)
    if record is not None:
        context.cache["status before", record.id] = record.body.get("status")
        _leave(context, values, record)


def _settle(context: Context, values: dict[str, Any]) -> None:
    if BATCH_ID in values:
        values[PACKAGE_ID] = values.pop(BATCH_ID)
    for name in GATHERED:
        context.cache[name] = values.pop(name, None)
    if values.get("status") not in STATUSES | {None}:
        raise Unprocessable(fields={"status": [Reason.NOT_LISTED]})
    check_numbers(values, ("grand_total",))
    write_amount(values, "grand_total")
    if values.get("status") in REVIEWED:
        values["reviewed_at"] = context.now()
        values["reviewer_id"] = values["reviewed_by_id"] = context.user_id


def _leave(context: Context, values: dict[str, Any], order: Stored) -> None:
    """What goes into another package or a request leaves the one beside it, which was there for its sake."""
    package = partner(context, order) if order.kind == POTENTIAL else None
    if package is None:
        return
    if values.get(REQUEST_ID) is not None or values.get(PACKAGE_ID, package.id) not in (None, package.id):
        values.setdefault(PACKAGE_ID, None)
        separate(context, package)
    elif PACKAGE_ID in values:
        values[PACKAGE_ID] = package.id


def lines_total(record: Stored, context: Context) -> str:
    """The lines with the markups and taxes on each."""
    lines = lines_of(context, record)
    return money_text(with_lines(context, record) + taxes_on(context, lines)) if lines else grand_total(record, context)


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
def make_order(context: Context, package: Stored) -> None:
    """In one tier, a package has a potential change order for its lines; requests and batches show that there are more."""
    if context.operation.where:
        gather(context, package)
    elif not has_requests(context, package.body["contract_id"]):
        stand_beside(context, package)


@after(POTENTIAL, "create")
def make_package(context: Context, order: Stored) -> None:
    """In one tier, an order of the newer paths has a package, as one that is made on the site has."""
    alone = order.body.get(PACKAGE_ID) is None and order.body.get(REQUEST_ID) is None
    if context.operation.where and alone and in_one_tier(context, order.body["contract_id"]):
        stand_beside(context, order)


@after(PACKAGES, "update")
@after(REQUESTS, "update")
@after(POTENTIAL, "update")
def follow(context: Context, record: Stored) -> None:
    """What stands beside agrees; what is below is approved with it, and no longer approved with it."""
    agree(context, record)
    gather(context, record)
    _carry_status(context, record, context.cache.pop(("status before", record.id), None))


def gather(context: Context, batch: Stored) -> None:
    """The orders or requests that are named are in the batch, and those that are left out are out of it."""
    for name, kind in GATHERED.items():
        chosen = context.cache.pop(name, None)
        if chosen is None or batch.kind != PACKAGES:
            continue
        inside = {order.id for order in orders_below(context, batch) if order.kind == kind}
        for number in inside ^ set(chosen):
            order = context.current(kind, number)
            if order is not None and order.project_id == batch.project_id:
                values: dict[str, Any] = {PACKAGE_ID: batch.id if number in chosen else None}
                _leave(context, values, order)
                context.change(order, values)
    if batch.kind == PACKAGES and batch.body.get("status") == "approved":
        _carry_status(context, batch, None)


def _carry_status(context: Context, record: Stored, earlier: Any) -> None:
    status = record.body.get("status")
    if status == earlier or "approved" not in (status, earlier):
        return
    for order in orders_below(context, record):
        if status == "approved" or order.body.get("status") == "approved":
            values = {"status": status, **({"reviewed_at": context.now()} if status == "approved" else {})}
            if order.body.get("status") != status:
                before_it = order.body.get("status")
                context.change(order, values)
                _carry_status(context, order, before_it)


@after(PACKAGES, "delete")
@after(POTENTIAL, "delete")
def delete_both(context: Context, record: Stored) -> None:
    """What stands beside goes too; what a package gathered is in none."""
    go_together(context, record)
    for order in orders_below(context, record):
        context.change(order, {PACKAGE_ID: None})


def _package(order: Stored) -> Any:
    return order.body.get(PACKAGE_ID)


@computed(POTENTIAL, BATCH_ID)
def batch_id(order: Stored, context: Context) -> Any:
    """The package that gathers the order, which there is in two tiers; not the one beside it."""
    return None if partner(context, order) is not None else _package(order)


@computed(POTENTIAL, "legacy_package_id")
def legacy_package_id(order: Stored, context: Context) -> Any:
    """The package that the order is in, or that stands beside it."""
    return _package(order)


@computed(POTENTIAL, "legacy_request_id")
def legacy_request_id(order: Stored, context: Context) -> Any:
    """The request that the order is in."""
    return order.body.get(REQUEST_ID)


def above(order: Stored, context: Context, kind: str, name: str) -> Stored | None:
    """What a change order is inside of."""
    number = order.body.get(name)
    return referred(context, kind, number)


@computed(POTENTIAL, "change_order_request_title")
def request_title(order: Stored, context: Context) -> str | None:
    """The title of the request that a potential change order is in."""
    request = above(order, context, REQUESTS, REQUEST_ID)
    return str(request.body.get("title") or "") if request and context.shows(request) else None


@computed(POTENTIAL, "change_order_package_title")
def package_title(order: Stored, context: Context) -> str | None:
    """The title of the package above, directly or through a request."""
    request = above(order, context, REQUESTS, REQUEST_ID)
    package = above(request or order, context, PACKAGES, PACKAGE_ID)
    return str(package.body.get("title") or "") if package and context.shows(package) else None


computed(PACKAGES, "line_items")(package_lines)


@action("GET change_order/statuses")
def statuses(context: Context) -> list[dict[str, Any]]:
    """The states of a change order."""
    pending = sorted(statuses_with(POTENTIAL, PENDING))
    ordered = sorted(STATUSES, key=("draft", *pending, "approved", "no_charge", "rejected", "void").index)
    names = [(status, status.replace("_", " ").title()) for status in ordered]
    return [
        {"id": number, "name": name, "mapped_to_status": status, "show_in_select": True}
        for number, (status, name) in enumerate(names, 1)
    ]
