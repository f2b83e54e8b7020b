"""Money is exact decimals with two places at least, written as text."""

from decimal import Decimal
from typing import Any

import pytest

from mockcore.domain.amounts import (
    cents,
    check_numbers,
    decimal,
    extend,
    extended_type,
    extension,
    money,
    money_text,
    percent,
    quantity_text,
    share_of,
    total,
    write_amount,
)
from mockcore.errors import Unprocessable


@pytest.mark.parametrize("value", [None, "", "much", "NaN", "1e15", True])
def test_what_writes_no_number_is_none_and_counts_as_zero(value: Any) -> None:
    assert decimal(value) is None
    assert money(value) == 0


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    assert [money_text(Decimal(text)) for text in ("0.125", "-0.125", "1000.1")] == ["0.13", "-0.13", "1000.10"]


def test_a_share_of_nothing_is_no_percent() -> None:
    assert percent(Decimal(53), Decimal(55)) == "96.36%"
    assert percent(Decimal(53), Decimal(0)) == "0.00%"


def test_a_sum_is_exact() -> None:
    assert total([{"amount": "0.10"}, {"amount": 0.2}, {"amount": "1000"}, {}]) == Decimal("1000.30")
    assert total([{"amount": "1,000"}]) == 0


def test_fields_that_write_no_number_are_named_together() -> None:
    with pytest.raises(Unprocessable) as refusal:
        check_numbers({"amount": "much", "quantity": "few", "unit_cost": ""}, ("amount", "quantity", "unit_cost"))
    assert set(refusal.value.fields) == {"amount", "quantity"}


def test_an_amount_is_rounded_as_it_is_written_and_a_sum_is_one_of_rounded_amounts() -> None:
    values = {"short": "1.5", "long": "1.2345", "none": None}
    write_amount(values, *values)
    assert values == {"short": "1.50", "long": "1.23", "none": None}
    assert total([{"amount": "5.005"}] * 3) == Decimal("15.03")
    assert money_text(share_of(Decimal("100.10"), Decimal(5)) * 3) == "15.03"


def test_quantities_and_prices_have_all_their_places() -> None:
    assert [quantity_text(Decimal(text)) for text in ("4", "1.5", "12.34567")] == ["4.00", "1.50", "12.34567"]
    assert extension(Decimal("12.34567"), Decimal("0.333333")) == Decimal("4.12")
    assert extension(Decimal("9e14"), Decimal("9e14")) == Decimal("8.1e29")
    assert f"{cents(Decimal('-0.001')):f}" == "0.00"


def test_a_line_is_quantity_times_unit_cost_unless_its_amount_was_given() -> None:
    calculated: dict[str, Any] = {"quantity": "10", "unit_cost": "25.5"}
    manual: dict[str, Any] = {**calculated, "amount": "7"}
    for line in (calculated, manual):
        extend(line, {})
    assert (calculated["amount"], manual["amount"]) == ("255.00", "7.00")
    assert (extended_type(calculated), extended_type(manual)) == ("calculated", "manual")
