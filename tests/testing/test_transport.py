"""httpx without a socket."""

import asyncio
from collections.abc import Iterator
from json import JSONDecodeError

import httpx
import pytest

from mockcore.testing.transport import AsyncTransport, Bridge, Transport
from mockcore.web.application import Application
from tests.tiny import WIDGETS, Tiny

URL = "http://mockcore.test"


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


@pytest.fixture
def bridge(tiny: Tiny) -> Iterator[Bridge]:
    """Calls of the API need no loop that runs."""
    loop = asyncio.new_event_loop()
    yield Bridge(Application(tiny.engine), loop)
    loop.close()


def client(tiny: Tiny, bridge: Bridge) -> httpx.Client:
    return httpx.Client(transport=Transport(bridge), base_url=URL, headers={"Authorization": f"Bearer {tiny.token}"})


def test_a_call_reaches_the_engine_with_its_query_and_body(tiny: Tiny, bridge: Bridge) -> None:
    http = client(tiny, bridge)
    assert http.post(WIDGETS, json={"widget": {"name": "Pump"}}).status_code == 201
    rows = http.get(WIDGETS, params={"per_page": 1})
    assert [row["name"] for row in rows.json()] == ["Pump"]
    assert rows.headers["x-request-id"]
    assert http.head(WIDGETS).content == b""


def test_asyncio_gets_the_same(tiny: Tiny, bridge: Bridge) -> None:
    async def rows() -> object:
        headers = {"Authorization": f"Bearer {tiny.token}"}
        async with httpx.AsyncClient(transport=AsyncTransport(bridge), base_url=URL, headers=headers) as http:
            return (await http.get(WIDGETS)).json()

    assert asyncio.run(rows()) == []


@pytest.mark.parametrize(("kind", "error"), [("reset", httpx.ReadError), ("timeout", httpx.ReadTimeout)])
def test_a_connection_that_a_rule_cuts_is_an_error_of_httpx(
    tiny: Tiny, bridge: Bridge, kind: str, error: type[Exception]
) -> None:
    tiny.engine.faults.add({"effect": {"kind": kind, "seconds": 0}})
    with pytest.raises(error):
        client(tiny, bridge).get(WIDGETS)


def test_a_malformed_answer_is_no_json(tiny: Tiny, bridge: Bridge) -> None:
    tiny.engine.faults.add({"effect": {"kind": "malformed"}})
    answer = client(tiny, bridge).get(WIDGETS)
    with pytest.raises(JSONDecodeError):
        answer.json()
