"""Writes that wait to be committed together and cannot be: nobody is told that they came to be."""

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

import mockcore
from mockcore.store.sqlite import transactions
from mockcore.testing.running import Running
from mockcore.web.api import Dispatcher
from mockcore.web.protocol import Answer
from tests.tiny import PROJECT, Tiny
from tests.web.test_protocol import VENDORS, answers, request, until_closed

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"
FAILED = (500, {"errors": ["Internal Server Error"]})


class Turn:
    """One turn of an event loop: what is read in it, and what has been sent when it ends."""

    def __init__(self, tiny: Tiny) -> None:
        self.tiny = tiny
        self.dispatcher = Dispatcher(tiny.engine)
        self.later: list[Callable[[], None]] = []
        self.sent: list[tuple[int, Any]] = []

    def ask(self, method: str, body: Any = None) -> None:
        headers = {"authorization": f"Bearer {self.tiny.token}", "content-type": "application/json"}
        raw = b"" if body is None else json.dumps(body).encode()
        told = self.dispatcher.answer(method, WIDGETS, "", headers, raw, "http")

        def send(instead: Answer | None = None) -> None:
            status, _, body = instead or told
            self.sent.append((status, json.loads(body)))

        loop: Any = SimpleNamespace(call_soon=self.later.append)
        if self.dispatcher.waits():
            self.dispatcher.hold(send, loop)
        else:
            send()

    def make(self, name: str) -> None:
        self.ask("POST", {"widget": {"name": name}})

    def spoil(self) -> None:
        """From here on this group cannot be committed: it breaks a promise that is only looked at in the end."""
        connection = self.tiny.engine.world.storage.connection
        connection.execute("INSERT INTO parts VALUES (7)")

    def end(self) -> list[tuple[int, Any]]:
        for step in self.later:
            step()
        self.later.clear()
        return self.sent


@pytest.fixture
def turn() -> Iterator[Turn]:
    tiny = Tiny()
    connection = tiny.engine.world.storage.connection
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("CREATE TABLE wholes (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE parts (whole INTEGER REFERENCES wholes (id) DEFERRABLE INITIALLY DEFERRED)")
    yield Turn(tiny)
    tiny.engine.close()


def names(tiny: Tiny) -> list[str]:
    return [shown["name"] for shown in tiny.ask("GET", WIDGETS)[1]]


def statuses(tiny: Tiny) -> list[int]:
    return [made["status"] for made in tiny.engine.journal.shown()]


def test_answers_wait_for_their_group_and_tell_that_it_is_lost(turn: Turn) -> None:
    turn.make("Pump")
    turn.spoil()
    turn.ask("GET")
    assert turn.sent == []
    assert turn.end() == [FAILED, FAILED]
    assert (names(turn.tiny), statuses(turn.tiny)) == ([], [500, 500])


def test_answers_tell_it_also_when_somebody_else_has_met_the_failure(turn: Turn) -> None:
    turn.make("Pump")
    turn.spoil()
    # A call on the long way, or of a test's own thread, commits what came before it, and is not to blame.
    assert turn.tiny.ask("GET", WIDGETS)[:2] == (200, [])
    assert turn.tiny.make(name="Valve")[0] == 201
    assert turn.end() == [FAILED]
    assert (names(turn.tiny), statuses(turn.tiny)) == (["Valve"], [500])


def test_only_the_group_that_is_lost_is_told_so(turn: Turn) -> None:
    turn.make("Pump")
    turn.tiny.engine.settle()
    turn.make("Lost")
    turn.spoil()
    turn.tiny.engine.settle()
    turn.make("Valve")
    assert [status for status, _ in turn.end()] == [201, 500, 201]
    assert names(turn.tiny) == ["Pump", "Valve"]
    turn.make("Next")
    assert [status for status, _ in turn.end()][3:] == [201]


def test_metrics_count_what_was_told(turn: Turn) -> None:
    turn.make("Pump")
    turn.spoil()
    turn.end()
    counts = turn.tiny.engine.journal.counts
    assert {status: count for (_, _, status), count in counts.items() if count} == {500: 1}


@pytest.fixture(params=["file", "memory"])
def running(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A server with a file, or with a world in memory that has grown so much that it is held no longer."""
    monkeypatch.setattr(transactions, "MOST_PAGES", 1)
    with mockcore.running(db=str(tmp_path / "world.db") if request.param == "file" else None) as server:
        server.create(VENDORS, {"vendor": {"name": "Before"}})
        yield server


def test_on_a_full_disk_exactly_what_was_answered_is_there(running: Running) -> None:
    bearer = running.token()
    connected = running.application.engine.world.storage.connection
    pages = connected.execute("PRAGMA page_count").fetchone()[0]
    connected.execute(f"PRAGMA max_page_count = {pages + 40}")
    parts = urlsplit(running.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as connection:
        bodies = [json.dumps({"vendor": {"name": f"Full {number:02} " + "x" * 6_000}}).encode() for number in range(60)]
        last = request("GET", "/_mockcore/health", bearer, b"", "Connection: close")
        connection.sendall(b"".join(request("POST", VENDORS, bearer, body) for body in bodies) + last)
        told = answers(until_closed(connection))
    assert {status for status, _ in told} == {200, 201, 500}
    connected.execute("PRAGMA max_page_count = 1000000")
    with httpx.Client(base_url=running.url, headers={"Authorization": f"Bearer {bearer}"}, timeout=30) as http:
        shown = http.get(f"{VENDORS}&search=Full&per_page=100").json()
        assert sorted(part["id"] for part in shown) == sorted(part["id"] for status, part in told if status == 201)
        assert http.post(VENDORS, json={"vendor": {"name": "After"}}).status_code == 201
