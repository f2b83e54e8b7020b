import asyncio
from collections.abc import Mapping

import pytest
from starlette.types import Message

from mockcore.errors import PayloadTooLarge
from mockcore.web.request_body import body_of


def read(headers: Mapping[str, str], *chunks: bytes, most_bytes: int = 10) -> bytes:
    messages = [
        {"type": "http.request", "body": chunk, "more_body": number < len(chunks)} for number, chunk in enumerate(chunks, 1)
    ]

    async def receive() -> Message:
        return messages.pop(0)

    return asyncio.run(body_of(headers, receive, most_bytes))


def test_a_body_in_pieces_is_put_together() -> None:
    assert read({"transfer-encoding": "chunked"}, b"ab", b"", b"cd") == b"abcd"


def test_a_request_of_length_nothing_is_not_waited_for() -> None:
    assert read({"content-length": "0"}) == b""
    assert read({}) == b""


def test_a_body_over_the_limit_is_refused_whatever_its_header_says() -> None:
    for headers in ({"content-length": "11"}, {"transfer-encoding": "chunked"}):
        with pytest.raises(PayloadTooLarge, match="larger than 10 bytes"):
            read(headers, b"123456", b"789012")
