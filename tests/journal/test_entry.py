import time

from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.journal.entry import Entrance
from mockcore.journal.journal import Journal
from mockcore.sandbox_clocks import SandboxClocks
from tests.tiny import catalog


def journal() -> Journal:
    return Journal(SandboxClocks(Clock("2026-01-15T12:00:00Z", frozen=True)), catalog(), 1_000_000)


def test_a_request_without_an_id_gets_the_next_of_its_entrance() -> None:
    entrance = Entrance(journal(), "mockcore")
    ids = [entrance.enter(Call("GET", "/rest/v1.0/me"), "GET", Reply(200), time.perf_counter()) for _ in range(2)]
    assert ids == ["mockcore-1", "mockcore-2"]


def test_the_id_of_a_client_stands_in_the_journal() -> None:
    recorded = journal()
    call = Call("GET", "/rest/v1.0/me", headers={"x-request-id": "mine"})
    assert Entrance(recorded, "mockcore").enter(call, "HEAD", Reply(200), time.perf_counter()) == "mine"
    (exchange,) = recorded.exchanges()
    assert (exchange.request_id, exchange.method, exchange.call) == ("mine", "HEAD", call)
