"""One attempt to deliver."""

import asyncio
from typing import Any

import pytest

from mockcore.store.records import Stored
from mockcore.webhooks.attempts import FAR, GONE, Attempts
from mockcore.webhooks.outbound_client import OutboundClient
from mockcore.webhooks.outbox import DELIVERED, DELIVERIES, DISCARDED, HOOKS, RETRYING
from tests.tiny import COMPANY, Tiny, record

HERE = "http://127.0.0.1/hook"


class Destination(OutboundClient):
    """Answers with a status, or with the failure that it is given; counts."""

    def __init__(self, answer: int | Exception) -> None:
        super().__init__([])
        self.answer = answer
        self.count = 0

    async def post(self, url: str, payload: Any, headers: Any) -> dict[str, Any]:
        self.count += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return {"response_status": self.answer}


def attempt(answer: int | Exception, url: str = HERE, *, hook: bool = True, twice: bool = False) -> tuple[str, Any, int, int]:
    tiny, destination = Tiny(), Destination(answer)
    if hook:
        tiny.engine.world.insert(record(HOOKS, 400, COMPANY, destination_url=url))
    delivery: Stored = record(DELIVERIES, 500, COMPANY, event={"id": 1}, resource_name="RFIs")
    delivery.parent_id = 400
    attempts = Attempts(tiny.engine.outbox, tiny.clock, destination, lambda name: twice)
    status, shown = asyncio.run(attempts.make(url, delivery))
    return status, shown["response_error"], destination.count, attempts.answered


@pytest.mark.parametrize(("answer", "status"), [(204, DELIVERED), (500, RETRYING), (302, RETRYING)])
def test_an_answer_by_2xx_is_a_delivery_and_any_other_is_tried_again(answer: int, status: str) -> None:
    assert attempt(answer) == (status, None, 1, 1)


def test_a_failure_is_tried_again_and_says_why() -> None:
    assert attempt(OSError("refused")) == (RETRYING, "refused", 1, 0)
    assert attempt(TimeoutError()) == (RETRYING, "TimeoutError", 1, 0)


def test_without_a_hook_or_to_a_stranger_nothing_is_sent() -> None:
    assert attempt(204, hook=False) == (DISCARDED, GONE, 0, 0)
    assert attempt(204, "http://elsewhere.example/") == (DISCARDED, FAR, 0, 0)


def test_a_duplicate_is_sent_twice_and_answered_once() -> None:
    assert attempt(204, twice=True) == (DELIVERED, None, 2, 1)
