"""The page that a call asks for, and that page of a list that a tool puts together."""

import pytest

from mockcore.request.paging import UNPAGED, page, paged
from tests.tiny import WIDGETS, Tiny

PAGES = [("", (0, 2)), ("page=3", (4, 2)), ("page=2&per_page=4", (4, 4)), ("per_page=50", (0, 5))]


@pytest.mark.parametrize(("query", "expected"), PAGES)
def test_the_document_says_how_long_a_page_is_and_how_long_at_most(query: str, expected: tuple[int, int]) -> None:
    context = Tiny().context(query=query)
    assert page(context, context.operation) == expected


def test_a_page_of_a_list_tells_its_total() -> None:
    context = Tiny().context(query="page=2")
    assert paged(context, [1, 2, 3]) == [3]
    headers = dict(context.call.reply_headers)
    assert (headers["Total"], headers["Per-Page"]) == ("3", "2")


def test_a_page_past_the_end_is_empty() -> None:
    assert paged(Tiny().context(query="page=9"), [1, 2, 3]) == []


def test_an_operation_without_pages_has_all_at_once_or_a_hundred() -> None:
    tiny = Tiny()
    number = tiny.make()[1]["id"]
    context = tiny.context(path=f"{WIDGETS}/{number}")
    assert page(context, context.operation) == (0, UNPAGED)
    assert len(paged(context, list(range(150)))) == 100
