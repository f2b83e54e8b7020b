"""Payment applications of a prime contract: their order, their items and what the approved ones come to."""

from mockcore.domain.line_items import PRIME_CONTRACTS
from mockcore.domain.payment_applications import (
    APPLICATIONS,
    CHANGE,
    ITEMS,
    LINE,
    applications,
    billed,
    figures,
    items_of,
    previous,
)
from mockcore.request.context import Context
from mockcore.store.record import Stored


def item(context: Context, application: Stored, number: int, origin: str, work: str) -> Stored:
    values = {"payment_application_id": application.id, "item_number": number, "origin_type": origin, "scheduled_value": "100"}
    return context.put(ITEMS, {**values, "work_completed_this_period": work}, application.parent_id)


def test_applications_and_their_items_are_in_the_order_of_their_numbers(context: Context) -> None:
    contract = context.put(PRIME_CONTRACTS, {})
    second, first = (context.put(APPLICATIONS, {"number": number}, contract.id) for number in (2, 1))
    assert [record.id for record in applications(context, contract)] == [first.id, second.id]
    last, begin = item(context, first, 2, LINE, "1"), item(context, first, 1, LINE, "1")
    assert [record.id for record in items_of(context, first)] == [begin.id, last.id]


def test_what_is_due_leaves_out_what_the_one_before_has_certified(context: Context) -> None:
    contract = context.put(PRIME_CONTRACTS, {})
    first = context.put(APPLICATIONS, {"number": 1, "status": "approved"}, contract.id)
    item(context, first, 1, LINE, "40")
    second = context.put(APPLICATIONS, {"number": 2, "previous_payment_application_id": first.id}, contract.id)
    item(context, second, 1, LINE, "60")
    item(context, second, 2, CHANGE, "5")
    before = previous(context, second)
    assert before is not None
    assert before.id == first.id
    assert figures(context, second)["current_payment_due"] == "25.00"
    assert figures(context, second)["net_change_by_change_orders"] == "100.00"
    assert billed(context, contract) == 40
