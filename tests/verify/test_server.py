"""Asking another server: its quota, its journal, its silence."""

from collections.abc import Iterator

import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.testing.running import Running
from mockcore.verify.server import QuotaSpent, Server


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with mockcore.running() as server:
        yield server


def test_it_signs_in_by_itself_and_reads_the_journal(running: Running) -> None:
    with Server(running.url) as server:
        assert server.ask("GET", "/rest/v1.0/me").status == 200
        assert "/rest/v1.0/me" in [row["path"] for row in server.journal()]


def test_a_spike_is_waited_for_once(running: Running) -> None:
    pauses: list[float] = []
    running.faults.add({"path": "/rest/v1.0/me"}, status=429)
    with Server(running.url, running.token(), pauses.append) as server, pytest.raises(QuotaSpent):
        server.ask("GET", "/rest/v1.0/me")
    assert pauses == [1]
    running.faults.clear()


def test_a_server_that_does_not_answer_is_named() -> None:
    with Server("http://127.0.0.1:9", "token") as server, pytest.raises(OperatorError, match="does not answer"):
        server.ask("GET", "/rest/v1.0/me")


def test_the_journal_of_a_server_that_asks_for_a_token_is_read_with_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKCORE_CONTROL_TOKEN", "s3cret")
    with mockcore.running() as running, Server(running.url) as server:
        assert server.ask("GET", "/rest/v1.0/me").status == 200
        assert server.journal()
        monkeypatch.delenv("MOCKCORE_CONTROL_TOKEN")
        with pytest.raises(OperatorError, match="401"):
            server.journal()
