"""The outbound client: where it goes, and what it keeps of an answer."""

import asyncio
from collections.abc import Iterator

import pytest

from mockcore.webhooks.outbound_client import OutboundClient, failures
from mockcore.webhooks.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    listening = Receiver()
    yield listening
    listening.close()


@pytest.mark.parametrize("url", ["http://localhost:1/x", "http://127.0.0.9/", "http://[::1]/", "https://Hooks.Example/"])
def test_this_machine_and_allowed_hosts_are_destinations(url: str) -> None:
    assert OutboundClient(["hooks.example"]).allowed(url)


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "http://elsewhere.example/", "http://[", "", "file:///etc/passwd"])
def test_nothing_else_is(url: str) -> None:
    assert not OutboundClient(["hooks.example", " "]).allowed(url)


@pytest.mark.parametrize(
    "url", [r"http://127.0.0.1\@evil.example/", "http://127.0.0.1@evil.example/", "http://evil.example#@127.0.0.1/"]
)
def test_an_address_is_read_as_it_is_asked(url: str) -> None:
    assert not OutboundClient([]).allowed(url)


def test_a_star_allows_every_host() -> None:
    assert OutboundClient(["*"]).allowed("http://elsewhere.example/")


def test_a_hooks_headers_go_along_but_for_those_that_frame_the_request(receiver: Receiver) -> None:
    async def sent() -> int:
        client = OutboundClient([])
        answer = await client.post(receiver.url, {"id": 1}, {"X-Own": "1", "Content-Length": "9999"})
        await client.close()
        return int(answer["response_status"])

    assert asyncio.run(sent()) == 204
    assert receiver.received == [{"id": 1}]
    assert (receiver.headers[0]["x-own"], receiver.headers[0]["content-length"]) == ("1", "8")
    assert receiver.headers[0]["mockcore-delivery"] == "1"


def test_a_destination_that_does_not_answer_is_a_failure(receiver: Receiver) -> None:
    receiver.close()
    with pytest.raises(failures()):
        asyncio.run(OutboundClient([]).post(receiver.url, {}, None))
