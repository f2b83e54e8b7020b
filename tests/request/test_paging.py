"""The page that a call asks for, and that page of a list that a tool puts together."""

from dataclasses import replace

import pytest

from mockcore.reference.input.query_values import query_values
from mockcore.reference.operation import Parameter
from mockcore.request.context import Context
from mockcore.request.paging import UNPAGED, from_row, page, paged
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


def in_rows(query: str) -> Context:
    """A call of an operation whose pages begin with a row."""
    context = Tiny().context()
    parameters = [Parameter(name, "query", False, {"type": "integer"}) for name in ("page_start", "page_size")]
    context.operation = replace(context.operation, parameters=parameters, compiled={})
    context.inputs.query, _ = query_values(context.operation, query)
    return context


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("page_start=2&page_size=3", [2, 3, 4]),
        ("page_start=1998", [1998, 1999]),
        ("page_size=2", [0, 1]),
        ("page_start=5000", []),
        ("page_start=-1&page_size=-1", [0]),
        ("page_size=0", list(range(100))),
        ("page_size=5000", list(range(1000))),
    ],
)
def test_a_page_may_begin_with_a_row(query: str, rows: list[int]) -> None:
    context = in_rows(query)
    assert from_row(context, list(range(2000))) == rows
    assert context.call.reply_headers == Tiny().context().call.reply_headers


def test_a_row_to_begin_with_says_nothing_where_the_document_has_pages() -> None:
    assert from_row(Tiny().context(query="page_start=two"), [1, 2, 3]) == [1, 2]
    assert from_row(in_rows(""), [1, 2, 3]) == [1, 2, 3]
