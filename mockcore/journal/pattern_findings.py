"""Breaches that several calls make together: polling, N+1, Retry-After that is ignored, retries that cannot help."""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import orjson

from mockcore.journal.exchange import MOST_BODY_BYTES, Exchange
from mockcore.journal.value_findings import Breaches
from mockcore.path_patterns import segments
from mockcore.reference.operation import Operation

LISTS, SHOWS = frozenset({"list", "grouped", "list_inactive", "ids"}), frozenset({"show", "singleton"})
# So many of the same within so many seconds are no accident.
POLLS, SHOW_POLLS, POLL_SECONDS = 5, 10, 3600.0
# With one of these a list tells only what is new.
SINCE = re.compile(r"filters?(\[|%5B)(updated|created)_at(\]|%5D)=", re.IGNORECASE)
# So many shows of what a list has told, or fewer when those are all that it has told.
MANY_SHOWS, FEWEST_SHOWS = 5, 2
# Folders come without what is in them: each has to be asked for. Source: documented, documents.
RECURSED = frozenset({"folders"})
DEAD = 3
_ID = re.compile(rb'"id":"?(\w+)')


def _who(exchange: Exchange) -> str:
    return exchange.call.client_id or exchange.authorization


class Polling:
    """The same again and again, without anything changed by the caller in between; ``hooked`` are the kinds with webhooks."""

    def __init__(self, hooked: frozenset[str]) -> None:
        self._hooked = hooked
        # The times by who asks and what.
        self._times: dict[str, dict[tuple[str, str], list[float]]] = {}

    def breaches(self, exchange: Exchange, operation: Operation) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        call = exchange.call
        if exchange.method != "GET":
            self._times.pop(_who(exchange), None)
            return
        most = _most(operation, self._hooked)
        if exchange.reply.status != 200 or not most or SINCE.search(call.query):
            return
        times = self._times.setdefault(_who(exchange), {})
        before = times.get((call.path, call.query), [])
        recent = [*(at for at in before if exchange.at - at <= POLL_SECONDS), exchange.at]
        times[call.path, call.query] = recent
        if len(recent) == most:
            yield "polling", f"{most} times the same query"


def _most(operation: Operation, hooked: frozenset[str]) -> int:
    """How often the same may not be asked, where a webhook or a filter would do; 0 where neither does."""
    if operation.rule in SHOWS:
        return SHOW_POLLS if operation.one and operation.kind in hooked else 0
    filtered = any("[updated_at]" in parameter.name for parameter in operation.query)
    return POLLS if operation.rule in LISTS and (filtered or operation.kind in hooked) else 0


class ShowsOfList:
    """A list, then a show of each of its records, or of many."""

    def __init__(self) -> None:
        self._listed: dict[tuple[str, str], set[str]] = {}
        self._shown: dict[tuple[str, str], set[str]] = {}
        self._reported: set[tuple[str, str]] = set()
        # Lists of which the journal keeps the beginning: what is shown later was in them.
        self._cut: set[tuple[str, str]] = set()

    def breaches(self, exchange: Exchange, operation: Operation) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        key = (_who(exchange), operation.kind)
        if exchange.method != "GET" or exchange.reply.status != 200 or operation.kind.rpartition("/")[2] in RECURSED:
            return
        if operation.rule in LISTS:
            # Further pages of a list belong to it.
            self._listed.setdefault(key, set()).update(listed_ids(exchange))
            if is_cut(exchange):
                self._cut.add(key)
        elif operation.rule in SHOWS and operation.one and key in self._listed:
            listed, number = self._listed[key], segments(exchange.call.path)[-1]
            if number in listed or key in self._cut:
                self._shown.setdefault(key, set()).add(number)
            count = len(self._shown.get(key, ()))
            if key not in self._reported and count >= FEWEST_SHOWS and (count >= MANY_SHOWS or count == len(listed)):
                self._reported.add(key)
                yield "n-plus-one", operation.kind


