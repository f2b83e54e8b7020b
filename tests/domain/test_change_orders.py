"""Change orders: which contract one changes, what lies below it and what it comes to."""

import pytest

from mockcore.domain.change_orders import (
    PACKAGES,
    REQUESTS,
    TYPES,
    changes,
    contract_of,
    counted,
    orders_below,
    outermost,
    package_lines,
    total_of,
)
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS
from mockcore.domain.status_effects import APPROVED, PENDING
from mockcore.request.context import Context
from mockcore.store.records import Stored


@pytest.fixture
def commitment(context: Context) -> Stored:
    return context.put(COMMITMENTS, {"status": "Draft"})


def test_an_order_of_one_kind_of_contract_does_not_change_the_other(context: Context, commitment: Stored) -> None:
    prime = context.put(PRIME_CONTRACTS, {})
    of_commitment, of_prime = TYPES[POTENTIAL][COMMITMENTS], TYPES[POTENTIAL][PRIME_CONTRACTS]
    cases = ((of_commitment, commitment.id), (of_prime, commitment.id), (None, prime.id), (None, "no id"))
    contracts = [contract_of(context, number, type_) for type_, number in cases]
    assert [contract.id if contract else None for contract in contracts] == [commitment.id, None, prime.id, None]


def test_totals_roll_up_from_lines_through_requests_to_the_package(context: Context, commitment: Stored) -> None:
    package = context.put(PACKAGES, {"contract_id": commitment.id, "grand_total": "1"})
    assert total_of(package, context) == 1
    request = context.put(REQUESTS, {"contract_id": commitment.id, "change_order_package_id": package.id})
    order = context.put(POTENTIAL, {"contract_id": commitment.id, "change_order_request_id": request.id})
    lines = [context.put(f"{POTENTIAL}/line_items", {"amount": amount}, order.id) for amount in ("10", "5.50")]
    assert total_of(package, context) == total_of(request, context) == total_of(order, context) == 15.5
    assert orders_below(context, package) == [request]
    assert package_lines(package, context) == lines


def test_one_inside_another_counts_once(context: Context, commitment: Stored) -> None:
    common = {"contract_id": commitment.id, "status": "approved", "grand_total": "100"}
    package = context.put(PACKAGES, common)
    inside = context.put(POTENTIAL, {**common, "status": "pending", "change_order_package_id": package.id})
    alone = context.put(POTENTIAL, common)
    context.put(POTENTIAL, {**common, "status": "void"})
    assert {order.id for order in counted(context, commitment)} >= {package.id, alone.id}
    assert outermost(context, inside).id == package.id
    assert (changes(context, commitment, APPROVED), changes(context, commitment, PENDING)) == (200, 0)
