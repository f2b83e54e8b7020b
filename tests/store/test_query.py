"""Lists as the writer of records has filled them: counted from totals where those suffice, else row by row."""

import pytest

from mockcore.store.query import distinct, page, page_ids, place, total
from mockcore.store.records import Records
from mockcore.store.selection import Condition, Selection
from tests.tiny import ANNA, BEN, COMPANY, OTHER, PROJECT, Tiny


@pytest.fixture
def records() -> Records:
    return Tiny().engine.world


def test_a_page_has_the_columns_of_a_record_and_its_ids_are_those_of_the_page(records: Records) -> None:
    selection = Selection("users", limit=1)
    rows = page(records.storage, selection)
    assert [row[:1] for row in rows] == [(ANNA,)]
    assert page_ids(records.storage, selection) == [ANNA]


def test_totals_that_are_kept_and_those_that_are_counted_agree(records: Records) -> None:
    kept = total(records.storage, Selection("users", COMPANY))
    counted = total(records.storage, Selection("users", COMPANY, conditions=[Condition("name", "set", None)]))
    assert (kept, counted) == (1, 1)
    assert total(records.storage, Selection("users")) == 2
    assert total(records.storage, Selection("users", COMPANY, deleted="with")) == 1


def test_distinct_values_are_in_order_and_have_no_null(records: Records) -> None:
    assert distinct(records.storage, Selection("users"), "name") == ["Anna", "Ben"]
    assert distinct(records.storage, Selection("users"), "nothing") == []


@pytest.mark.parametrize(
    "other",
    [
        Selection("users", OTHER),
        Selection("users", COMPANY, PROJECT),
        Selection("users", COMPANY, member_of=PROJECT),
        Selection("users", COMPANY, deleted="only"),
        Selection("users", COMPANY, offset=1),
        Selection("users", COMPANY, sort=[("name", True)]),
        Selection("users", COMPANY, conditions=[Condition("id", "in", [BEN])]),
    ],
)
def test_pages_that_differ_in_anything_have_different_places(other: Selection) -> None:
    assert place(other) != place(Selection("users", COMPANY))
    assert place(other) == place(other)
    assert hash(place(other)) == hash(place(other))
