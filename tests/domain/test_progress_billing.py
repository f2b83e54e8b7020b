"""The arithmetic of one item of an invoice, and of its items together."""

from decimal import Decimal
from typing import Any

import pytest

from mockcore.domain.progress_billing import carried, certified_by, complete, completed_by, settle, shown, summary
from mockcore.errors import Unprocessable

ITEM: dict[str, Any] = {
    "scheduled_value": "1000",
    "work_completed_from_previous_application": "200",
    "work_completed_this_period": "300",
    "materials_presently_stored": "100",
    "work_completed_retainage_from_previous_application": "20",
    "work_completed_retainage_percent_this_period": "10",
    "materials_stored_retainage_percent_this_period": "10",
}


def test_an_item_is_completed_by_earlier_work_this_work_and_stored_materials() -> None:
    figures = shown(ITEM)
    assert figures["total_completed_and_stored_to_date"] == "600.00"
    assert (figures["total_completed_and_stored_to_date_percent"], figures["balance_to_finish"]) == ("60.00", "400.00")
    assert (figures["work_completed_retainage_currently_retained"], figures["total_retainage_currently_retained"]) == (
        "50.00",
        "60.00",
    )


def test_the_next_invoice_begins_where_this_one_ended() -> None:
    following = carried(ITEM)
    assert following["work_completed_from_previous_application"] == "500.00"
    assert following["work_completed_retainage_from_previous_application"] == "50.00"
    assert following["materials_presently_stored"] == "100.00"


def test_three_items_retain_together_what_each_retains() -> None:
    line = {"scheduled_value": "100.10", "work_completed_this_period": "100.10"}
    items = [{**line, "work_completed_retainage_percent_this_period": "5"} for _ in range(3)]
    assert [shown(item)["work_completed_retainage_retained_this_period"] for item in items] == ["5.01"] * 3
    figures = summary(items, [], certified_by([]))
    assert (figures["total_retainage"], figures["current_payment_due"]) == ("15.03", "285.27")
    assert (completed_by(items), certified_by(items)) == (Decimal("300.30"), Decimal("285.27"))


def test_what_is_released_of_stored_materials_is_retained_no_longer() -> None:
    values: dict[str, Any] = {"materials_stored_retainage_released_this_period": "4"}
    settle(values, ITEM)
    figures = shown({**ITEM, **values})
    assert figures["materials_stored_retainage_currently_retained"] == "6.00"
    assert carried({**ITEM, **values})["materials_stored_retainage_currently_retained"] == "6.00"


def test_a_quantity_is_work_at_the_scheduled_price_and_a_share_clears_the_amount() -> None:
    values: dict[str, Any] = {
        "work_completed_this_period_quantity": "4",
        "work_completed_retainage_percent_this_period": "5",
    }
    settle(values, {"scheduled_unit_price": "25.5"})
    assert values["work_completed_this_period"] == "102.00"
    assert values["work_completed_retainage_retained_this_period"] is None
    with pytest.raises(Unprocessable):
        settle({"work_completed_this_period": "much"}, {})


def test_what_is_due_is_what_was_earned_less_earlier_certificates() -> None:
    order = {"scheduled_value": "-50", "is_new": True}
    earned = certified_by([ITEM])
    figures = summary([ITEM], [order], earned)
    assert (figures["original_contract_sum"], figures["net_change_by_change_orders"]) == ("1000.00", "-50.00")
    assert (figures["total_earned_less_retainage"], figures["current_payment_due"]) == ("540.00", "0.00")
    assert figures["negative_new_change_order_item_total"] == "-50.00"
    assert complete(figures) == "63.16%"


def test_no_more_retainage_is_released_than_there_is() -> None:
    item = {"work_completed_retainage_from_previous_application": "30.00", "work_completed_this_period": "100.00"}
    name = "work_completed_retainage_released_this_period"
    settle({name: "30"}, item)
    with pytest.raises(Unprocessable) as refusal:
        settle({name: "30.01"}, item)
    assert refusal.value.fields == {name: ["cannot be more than the retainage, which is 30.00"]}
