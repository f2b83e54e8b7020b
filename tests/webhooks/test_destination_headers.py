"""The headers that a hook may give its deliveries."""

from typing import Any

import pytest

from mockcore.webhooks.destination_headers import sendable, wrong_with


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer x y"}, {"X-Key": ""}, {"x_1": "a\tb"}, {"User-Agent": "Procore"}]
)
def test_any_header_may_be_given(headers: dict[str, str]) -> None:
    assert wrong_with(headers) == ""
    assert sendable(headers) == headers


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"X-Key": "1\r\nHost: evil"}, "must have visible ASCII characters as X-Key"),
        ({"X-Key": "\u043a\u043b\u044e\u0447"}, "must have visible ASCII characters as X-Key"),
        ({"X-Key": " 1"}, "must have visible ASCII characters as X-Key"),
        ({"X-Key": 5}, "must have a string as X-Key"),
        ({"X-Key": None}, "must have a string as X-Key"),
        ({"X Key": "1"}, "has a name that is no name of a header"),
        ({"": "1"}, "has a name that is no name of a header"),
        ({"hOST": "evil.example"}, "must not have hOST"),
        ({"Content-Length": "1"}, "must not have Content-Length"),
        ({"Transfer-Encoding": "chunked"}, "must not have Transfer-Encoding"),
        ({"Connection": "X-Key"}, "must not have Connection"),
        ({"Mockcore-Delivery": "no"}, "must not have Mockcore-Delivery"),
        ({"X-Key": "x" * 5_000}, "has a X-Key that is too long (maximum is 4096 characters)"),
        ({f"X-{number}": "1" for number in range(51)}, "has too many headers (maximum is 50)"),
        (["X-Key"], "must be an object of names and values"),
    ],
)
def test_what_a_request_cannot_say_or_says_itself_is_wrong(headers: Any, reason: str) -> None:
    assert wrong_with(headers) == reason


def test_of_headers_that_were_never_refused_the_good_ones_are_sent() -> None:
    assert sendable({"X-Key": "1", "Host": "evil.example", "X-Bad": "\n", "X-Number": 5}) == {"X-Key": "1"}
    assert sendable(None) == {}
