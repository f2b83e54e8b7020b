"""Breaches that several calls make together: polling, N+1, Retry-After that is ignored, retries that cannot help."""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import orjson

from mockcore.journal.exchange import MOST_BODY_BYTES, Exchange
from mockcore.path_patterns import segments
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation

Patterns = Iterator[tuple[str, Exchange, str]]
API, OAUTH = ("/rest/", "/vapid/"), "/oauth/"
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


def patterns(exchanges: list[Exchange], catalog: Catalog, since: int = 0) -> Patterns:
    """(code, exchange, detail) of each pattern, at the exchange that completes it; reading too much counts from ``since``."""
    calls = [exchange for exchange in exchanges if exchange.call.path.startswith(API)]
    recent = (exchange for exchange in calls if exchange.call.operation and exchange.number > since)
    operations = [(exchange, catalog.named(exchange.call.operation)) for exchange in recent]
    yield from _polling(operations, frozenset(catalog.overlay.get("webhooks") or ()))
    yield from _n_plus_one(operations)
    yield from _ignored([exchange for exchange in exchanges if exchange.call.path.startswith((*API, OAUTH))])
    yield from _dead(calls)
    yield from _deleted(calls)
    yield from _idempotency(calls)


def _who(exchange: Exchange) -> str:
    return exchange.call.client_id or exchange.call.headers.get("authorization", "")


def _polling(operations: list[tuple[Exchange, Operation]], hooked: frozenset[str]) -> Patterns:
    """The same again and again, without anything changed by the caller in between; ``told`` are the kinds with webhooks."""
    times: dict[tuple[str, str, str], list[float]] = {}
    for exchange, operation in operations:
        call = exchange.call
        if exchange.method != "GET":
            for key in [key for key in times if key[0] == _who(exchange)]:
                del times[key]
            continue
        most = _most(operation, hooked)
        if exchange.reply.status != 200 or not most or SINCE.search(call.query):
            continue
        seen = times.setdefault((_who(exchange), call.path, call.query), [])
        seen.append(exchange.at)
        recent = [at for at in seen if exchange.at - at <= POLL_SECONDS]
        times[_who(exchange), call.path, call.query] = recent
        if len(recent) == most:
            yield "polling", exchange, f"{most} times the same query"


def _most(operation: Operation, hooked: frozenset[str]) -> int:
    """How often the same may not be asked, where a webhook or a filter would do; 0 where neither does."""
    if operation.rule in SHOWS:
        return SHOW_POLLS if operation.one and operation.kind in hooked else 0
    filtered = any("[updated_at]" in parameter.name for parameter in operation.query)
    return POLLS if operation.rule in LISTS and (filtered or operation.kind in hooked) else 0


def _n_plus_one(operations: list[tuple[Exchange, Operation]]) -> Patterns:
    """A list, then a show of each of its records, or of many."""
    listed: dict[tuple[str, str], set[str]] = {}
    shown: dict[tuple[str, str], set[str]] = {}
    reported: set[tuple[str, str]] = set()
    # Lists of which the journal keeps the beginning: what is shown later was in them.
    cut: set[tuple[str, str]] = set()
    for exchange, operation in operations:
        kind = operation.kind.rpartition("/")[2]
        key = (_who(exchange), operation.kind)
        if exchange.method != "GET" or exchange.reply.status != 200 or kind in RECURSED:
            continue
        if operation.rule in LISTS:
            # Further pages of a list belong to it.
            listed.setdefault(key, set()).update(_ids(exchange))
            if len(exchange.reply.body) >= MOST_BODY_BYTES:
                cut.add(key)
        elif operation.rule in SHOWS and operation.one and key in listed:
            number = segments(exchange.call.path)[-1]
            if number in listed[key] or key in cut:
                shown.setdefault(key, set()).add(number)
            count = len(shown.get(key, ()))
            if key not in reported and count >= FEWEST_SHOWS and (count >= MANY_SHOWS or count == len(listed[key])):
                reported.add(key)
                yield "n-plus-one", exchange, operation.kind


def _ids(exchange: Exchange) -> Iterator[str]:
    """The ids that a list has told, at any depth of its groups; of one that was too long to keep those of its beginning."""
    try:
        waiting = [orjson.loads(exchange.reply.body)]
    except orjson.JSONDecodeError:
        yield from (number.decode() for number in _ID.findall(exchange.reply.body))
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


def _ignored(calls: list[Exchange]) -> Patterns:
    """A call before the time that a 429 has asked its app and company to wait for, or a 503 that operation."""
    until: dict[tuple[str, object], float] = {}
    for exchange in calls:
        call = exchange.call
        keys = ((_who(exchange), call.company_id), (_who(exchange), f"{exchange.method} {call.path}"))
        for key in keys:
            if exchange.at < until.get(key, 0.0):
                yield "ignored-retry-after", exchange, "Retry-After"
                del until[key]
        wait = exchange.reply.header("retry-after")
        if wait is not None and exchange.reply.status in (429, 503):
            until[keys[exchange.reply.status == 503]] = _until(exchange, wait)


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


def _dead(calls: list[Exchange]) -> Patterns:
    """A token that was refused, sent on and on."""
    refused: dict[str, int] = {}
    for exchange in calls:
        token = exchange.call.headers.get("authorization")
        if token and exchange.reply.status == 401 and exchange.call.strike is None:
            refused[token] = refused.get(token, 0) + 1
            if refused[token] == DEAD:
                yield "dead-token", exchange, "Authorization"


def _deleted(calls: list[Exchange]) -> Patterns:
    """A DELETE that has worked, sent again."""
    done: set[tuple[str, str, str, bytes]] = set()
    for exchange in calls:
        call = exchange.call
        if exchange.method != "DELETE":
            # Whatever puts a record back lets it be deleted again.
            if "restore" in call.path or "retrieve" in call.path:
                done.clear()
            continue
        key = (_who(exchange), call.path, call.query, call.body)
        if key in done and exchange.reply.status in (404, 410):
            yield "delete-repeated", exchange, "DELETE"
            done.remove(key)
        elif exchange.reply.status < 300:
            done.add(key)


def _idempotency(calls: list[Exchange]) -> Patterns:
    """One Idempotency-Token with two bodies."""
    seen: dict[tuple[str, str, str], bytes] = {}
    for exchange in calls:
        token = exchange.call.headers.get("idempotency-token")
        if not token or exchange.method == "GET":
            continue
        key = (_who(exchange), exchange.call.operation, token)
        if seen.setdefault(key, exchange.call.body) != exchange.call.body:
            yield "idempotency-token-reused", exchange, "Idempotency-Token"
