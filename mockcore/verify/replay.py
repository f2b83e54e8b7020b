"""Asks another server what was asked of mockcore, in the same order."""

from collections.abc import Iterable

from mockcore.verify.counterparts import Counterparts
from mockcore.verify.differences import differences
from mockcore.verify.exchange import NOT_JSON, Answer, Exchange
from mockcore.verify.outcome import Outcome
from mockcore.verify.server import QuotaSpent, Server

_SPENT = "the other server's quota is spent"


def replay(recorded: Iterable[Exchange], there: Server, known: Counterparts, outcome: Outcome, *, writes: bool = False) -> None:
    """Compares the answers to recorded requests; those that change something are sent only with ``writes``.

    Raises: OperatorError when the other server does not answer at all.
    """
    asked: set[tuple[str, ...]] = set()
    spent = False
    for exchange in recorded:
        key = (exchange.method, exchange.path, exchange.query, str(exchange.answer.status))
        if exchange.safe and key in asked:
            continue
        asked.add(key)
        reason = _SPENT if spent else exchange.why_not
        if not exchange.safe and not writes:
            reason = "they change something, which takes --writes"
        if reason:
            outcome.skip(exchange.method, exchange.path, reason)
            continue
        if not exchange.safe:
            asked.clear()
        try:
            _one(exchange, there, known, outcome)
        except QuotaSpent:
            spent = True
            outcome.skip(exchange.method, exchange.path, _SPENT)


def _one(exchange: Exchange, there: Server, known: Counterparts, outcome: Outcome) -> None:
    path, unknown = known.path(exchange.path)
    found = there.ask(
        exchange.method, path, known.query(exchange.query), known.company(exchange.company), known.body(exchange.body)
    )
    if unknown and found.status in (403, 404) and exchange.answer.status != found.status:
        reason = "the other server does not have the records in their paths (name a pair with --map HERE=THERE)"
        outcome.skip(exchange.method, exchange.path, reason)
        return
    outcome.add(exchange, differences(exchange.answer, found))
    if _tells(exchange.answer) and _tells(found):
        known.learn(exchange.answer.body, found.body)


def _tells(answer: Answer) -> bool:
    return answer.status < 300 and answer.body is not NOT_JSON
