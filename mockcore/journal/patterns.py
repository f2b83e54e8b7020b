"""Breaches that several exchanges make together: polling, N+1, Retry-After that is ignored, refresh tokens used twice."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import orjson

from mockcore.journal.exchange import Exchange

Found = Iterator[tuple[str, Exchange, str]]
# So many of the same within so many seconds are no accident.
POLLS, POLL_SECONDS = 5, 60.0
SHOWS = 5
_LAST = re.compile(r"/(\d+)$")


def patterns(kept: list[Exchange]) -> Found:
    """(code, exchange, detail) of each pattern, at the exchange that completes it."""
    yield from _polling(kept)
    yield from _n_plus_one(kept)
    yield from _ignored(kept)
    yield from _reused(kept)


def _who(made: Exchange) -> str:
    return made.call.client_id or made.call.headers.get("authorization", "")


def _polling(kept: list[Exchange]) -> Found:
    """The same list, fresh each time, without anything changed by the caller in between."""
    times: dict[tuple[str, str, str], list[float]] = {}
    for made in kept:
        call = made.call
        if made.method != "GET":
            for key in [key for key in times if key[0] == _who(made)]:
                del times[key]
            continue
        if made.reply.status != 200 or not call.operation or _LAST.search(call.path):
            continue
        seen = times.setdefault((_who(made), call.path, call.query), [])
        seen.append(made.at)
        if len(seen) == POLLS and seen[-1] - seen[0] <= POLL_SECONDS:
            yield "polling", made, f"{call.path} {POLLS} times in {seen[-1] - seen[0]:.0f} s"


def _n_plus_one(kept: list[Exchange]) -> Found:
    """A list, then a show of several records below the same path."""
    shown: dict[tuple[str, str], set[str]] = {}
    listed: set[tuple[str, str]] = set()
    for made in kept:
        path = made.call.path
        if made.method != "GET" or made.reply.status != 200:
            continue
        found = _LAST.search(path)
        if found is None:
            key = (_who(made), path)
            listed.add(key)
            shown[key] = set()
            continue
        key = (_who(made), path[: found.start()])
        if key in listed:
            shown[key].add(found[1])
            if len(shown[key]) == SHOWS:
                yield "n-plus-one", made, f"{key[1]}, then {SHOWS} of its records one by one"


def _ignored(kept: list[Exchange]) -> Found:
    """A call of the same app before the time that a 429 or 503 has asked for."""
    until: dict[str, float] = {}
    for made in kept:
        who = _who(made)
        if made.at < until.get(who, 0.0):
            yield "ignored-retry-after", made, f"{until[who] - made.at:.0f} s too early"
            del until[who]
        wait = made.reply.header("retry-after") if made.reply.status in (429, 503) else None
        if wait is not None and wait.isdigit():
            until[who] = made.at + int(wait)


def _reused(kept: list[Exchange]) -> Found:
    seen: set[str] = set()
    for made in kept:
        if not made.call.path.startswith("/oauth/token") or made.method != "POST":
            continue
        token = _form(made).get("refresh_token")
        if token in seen:
            yield "refresh-token-reused", made, "refresh_token"
        elif token:
            seen.add(token)


def _form(made: Exchange) -> dict[str, str]:
    body = made.call.body
    if body[:1] == b"{":
        try:
            told = orjson.loads(body)
        except orjson.JSONDecodeError:
            return {}
        return {name: str(value) for name, value in told.items()}
    if b"form-data" in body:
        parts = re.findall(rb'name="([^"]+)"\r?\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)\r?\n--', body, re.DOTALL)
        return {name.decode(errors="replace"): value.decode(errors="replace") for name, value in parts}
    return dict(parse_qsl(body.decode(errors="replace")))
