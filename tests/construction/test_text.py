from random import Random

import pytest

from mockcore.construction.text import Slots, by_trade, lines, rows


def test_a_block_is_read_by_lines_and_cells() -> None:
    assert lines("\n  one\n\n  two  \n") == ("one", "two")
    assert rows("a | b\nc | d") == (("a", "b"), ("c", "d"))


def test_rows_are_grouped_under_the_headings_of_trades() -> None:
    assert by_trade("[Roofing]\na | b\n[Painting]\nc | d\ne | f") == {
        "Roofing": (("a", "b"),),
        "Painting": (("c", "d"), ("e", "f")),
    }


def test_a_slot_has_one_value_in_all_templates_of_a_record() -> None:
    slots = Slots(Random(7), {"n": lambda random: str(random.random())})
    assert slots.fill("{n}") == slots.fill("{n}")
    assert Slots(Random(7), {}, room="Room 204").fill("in {room}") == "in Room 204"


def test_a_slot_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        Slots(Random(7), {}).fill("{nothing}")
