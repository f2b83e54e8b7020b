"""A selection is every live record of a resource, until it is narrowed."""

import pytest

from mockcore.store.selection import COLUMNS, MANY, NAME, SELECTED, Condition, Selection
from mockcore.store.sqlite.conditions import OPERATORS
from mockcore.store.sqlite.tables import Record


def test_one_selection_does_not_share_its_conditions_with_another() -> None:
    first, second = Selection("rfis"), Selection("rfis")
    first.conditions.append(Condition("id", "eq", 7))
    first.sort.append(("id", True))
    assert (second.conditions, second.sort, second.deleted, second.limit) == ([], [], "no", 100)


def test_columns_and_operators_exist() -> None:
    assert set(Record.model_fields) >= COLUMNS | set(SELECTED)
    assert set(OPERATORS) >= MANY


@pytest.mark.parametrize(("name", "fits"), [("owner.id", True), ("custom_field_7", True), ("a'b", False), ("a..b", False)])
def test_only_names_of_attributes_reach_the_database(name: str, fits: bool) -> None:
    assert bool(NAME.fullmatch(name)) is fits
