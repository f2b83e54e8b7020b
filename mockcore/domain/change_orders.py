"""Change orders: which contract each changes, what lies below one, what they come to, and by whose status they count.

A potential change order is what the newer paths call a commitment or prime change order, a package what they call a batch.
Source: documented, change orders; reference (a batch gathers potential change orders or requests by id); how totals roll up is
assumed; decisions, Two generations of change orders.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, money
from mockcore.domain.financial_markups import with_markups
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS, grouped, lines_of
from mockcore.domain.references import in_project, referred
from mockcore.domain.status_effects import effect
from mockcore.domain.taxes import taxes_on
from mockcore.request.context import Context
from mockcore.store.records import Stored

PACKAGES, REQUESTS = "change_order_packages", "change_order_requests"
PACKAGE_ID, REQUEST_ID = "change_order_package_id", "change_order_request_id"
# Resource → kind of contract → the ``type`` of its change orders, by which the newer paths tell them apart.
TYPES = {
    POTENTIAL: {COMMITMENTS: "CommitmentChangeOrder", PRIME_CONTRACTS: "PrimeChangeOrder"},
    PACKAGES: {COMMITMENTS: "CommitmentContractChangeOrder", PRIME_CONTRACTS: "PrimeContractChangeOrder"},
}
_CONTRACTS = {type_: (kind,) for types in TYPES.values() for kind, type_ in types.items()}


def contract_of(context: Context, number: Any, type_: Any = None) -> Stored | None:
    """The live contract of the project that a change order names: of any kind, or of that which a type changes."""
    for name in _CONTRACTS.get(type_, (COMMITMENTS, PRIME_CONTRACTS)):
        contract = in_project(context, name, number)
        if contract is not None:
            return contract
    return None


def total_of(record: Stored, context: Context) -> Decimal:
    """What a change order comes to: its lines, or what lies below it, or else what was given."""
    if record.kind == POTENTIAL:
        lines = lines_of(context, record)
        return with_markups(context, record) + taxes_on(context, lines) if lines else money(record.body.get("grand_total"))
    orders = orders_below(context, record)
    return sum((total_of(order, context) for order in orders), NONE) if orders else money(record.body.get("grand_total"))


def changes(context: Context, contract: Stored, which: str) -> Decimal:
    """What the change orders of a contract with that effect come to; one inside another counts once."""
    return sum((total_of(order, context) for order in counted(context, contract) if effect(order) == which), NONE)


def counted(context: Context, contract: Stored) -> list[Stored]:
    """The outermost change orders of a contract."""
    orders = [order for kind in (PACKAGES, REQUESTS, POTENTIAL) for order in of_contract(context, contract, kind)]
    return [order for order in orders if outermost(context, order) is order]


def of_contract(context: Context, contract: Stored, kind: str) -> list[Stored]:
    """The change orders of one kind that a contract has."""
    return list(grouped(context, kind, contract.project_id, "contract_id").get(contract.id, ()))


def outermost(context: Context, order: Stored) -> Stored:
    """The package or request that a change order is in, directly or not; itself when it is in none. Its status counts."""
    request = _above(context, REQUESTS, order, REQUEST_ID)
    package = (_above(context, PACKAGES, request, PACKAGE_ID) if request else None) or _above(
        context, PACKAGES, order, PACKAGE_ID
    )
    return package or request or order


def _above(context: Context, kind: str, order: Stored, name: str) -> Stored | None:
    record = referred(context, kind, order.body.get(name))
    return record if record is not None and record.deleted_at is None else None


def orders_below(context: Context, record: Stored) -> list[Stored]:
    """What lies directly below a request or package."""
    if record.kind == REQUESTS:
        return list(_inside(context, POTENTIAL, record, REQUEST_ID))
    if record.kind != PACKAGES:
        return []
    orders = _inside(context, POTENTIAL, record, PACKAGE_ID)
    return [
        *_inside(context, REQUESTS, record, PACKAGE_ID),
        *(order for order in orders if _above(context, REQUESTS, order, REQUEST_ID) is None),
    ]


def _inside(context: Context, kind: str, record: Stored, name: str) -> Iterable[Stored]:
    return grouped(context, kind, record.project_id, name).get(record.id, ())


def package_lines(package: Stored, context: Context) -> list[Stored]:
    """The lines of the potential change orders below."""
    orders = orders_below(context, package)
    innermost = [order for order in orders if order.kind == POTENTIAL]
    innermost += [order for request in orders if request.kind == REQUESTS for order in orders_below(context, request)]
    return [line for order in innermost for line in lines_of(context, order)]
