"""Change orders: their kinds and statuses, which contract each changes, what lies below one, and what they come to.

Source: documented, change orders; how totals roll up and what counts as pending is assumed.
"""

from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, money, total
from mockcore.domain.financial_markups import with_markups
from mockcore.domain.line_items import (
    COMMITMENT_ORDERS,
    COMMITMENTS,
    POTENTIAL,
    PRIME_CONTRACTS,
    PRIME_ORDERS,
    grouped,
    lines_of,
)
from mockcore.domain.references import in_project
from mockcore.request.context import Context
from mockcore.store.records import Stored

PACKAGES, REQUESTS = "change_order_packages", "change_order_requests"
BATCHES = {COMMITMENT_ORDERS: "commitment_change_order_batches", PRIME_ORDERS: "prime_change_order_batches"}
# What has a total by what lies below it: (resource below, the field by which it refers upwards), the first that has any.
BELOW: dict[str, tuple[tuple[str, str], ...]] = {
    PACKAGES: ((REQUESTS, "change_order_package_id"), (POTENTIAL, "change_order_package_id")),
    REQUESTS: ((POTENTIAL, "change_order_request_id"),),
    **{batch: ((order, "batch_id"),) for order, batch in BATCHES.items()},
}
OF_COMMITMENTS = frozenset({COMMITMENT_ORDERS, BATCHES[COMMITMENT_ORDERS]})
OF_PRIME_CONTRACTS = frozenset({PRIME_ORDERS, BATCHES[PRIME_ORDERS]})
APPROVED, DRAFT = frozenset({"approved"}), frozenset({"draft"})
PENDING = frozenset({"pending", "revised", "pricing", "not_pricing", "proceeding", "not_proceeding", "pending_billable"})


def contract_of(context: Context, kind: str, number: Any) -> Stored | None:
    """The live contract of the project that a change order names: a commitment or a prime contract."""
    kinds = (COMMITMENTS,) if kind in OF_COMMITMENTS else (PRIME_CONTRACTS,) if kind in OF_PRIME_CONTRACTS else ()
    for name in kinds or (COMMITMENTS, PRIME_CONTRACTS):
        contract = in_project(context, name, number)
        if contract is not None:
            return contract
    return None


def total_of(record: Stored, context: Context) -> Decimal:
    """What a change order comes to: its lines, or what lies below it, or else what was given."""
    if record.kind not in BELOW:
        lines = lines_of(context, record)
        if lines:
            return with_markups(context, record) if record.kind == POTENTIAL else total(lines)
        return money(record.body.get("grand_total"))
    for kind, name in BELOW[record.kind]:
        orders = grouped(context, kind, record.project_id, name).get(record.id)
        if orders:
            return sum((total_of(order, context) for order in orders), NONE)
    return money(record.body.get("grand_total"))


def changes(context: Context, contract: Stored, statuses: frozenset[str]) -> Decimal:
    """What the change orders of a contract in those statuses come to; one inside another counts once."""
    orders = [order for order in counted(context, contract) if order.body.get("status") in statuses]
    return sum((total_of(order, context) for order in orders), NONE)


def counted(context: Context, contract: Stored) -> list[Stored]:
    """The outermost change orders of a contract, and the newer orders whether or not they are in a batch."""
    orders = COMMITMENT_ORDERS if contract.kind == COMMITMENTS else PRIME_ORDERS
    outermost = of_contract(context, contract, PACKAGES) + of_contract(context, contract, orders)
    for kind in (REQUESTS, POTENTIAL):
        outermost += [order for order in of_contract(context, contract, kind) if not _inside(order)]
    return outermost


def of_contract(context: Context, contract: Stored, kind: str) -> list[Stored]:
    """The change orders of one kind that a contract has."""
    return list(grouped(context, kind, contract.project_id, "contract_id").get(contract.id, ()))


def _inside(record: Stored) -> bool:
    return bool(record.body.get("change_order_package_id") or record.body.get("change_order_request_id"))


def orders_below(context: Context, kind: str, record: Stored) -> list[Stored]:
    """What lies directly below a change order of that kind."""
    return [
        order
        for below, name in BELOW[kind]
        for order in grouped(context, below, record.project_id, name).get(record.id, ())
    ]  # fmt: skip


def package_lines(package: Stored, context: Context) -> list[Stored]:
    """The lines of the potential change orders below."""
    orders = [order for order in orders_below(context, PACKAGES, package) if order.kind == POTENTIAL]
    for request in (order for order in orders_below(context, PACKAGES, package) if order.kind == REQUESTS):
        orders += orders_below(context, REQUESTS, request)
    return [line for order in orders for line in lines_of(context, order)]
