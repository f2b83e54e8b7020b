"""The columns of the standard view: fields under their names, the others under the names of their columns."""

from decimal import Decimal

from mockcore.domain.budget_columns import amount_of, figures
from mockcore.domain.budget_sums import Row


def test_a_column_of_the_view_stands_under_its_label_and_a_field_under_its_name() -> None:
    columns = figures(7, Row(original=Decimal(100), moved=Decimal(20), committed=Decimal(30)))
    assert columns["original_budget_amount"] == "100.00"
    assert (columns["Revised Budget"], columns["Projected Costs"]) == ("120.00", "30.00")


def test_the_forecast_is_what_is_left_unless_it_was_made_by_hand() -> None:
    automatic = figures(7, Row(original=Decimal(100), committed=Decimal(30)))["budget_forecast"]
    manual = figures(7, Row(original=Decimal(100), committed=Decimal(30), manual=Decimal(5)))["budget_forecast"]
    assert (automatic["amount"], automatic["automatically_calculated"]) == ("70.00", True)
    assert (manual["amount"], manual["automatic_amount"], manual["calculation_strategy"]) == ("5.00", "70.00", "manual")


def test_the_number_of_a_column_is_read_from_a_text_and_from_a_forecast() -> None:
    assert amount_of("12.50") == amount_of({"amount": "12.50"}) == Decimal("12.5")
