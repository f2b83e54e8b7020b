"""Asks another server what was asked of mockcore, in the same order."""

from collections.abc import Iterable

from mockcore.verify.counterparts import Counterparts
from mockcore.verify.differences import differences
from mockcore.verify.exchange import NOT_JSON, Answer, Exchange
from mockcore.verify.outcome import Outcome
from mockcore.verify.server import QuotaSpent, Server

_SPENT = "the other server's quota is spent"


def replay(
    recorded: Iterable[Exchange], there: Server, counterparts: Counterparts, outcome: Outcome, *, writes: bool = False
) -> None:
    """Compares the answers to recorded requests; those that change something are sent only with ``writes``.

    Raises: OperatorError when the other server does not answer at all.
    """
    seen: set[tuple[str, ...]] = set()
    spent = False
    for exchange in recorded:
        key = (exchange.method, exchange.path, exchange.query, str(exchange.answer.status))
        if exchange.safe and key in seen:
            continue
        seen.add(key)
        reason = _SPENT if spent else exchange.why_not
        if not exchange.safe and not writes:
            reason = "they change something, which takes --writes"
        if reason:
            outcome.skip(exchange.method, exchange.path, reason)
            continue
        if not exchange.safe:
            seen.clear()
        try:
            _one(exchange, there, counterparts, outcome)
        except QuotaSpent:
            spent = True
            outcome.skip(exchange.method, exchange.path, _SPENT)


def _one(exchange: Exchange, there: Server, counterparts: Counterparts, outcome: Outcome) -> None:
    path, unknown = counterparts.path(exchange.path)
    answer = there.ask(
        exchange.method,
        path,
        counterparts.query(exchange.query),
        counterparts.company(exchange.company),
        counterparts.body(exchange.body),
    )
    if unknown and answer.status in (403, 404) and exchange.answer.status != answer.status:
        reason = "the other server does not have the records in their paths (name a pair with --map HERE=THERE)"
        outcome.skip(exchange.method, exchange.path, reason)
        return
    outcome.add(exchange, differences(exchange.answer, answer))
    if _tells(exchange.answer) and _tells(answer):
        counterparts.learn(exchange.answer.body, answer.body)


def _tells(answer: Answer) -> bool:
    return answer.status < 300 and answer.body is not NOT_JSON
