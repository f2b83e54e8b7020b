import pytest

from mockcore.call import Reply
from mockcore.errors import FactsDropped
from mockcore.journal.digests import Digests
from mockcore.journal.exchange import Exchange
from mockcore.journal.fact_space import FactSpace
from mockcore.journal.ledger import BLOCK, Ledger
from tests.journal.exchanges import exchange
from tests.tiny import catalog


def ledger(space: FactSpace | None = None) -> Ledger:
    return Ledger(40_000, Digests(catalog()), space or FactSpace(1_000_000))


def filled(count: int, space: FactSpace | None = None) -> Ledger:
    full = ledger(space)
    for number in range(1, count + 1):
        full.add(exchange("GET", f"/rest/v1.0/x/{number}", number=number, status=200 + number % 2))
    return full


def facts(exchanges: list[Exchange]) -> list[tuple[int, str, int]]:
    return [(one.number, one.call.path, one.reply.status) for one in exchanges]


def test_the_facts_of_all_are_there_and_the_bodies_of_the_latest() -> None:
    count = 2 * BLOCK + 100
    full = filled(count)
    exchanges = list(full.exchanges())
    assert facts(exchanges) == [(number, f"/rest/v1.0/x/{number}", 200 + number % 2) for number in range(1, count + 1)]
    dropped = [one.number for one in exchanges if one.digest is not None]
    assert dropped == list(range(1, full.dropped_bodies + 1))
    assert 5 < count - full.dropped_bodies < 20
    assert len(full) == count


@pytest.mark.parametrize("after", [0, 100, BLOCK, BLOCK + 1, 2 * BLOCK + 50, 2 * BLOCK + 99])
def test_it_is_read_from_any_number_on(after: int) -> None:
    assert [one.number for one in filled(2 * BLOCK + 100).exchanges(after)] == list(range(after + 1, 2 * BLOCK + 101))


def test_the_latest_is_whole_however_large_it_is() -> None:
    full = ledger()
    full.add(exchange("POST", "/rest/v1.0/x", b"x" * 100_000))
    (only,) = full.exchanges()
    assert (len(only.call.body), full.dropped_bodies) == (100_000, 0)


def test_another_answer_takes_the_place_of_one_with_and_one_without_its_bodies() -> None:
    full, first = ledger(), exchange("GET", "/rest/v1.0/x", number=1)
    full.add(first)
    assert full.replace(first.call, "id-1", Reply(500, b"{}"))
    for number in range(2, 30):
        full.add(exchange("GET", "/rest/v1.0/x", number=number))
    assert [one.reply.status for one in full.exchanges()] == [500, *[200] * 28]
    assert full.replace(first.call, "id-1", Reply(503, b"{}"))
    assert [one.reply.status for one in full.exchanges()] == [503, *[200] * 28]
    assert not full.replace(first.call, "id-99", Reply(503, b"{}"))


def test_it_continues_from_what_was_saved() -> None:
    full = filled(BLOCK + 50)
    saved, before = full.saved, facts(list(full.exchanges()))
    for number in range(BLOCK + 51, 3 * BLOCK):
        full.add(exchange("DELETE", "/rest/v1.0/x", number=number))
    full.continue_from(saved)
    assert facts(list(full.exchanges())) == before
    full.add(exchange("GET", "/rest/v1.0/x", number=BLOCK + 51))
    assert len(full) == BLOCK + 51


def test_what_is_lost_is_no_silence() -> None:
    full = filled(2 * BLOCK + 100, FactSpace(0, "/missing"))
    with pytest.raises(FactsDropped):
        list(full.exchanges())
