"""The calls of the API without a framework in between."""

import asyncio
from typing import Any

import orjson

from mockcore.web.api import Dispatcher
from mockcore.web.protocol import Answer
from tests.tiny import WIDGETS, Tiny


def headers_of(tiny: Tiny) -> dict[str, str]:
    return {"authorization": f"Bearer {tiny.token}", "content-type": "application/json"}


def asgi(tiny: Tiny, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body as ASGI gets them."""
    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    async def receive() -> Any:
        raise AssertionError("there is no body to be read")

    raw = [(name.encode(), value.encode()) for name, value in headers_of(tiny).items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": raw, "scheme": "http"}
    asyncio.run(Dispatcher(tiny.engine)(scope, receive, send))
    lines = {bytes(name).decode().lower(): bytes(value).decode() for name, value in messages[0]["headers"]}
    return messages[0]["status"], lines, messages[1]["body"]


def test_a_call_is_answered_with_its_id_and_stands_in_the_journal() -> None:
    tiny = Tiny()
    status, lines, body = asgi(tiny, "GET", WIDGETS)
    assert (status, body) == (200, b"[]")
    assert lines["content-length"] == "2"
    (exchange,) = tiny.engine.journal.shown()
    assert lines["x-request-id"]
    assert (exchange["method"], exchange["status"]) == ("GET", 200)


def test_head_has_the_headers_of_get_and_no_body() -> None:
    status, lines, body = asgi(Tiny(), "HEAD", WIDGETS)
    assert (status, lines["content-length"], body) == (200, "2", b"")


def test_options_names_the_methods_of_a_path() -> None:
    status, lines, _ = asgi(Tiny(), "OPTIONS", WIDGETS)
    assert status == 204
    assert {"GET", "POST"} <= set(lines["allow"].split(", "))


def test_the_answer_to_a_write_waits_until_it_is_committed() -> None:
    tiny = Tiny()
    api, sent = Dispatcher(tiny.engine), list[Answer | None]()
    body = orjson.dumps({"widget": {"name": "Pump"}})

    async def turn() -> None:
        assert api.answer("POST", WIDGETS, "", headers_of(tiny), body, "http")[0] == 201
        assert api.waits()
        api.hold(sent.append, asyncio.get_running_loop())
        assert sent == []
        await asyncio.sleep(0)

    asyncio.run(turn())
    assert sent == [None]
    assert not api.waits()


def test_short_ways_are_closed_while_there_are_fault_rules() -> None:
    tiny = Tiny()
    api = Dispatcher(tiny.engine)
    assert api.ready()
    tiny.engine.faults.add({"effect": {"status": 503}})
    assert not api.ready()
