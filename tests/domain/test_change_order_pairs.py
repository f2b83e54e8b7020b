"""The two records of a change order in one tier."""

import pytest

from mockcore.domain.change_order_pairs import BESIDE, agree, go_together, in_one_tier, partner, stand_beside
from mockcore.domain.change_orders import PACKAGE_ID, PACKAGES, REQUESTS, TYPES
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL
from mockcore.errors import Conflict
from mockcore.request.context import Context
from mockcore.store.records import Stored


@pytest.fixture
def package(context: Context) -> Stored:
    contract = context.put(COMMITMENTS, {"status": "Approved"})
    body = {"contract_id": contract.id, "type": TYPES[PACKAGES][COMMITMENTS], "title": "More", "status": "draft", "number": "7"}
    return context.put(PACKAGES, body)


def test_both_have_one_number_title_and_contract_and_name_each_other(context: Context, package: Stored) -> None:
    stand_beside(context, package)
    order = partner(context, package)
    assert order is not None
    assert order.kind == POTENTIAL
    assert (order.body["number"], order.body["title"], order.body[PACKAGE_ID]) == ("7", "More", package.id)
    assert (package.body[BESIDE], order.body["type"]) == (order.id, "CommitmentChangeOrder")
    assert context.next_number(POTENTIAL, parent_id=0) == 8


def test_they_agree_and_go_together(context: Context, package: Stored) -> None:
    stand_beside(context, package)
    order = partner(context, package)
    assert order is not None
    context.change(order, {"status": "pending"})
    agree(context, order)
    again = context.current(PACKAGES, package.id)
    assert again is not None
    assert again.body["status"] == "pending"
    go_together(context, order)
    gone = context.current(PACKAGES, package.id)
    assert gone is not None
    assert gone.deleted_at


def test_what_is_approved_does_not_go(context: Context, package: Stored) -> None:
    stand_beside(context, package)
    order = partner(context, package)
    assert order is not None
    context.change(package, {"status": "approved"})
    with pytest.raises(Conflict, match=r"^The change order package is approved: it cannot be deleted until"):
        go_together(context, order)


def test_a_request_or_a_package_of_several_shows_more_tiers(context: Context, package: Stored) -> None:
    number = package.body["contract_id"]
    assert not in_one_tier(context, number)
    stand_beside(context, package)
    assert in_one_tier(context, number)
    context.put(REQUESTS, {"contract_id": number})
    assert not in_one_tier(context, number)
