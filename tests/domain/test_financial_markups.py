"""What markups add: horizontal ones to a line, vertical ones to the sum, compounding ones to what was added before."""

from decimal import Decimal
from typing import Any

import pytest

from mockcore.domain.financial_markups import CONTRACT, MARKUPS, ORDER, of_order, reckoned, with_lines, with_markups
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL
from mockcore.request.context import Context
from mockcore.store.records import Stored


@pytest.fixture
def order(context: Context) -> Stored:
    """A change order with one line of 100.00."""
    order = context.put(POTENTIAL, {"contract_id": context.put(COMMITMENTS, {}).id})
    context.put(f"{POTENTIAL}/line_items", {"amount": "100"}, order.id)
    return order


def markup(context: Context, kind: str, number: int, **values: Any) -> Stored:
    return context.put(MARKUPS, {"holder_type": kind, "holder_id": number, **values})


def test_horizontal_markups_are_on_lines_and_vertical_ones_on_their_sum(context: Context, order: Stored) -> None:
    markup(context, ORDER, order.id, markup_set="horizontal", percentage="10")
    markup(context, ORDER, order.id, markup_set="vertical", percentage="5")
    assert (with_lines(context, order), with_markups(context, order)) == (110, Decimal("115.5"))


def test_a_compounding_markup_is_on_those_before_it_and_each_is_rounded(context: Context, order: Stored) -> None:
    first = markup(context, ORDER, order.id, percentage="10")
    second = markup(context, ORDER, order.id, percentage="10", compound={"type": "all"})
    plain = markup(context, ORDER, order.id, percentage="0.333", compound={"type": "none"})
    assert reckoned([first, second, plain], Decimal(100)) == [10, 11, Decimal("0.33")]


def test_an_order_without_its_own_has_those_that_its_contract_keeps(context: Context, order: Stored) -> None:
    of_contract = markup(context, CONTRACT, order.body["contract_id"], markup_set="change_orders_vertical", percentage="3")
    assert of_order(context, order, "vertical") == [of_contract]
    own = markup(context, ORDER, order.id, markup_set="vertical", percentage="4")
    assert of_order(context, order, "vertical") == [own]
