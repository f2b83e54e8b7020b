from pathlib import Path

import pytest

from mockcore.journal.digests import Digests
from mockcore.journal.shared_ledger import ROUND, SharedLedger
from mockcore.store.opening import open_sidecar
from tests.journal.exchanges import exchange
from tests.tiny import catalog


@pytest.fixture
def workers(tmp_path: Path) -> list[SharedLedger]:
    path = str(tmp_path / "world.db")
    return [SharedLedger(open_sidecar(path), 100_000, Digests(catalog())) for _ in range(2)]


def test_the_facts_of_all_workers_are_there_and_the_bodies_of_the_latest(workers: list[SharedLedger]) -> None:
    one, two = workers
    for number in range(1, 2 * ROUND + 1):
        workers[number % 2].add(exchange("GET", f"/rest/v1.0/x/{number}", status=200 + number % 2), 0)
    exchanges = list(one.exchanges())
    assert [made.call.path for made in exchanges] == [f"/rest/v1.0/x/{number}" for number in range(1, 2 * ROUND + 1)]
    assert [made.number for made in two.exchanges(500)] == list(range(501, 2 * ROUND + 1))
    assert two.dropped_bodies == sum(made.digest is not None for made in exchanges)
    assert 20 < len(one) - one.dropped_bodies < 40
    two.forget()
    assert (len(one), list(one.exchanges())) == (0, [])


def test_a_sandbox_has_a_bound_of_its_own(workers: list[SharedLedger]) -> None:
    one, _ = workers
    one.add(exchange("GET", "/rest/v1.0/x"), 7)
    for _ in range(ROUND):
        one.add(exchange("GET", "/rest/v1.0/x"), 0)
    assert next(one.exchanges()).digest is None


def test_exchanges_of_both_kinds_are_put_back(workers: list[SharedLedger]) -> None:
    one, _ = workers
    for _ in range(ROUND):
        one.add(exchange("GET", "/rest/v1.0/x"), 0)
    before = list(one.exchanges())
    one.forget()
    one.put(before)
    assert [(made.number, made.digest) for made in one.exchanges()] == [(made.number, made.digest) for made in before]
