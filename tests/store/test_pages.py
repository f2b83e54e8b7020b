"""Rendered pages are kept within a bound, until something is written or a second passes."""

from mockcore.store.pages import MOST_PAGE_BYTES, Pages
from mockcore.store.records import Records
from mockcore.store.sqlite.database import Database


def test_a_page_is_found_again_until_it_is_cleared() -> None:
    pages = Pages()
    pages.keep("first", b"[1]", 1)
    assert pages.get("first") == (b"[1]", 1)
    pages.clear()
    assert pages.get("first") is None


def test_a_page_that_is_very_long_is_not_kept() -> None:
    pages = Pages()
    pages.keep("long", b"x" * (MOST_PAGE_BYTES // 8 + 1), 1)
    assert pages.get("long") is None


def test_what_is_kept_makes_room_for_what_follows() -> None:
    pages = Pages()
    for number in range(9):
        pages.keep(number, b"x" * (MOST_PAGE_BYTES // 8), 1)
    assert pages.get(0) is None
    assert pages.get(8) is not None


def test_a_write_and_another_second_forget_every_page() -> None:
    records = Records(Database())
    records.at(1)
    records.pages.keep("first", b"[1]", 1)
    records.at(1)
    assert records.pages.get("first")
    records.at(2)
    assert records.pages.get("first") is None
    records.pages.keep("first", b"[1]", 1)
    records.changed("vendors")
    assert records.pages.get("first") is None
