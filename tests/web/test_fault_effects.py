"""What the wire does when a fault rule strikes."""

import asyncio
from typing import Any

import pytest

from mockcore.call import Reply
from mockcore.gates.fault_strikes import DRIP, LOST, MALFORMED, RESET, STALE, TRUNCATE, Strike
from mockcore.web.fault_effects import apply
from mockcore.web.protocol import ABORT

BODY = b'{"name":"Pump","status":"open"}'


class Wire:
    """What was sent, and how the connection was cut: None where it was not."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.reset: bool | None = None

    async def send(self, message: Any) -> None:
        self.messages.append(message)

    def cut(self, reset: bool) -> None:
        self.reset = reset

    def struck(self, kind: str, **effect: Any) -> bool:
        scope = {"extensions": {ABORT: self.cut}}
        strike, head = Strike("rule", kind=kind, effect=effect), [("content-length", "1"), ("x-mine", "yes")]
        return asyncio.run(apply(strike, Reply(200, BODY), head, scope, self.send))

    @property
    def body(self) -> bytes:
        return b"".join(message["body"] for message in self.messages[1:])


@pytest.mark.parametrize(("kind", "reset"), [(RESET, True), (LOST, False)])
def test_a_connection_is_cut_without_an_answer(kind: str, reset: bool) -> None:
    wire = Wire()
    assert wire.struck(kind)
    assert (wire.messages, wire.reset) == ([], reset)


def test_half_an_answer_promises_the_whole_one() -> None:
    wire = Wire()
    assert wire.struck(TRUNCATE)
    assert wire.messages[0]["headers"] == [(b"x-mine", b"yes"), (b"content-length", str(len(BODY)).encode())]
    assert (wire.body, wire.reset) == (BODY[: len(BODY) // 2], False)


def test_a_malformed_answer_is_whole_and_no_json() -> None:
    wire = Wire()
    assert wire.struck(MALFORMED)
    assert dict(wire.messages[0]["headers"])[b"content-length"] == str(len(wire.body)).encode()
    assert wire.body.startswith(BODY[:20])
    assert wire.body.endswith(b'{"')
    assert wire.reset is None


def test_an_answer_that_drips_comes_whole() -> None:
    wire = Wire()
    assert wire.struck(DRIP, bytes_per_second=1_000_000)
    assert (wire.body, wire.reset) == (BODY, None)


def test_what_is_no_business_of_the_wire_is_left_to_the_others() -> None:
    wire = Wire()
    assert not wire.struck(STALE)
    assert wire.messages == []
