"""Breaches at the OAuth endpoints: tokens that work once used twice, a token for every call, secrets that travel wrongly."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, parse_qsl

import orjson

from mockcore.journal.exchange import Exchange
from mockcore.journal.value_findings import Breaches
from mockcore.path_patterns import trimmed

Found = Iterator[tuple[str, Exchange, str]]
TOKEN = "/oauth/token"
# So many tokens, each used for a call or none while the one before is good, are no accident.
TOKENS, EXPIRING_SECONDS = 3, 300
ONCE = {"refresh_token": "refresh-token-reused", "code": "code-reused"}
_PART = re.compile(rb'name="([^"]+)"\r?\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)\r?\n--', re.DOTALL)


def of_one_grant(made: Exchange) -> Breaches:
    """(code, detail) of a single exchange."""
    if "token" in parse_qs(made.call.query).get("response_type", ()):
        yield "deprecated-grant", "response_type=token"
    if trimmed(made.call.path) == TOKEN and made.reply.header("deprecation"):
        yield "deprecated-grant", f"grant_type={form(made).get('grant_type', '')}"


def of_grants(kept: list[Exchange], since: int = 0) -> Found:
    """(code, exchange, detail) of what several exchanges make together; tokens for each call count from ``since``."""
    yield from _reused(kept)
    yield from _each([made for made in kept if made.number > since])


def _asking(made: Exchange) -> bool:
    return made.method == "POST" and trimmed(made.call.path) == TOKEN


def _reused(kept: list[Exchange]) -> Found:
    seen: set[tuple[str, str]] = set()
    for made in kept:
        told = form(made) if _asking(made) else {}
        for name, code in ONCE.items():
            used = (name, told.get(name, ""))
            if used in seen:
                yield code, made, name
            elif used[1] and made.reply.status not in (429, 503):
                seen.add(used)


def _each(kept: list[Exchange]) -> Found:
    """Tokens of client credentials that follow each other, with a call or none in between."""
    runs: dict[tuple[str, str], tuple[int, float]] = {}
    calls: dict[str, int] = {}
    for made in kept:
        who = made.call.client_id
        if not _asking(made):
            calls[who] = calls.get(who, 0) + 1
            continue
        if form(made).get("grant_type") != "client_credentials" or made.reply.status != 200 or own(made):
            continue
        key = (who, made.call.headers.get("user-agent", ""))
        count, good = runs.get(key, (0, 0.0))
        count = count + 1 if made.at < good and calls.get(who, 0) <= 1 else 1
        runs[key] = (count, made.at + _lifetime(made) - EXPIRING_SECONDS)
        calls[who] = 0
        if count == TOKENS:
            yield "token-per-call", made, "grant_type=client_credentials"


def own(made: Exchange) -> bool:
    """Whether a fixture has asked, not the code under test."""
    return made.call.headers.get("user-agent", "").startswith("mockcore-fixture")


def _lifetime(made: Exchange) -> float:
    try:
        return float(orjson.loads(made.reply.body)["expires_in"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return 0.0


def form(made: Exchange) -> dict[str, str]:
    """What a token request says, in any of the three encodings."""
    body = made.call.body
    if body[:1] == b"{":
        try:
            told = orjson.loads(body)
        except orjson.JSONDecodeError:
            return {}
        return {name: str(value) for name, value in told.items()}
    if b"form-data" in body:
        parts = _PART.findall(body)
        return {name.decode(errors="replace"): value.decode(errors="replace") for name, value in parts}
    return dict(parse_qsl(f"{made.call.query}&{body.decode(errors='replace')}"))