def is_cut(exchange: Exchange) -> bool:
    """Whether the journal has the beginning of the answer only."""
    return exchange.digest.cut if exchange.digest is not None else len(exchange.reply.body) >= MOST_BODY_BYTES


def listed_ids(exchange: Exchange) -> Iterator[str]:
    """The ids that a list has told."""
    if exchange.digest is None:
        return ids_in(exchange.reply.body)
    return (number.decode() for number in exchange.digest.ids.split(b"\n") if number)


def ids_in(body: bytes) -> Iterator[str]:
    """The ids in the answer of a list, at any depth of its groups; of one that was too long to keep those of its beginning."""
    try:
        waiting = [orjson.loads(body)]
    except orjson.JSONDecodeError:
        yield from (number.decode() for number in _ID.findall(body))
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("id"), int | str):
                yield str(value["id"])
            else:
                waiting += value.values()
        elif isinstance(value, list):
            waiting += value


class IgnoredWaits:
    """A call before the time that a 429 has asked its app and company to wait for, or a 503 that operation."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, object], float] = {}

    def breaches(self, exchange: Exchange) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        call, until = exchange.call, self._until
        waits = exchange.reply.header("retry-after") if exchange.reply.status in (429, 503) else None
        if waits is None and not until:
            return
        keys = ((_who(exchange), call.company_id), (_who(exchange), f"{exchange.method} {call.path}"))
        for key in keys:
            if exchange.at < until.get(key, 0.0):
                yield "ignored-retry-after", "Retry-After"
                del until[key]
        if waits is not None:
            until[keys[exchange.reply.status == 503]] = _until(exchange, waits)


def _until(exchange: Exchange, wait: str) -> float:
    """From when on it may be asked again: after Retry-After, or at X-Rate-Limit-Reset, which has whole seconds."""
    at = exchange.at + _seconds(wait, exchange.at)
    quota = exchange.call.quota if exchange.reply.status == 429 else None
    return min(at, quota[2]) if quota is not None and quota[1] == 0 else at


def _seconds(wait: str, now: float) -> float:
    if wait.isdigit():
        return float(wait)
    try:
        return parsedate_to_datetime(wait).timestamp() - now
    except ValueError:
        return 0.0


class DeadTokens:
    """A token that was refused, sent on and on."""

    def __init__(self) -> None:
        self._refused: dict[str, int] = {}

    def breaches(self, exchange: Exchange) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        token = exchange.authorization if exchange.reply.status == 401 and exchange.call.strike is None else ""
        if token:
            self._refused[token] = count = self._refused.get(token, 0) + 1
            if count == DEAD:
                yield "dead-token", "Authorization"


class RepeatedDeletions:
    """A DELETE that has worked, sent again."""

    def __init__(self) -> None:
        self._done: set[tuple[str, str, str, bytes]] = set()

    def breaches(self, exchange: Exchange) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        call = exchange.call
        if exchange.method != "DELETE":
            # Whatever puts a record back lets it be deleted again.
            if "restore" in call.path or "retrieve" in call.path:
                self._done.clear()
            return
        key = (_who(exchange), call.path, call.query, exchange.body_digest)
        if key in self._done and exchange.reply.status in (404, 410):
            yield "delete-repeated", "DELETE"
            self._done.remove(key)
        elif exchange.reply.status < 300:
            self._done.add(key)


class ReusedIdempotencyTokens:
    """One Idempotency-Token with two bodies."""

    def __init__(self) -> None:
        self._bodies: dict[tuple[str, str, str], bytes] = {}

    def breaches(self, exchange: Exchange) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        token = exchange.call.headers.get("idempotency-token")
        if not token or exchange.method == "GET":
            return
        key = (_who(exchange), exchange.call.operation, token)
        if self._bodies.setdefault(key, exchange.body_digest) != exchange.body_digest:
            yield "idempotency-token-reused", "Idempotency-Token"
