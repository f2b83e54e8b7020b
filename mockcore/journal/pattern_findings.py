"""Breaches that several calls make together: polling, N+1, Retry-After that is ignored, retries that cannot help."""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import orjson

from mockcore.journal.exchange import MOST_BODY_BYTES, Exchange
from mockcore.path_patterns import segments
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation

Found = Iterator[tuple[str, Exchange, str]]
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


def patterns(kept: list[Exchange], catalog: Catalog, since: int = 0) -> Found:
    """(code, exchange, detail) of each pattern, at the exchange that completes it; reading too much counts from ``since``."""
    calls = [made for made in kept if made.call.path.startswith(API)]
    recent = (made for made in calls if made.call.operation and made.number > since)
    known = [(made, catalog.named(made.call.operation)) for made in recent]
    yield from _polling(known, frozenset(catalog.overlay.get("webhooks") or ()))
    yield from _n_plus_one(known)
    yield from _ignored([made for made in kept if made.call.path.startswith((*API, OAUTH))])
    yield from _dead(calls)
    yield from _deleted(calls)
    yield from _idempotency(calls)


def _who(made: Exchange) -> str:
    return made.call.client_id or made.call.headers.get("authorization", "")


def _polling(known: list[tuple[Exchange, Operation]], told: frozenset[str]) -> Found:
    """The same again and again, without anything changed by the caller in between; ``told`` are the kinds with webhooks."""
    times: dict[tuple[str, str, str], list[float]] = {}
    for made, operation in known:
        call = made.call
        if made.method != "GET":
            for key in [key for key in times if key[0] == _who(made)]:
                del times[key]
            continue
        most = _most(operation, told)
        if made.reply.status != 200 or not most or SINCE.search(call.query):
            continue
        seen = times.setdefault((_who(made), call.path, call.query), [])
        seen.append(made.at)
        recent = [at for at in seen if made.at - at <= POLL_SECONDS]
        times[_who(made), call.path, call.query] = recent
        if len(recent) == most:
            yield "polling", made, f"{most} times the same query"


def _most(operation: Operation, told: frozenset[str]) -> int:
    """How often the same may not be asked, where a webhook or a filter would do; 0 where neither does."""
    if operation.rule in SHOWS:
        return SHOW_POLLS if operation.one and operation.kind in told else 0
    filtered = any("[updated_at]" in part.name for part in operation.query)
    return POLLS if operation.rule in LISTS and (filtered or operation.kind in told) else 0


def _n_plus_one(known: list[tuple[Exchange, Operation]]) -> Found:
    """A list, then a show of each of its records, or of many."""
    listed: dict[tuple[str, str], set[str]] = {}
    shown: dict[tuple[str, str], set[str]] = {}
    told: set[tuple[str, str]] = set()
    # Lists of which the journal keeps the beginning: what is shown later was in them.
    cut: set[tuple[str, str]] = set()
    for made, operation in known:
        kind = operation.kind.rpartition("/")[2]
        key = (_who(made), operation.kind)
        if made.method != "GET" or made.reply.status != 200 or kind in RECURSED:
            continue
        if operation.rule in LISTS:
            # Further pages of a list belong to it.
            listed.setdefault(key, set()).update(_ids(made))
            if len(made.reply.body) >= MOST_BODY_BYTES:
                cut.add(key)
        elif operation.rule in SHOWS and operation.one and key in listed:
            number = segments(made.call.path)[-1]
            if number in listed[key] or key in cut:
                shown.setdefault(key, set()).add(number)
            count = len(shown.get(key, ()))
            if key not in told and count >= FEWEST_SHOWS and (count >= MANY_SHOWS or count == len(listed[key])):
                told.add(key)
                yield "n-plus-one", made, operation.kind


def _ids(made: Exchange) -> Iterator[str]:
    """The ids that a list has told, at any depth of its groups; of one that was too long to keep those of its beginning."""
    try:
        waiting = [orjson.loads(made.reply.body)]
    except orjson.JSONDecodeError:
        yield from (found.decode() for found in _ID.findall(made.reply.body))
        return
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if isinstance(part.get("id"), int | str):
                yield str(part["id"])
            else:
                waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _ignored(calls: list[Exchange]) -> Found:
    """A call before the time that a 429 has asked its app and company to wait for, or a 503 that operation."""
    until: dict[tuple[str, object], float] = {}
    for made in calls:
        call = made.call
        keys = ((_who(made), call.company_id), (_who(made), f"{made.method} {call.path}"))
        for key in keys:
            if made.at < until.get(key, 0.0):
                yield "ignored-retry-after", made, "Retry-After"
                del until[key]
        wait = made.reply.header("retry-after")
        if wait is not None and made.reply.status in (429, 503):
            until[keys[made.reply.status == 503]] = _until(made, wait)


def _until(made: Exchange, wait: str) -> float:
    """From when on it may be asked again: after Retry-After, or at X-Rate-Limit-Reset, which has whole seconds."""
    told = made.at + _seconds(wait, made.at)
    quota = made.call.quota if made.reply.status == 429 else None
    return min(told, quota[2]) if quota is not None and quota[1] == 0 else told


def _seconds(wait: str, now: float) -> float:
    if wait.isdigit():
        return float(wait)
    try:
        return parsedate_to_datetime(wait).timestamp() - now
    except ValueError:
        return 0.0


def _dead(calls: list[Exchange]) -> Found:
    """A token that was refused, sent on and on."""
    refused: dict[str, int] = {}
    for made in calls:
        token = made.call.headers.get("authorization")
        if token and made.reply.status == 401 and made.call.strike is None:
            refused[token] = refused.get(token, 0) + 1
            if refused[token] == DEAD:
                yield "dead-token", made, "Authorization"


def _deleted(calls: list[Exchange]) -> Found:
    """A DELETE that has worked, sent again."""
    done: set[tuple[str, str, str, bytes]] = set()
    for made in calls:
        call = made.call
        if made.method != "DELETE":
            # Whatever puts a record back lets it be deleted again.
            if "restore" in call.path or "retrieve" in call.path:
                done.clear()
            continue
        key = (_who(made), call.path, call.query, call.body)
        if key in done and made.reply.status in (404, 410):
            yield "delete-repeated", made, "DELETE"
            done.remove(key)
        elif made.reply.status < 300:
            done.add(key)


def _idempotency(calls: list[Exchange]) -> Found:
    """One Idempotency-Token with two bodies."""
    seen: dict[tuple[str, str, str], bytes] = {}
    for made in calls:
        token = made.call.headers.get("idempotency-token")
        if not token or made.method == "GET":
            continue
        key = (_who(made), made.call.operation, token)
        if seen.setdefault(key, made.call.body) != made.call.body:
            yield "idempotency-token-reused", made, "Idempotency-Token"
