"""Receivers that behave badly: the API does not notice, and what is kept of their answers is bounded."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from mockcore.webhooks.receiver import Receiver
from tests.flows.conftest import COMPANY
from tests.flows.test_webhooks import FROZEN, deliveries, hook, vendor

Talk = Callable[[socket.socket], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


class Odd:
    """Takes connections on a free port and lets ``talk`` answer each."""

    def __init__(self, talk: Talk) -> None:
        self.asked = 0
        self._talk = talk
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/hook"

    def _listen(self) -> None:
        while True:
            try:
                taken = self._listener.accept()[0]
            except OSError:
                return
            self.asked += 1
            threading.Thread(target=self._answer, args=(taken,), daemon=True).start()

    def _answer(self, taken: socket.socket) -> None:
        try:
            asked = taken.makefile("rb")
            lines = dict(line.lower().split(b":", 1) for line in iter(asked.readline, b"\r\n") if b":" in line)
            asked.read(int(lines[b"content-length"]))
            self._talk(taken)
        except OSError:
            pass
        finally:
            taken.close()

    def close(self) -> None:
        self._listener.close()


def endless(taken: socket.socket) -> None:
    taken.sendall(HEAD + b"\r\n")
    while True:
        taken.sendall(b"x" * 65_536)


def huge(taken: socket.socket) -> None:
    taken.sendall(HEAD + b"Content-Length: 1000000000000\r\n\r\n" + b"x" * 65_536)


def packed(taken: socket.socket) -> None:
    body = gzip.compress(b"x" * 50_000_000)
    taken.sendall(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def wordy(taken: socket.socket) -> None:
    taken.sendall(HEAD + b"".join(b"X-%d: %s\r\n" % (number, b"y" * 600) for number in range(80)) + b"\r\n")


def redirecting(taken: socket.socket) -> None:
    taken.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n")


def dripping(taken: socket.socket) -> None:
    taken.sendall(HEAD + b"\r\n")
    while True:
        taken.sendall(b"x")
        time.sleep(0.5)


def baking(taken: socket.socket) -> None:
    taken.sendall(HEAD + b"Set-Cookie: session=hush-hush\r\nX-Seen: 1\r\nContent-Length: 2\r\n\r\nok")


def rude(taken: socket.socket) -> None:
    taken.sendall(b"220 mail.example.com ESMTP\r\n")


@pytest.mark.parametrize(
    ("talk", "outcome"),
    [
        (endless, "ok"),
        (huge, "ok"),
        (packed, "ok"),
        (wordy, "ok"),
        (redirecting, "retried"),
        (dripping, "retried"),
        (rude, "retried"),
    ],
)
def test_an_odd_answer_ends_in_time_and_little_of_it_is_kept(http: httpx.Client, talk: Talk, outcome: str) -> None:
    odd = Odd(talk)
    http.put("/_mockcore/clock", json=FROZEN).raise_for_status()
    number = hook(http, odd.url, ("Company Vendors", "create"))
    vendor(http, "Told")
    slowest = 0.0
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not deliveries(http, number)[0]["outcome"]:
        began = time.monotonic()
        http.get("/rest/v1.0/me").raise_for_status()
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.05)
    told = deliveries(http, number)[0]
    assert told["outcome"] == outcome, told
    assert len(str(told)) < 60_000
    assert odd.asked == 1
    assert slowest < 2
    odd.close()


@pytest.mark.parametrize("given", [{"X-Key": "ключ"}, {"X Key": "1"}, {"X-Key": "1\r\nHost: evil"}, {"Host": "evil.example"}])
def test_headers_that_cannot_be_sent_are_refused(http: httpx.Client, given: dict[str, str]) -> None:
    attributes = {
        "api_version": "v2",
        "namespace": "tests",
        "destination_url": "http://127.0.0.1:9/",
        "destination_headers": given,
    }
    refused = http.post("/rest/v1.0/webhooks/hooks", json={"company_id": COMPANY, "hook": attributes})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["destination_headers"])


def test_a_webhook_steers_no_server_of_ours(http: httpx.Client) -> None:
    number = hook(http, str(http.base_url.join("/_mockcore/reset")), ("Company Vendors", "create"))
    here = vendor(http, "Told")
    http.post("/_mockcore/webhooks/run").raise_for_status()
    assert deliveries(http, number)[0]["response_status"] == 403
    assert http.get(f"/rest/v1.0/vendors/{here}", params={"company_id": COMPANY}).status_code == 200


def test_the_answer_is_shown_where_procore_shows_it_and_without_cookies(http: httpx.Client) -> None:
    odd = Odd(baking)
    number = hook(http, odd.url, ("Company Vendors", "create"))
    vendor(http, "Told")
    http.post("/_mockcore/webhooks/run").raise_for_status()
    answer = deliveries(http, number)[0]
    assert (answer["response_body"], answer["response_headers"]["x-seen"]) == ("ok", "1")
    later = http.get(f"/rest/v2.0/companies/{COMPANY}/webhooks/hooks/{number}/deliveries").json()["data"][0]
    assert [attempt["response_status"] for attempt in later["delivery_attempts"]] == [200]
    assert "x-seen" not in str(later)
    assert "hush-hush" not in str(answer) + str(later)
    odd.close()


def test_any_header_may_be_given(http: httpx.Client, receiver: Receiver) -> None:
    given = {"X-Api-Key": "hush-hush", "X-Other": "1"}
    hook(http, receiver.url, ("Company Vendors", "create"), destination_headers=given)
    vendor(http, "Told")
    receiver.wait_for("Company Vendors", "create")
    assert (receiver.headers[0]["x-api-key"], receiver.headers[0]["x-other"]) == ("hush-hush", "1")
    assert "hush-hush" not in http.get("/_mockcore/requests").text


def test_what_waits_goes_where_the_hook_leads_now(http: httpx.Client, receiver: Receiver) -> None:
    http.put("/_mockcore/clock", json=FROZEN).raise_for_status()
    number = hook(http, "http://127.0.0.1:9/nobody", ("Company Vendors", "create"))
    made = [vendor(http, name) for name in "AB"]
    assert http.post("/_mockcore/webhooks/run").json()["waiting"] == 2
    change = {"company_id": 4264590, "hook": {"destination_url": receiver.url}}
    http.patch(f"/rest/v1.0/webhooks/hooks/{number}", json=change).raise_for_status()
    http.put("/_mockcore/clock", json={"advance": 1}).raise_for_status()
    assert http.post("/_mockcore/webhooks/run").json()["waiting"] == 0
    assert [part["resource_id"] for part in receiver.received] == made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()
