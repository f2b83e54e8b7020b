"""Breaches at the OAuth endpoints: tokens that work once used twice, a token for every call, secrets that travel wrongly."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, parse_qsl

import orjson

from mockcore.journal.exchange import Exchange
from mockcore.journal.value_findings import Breaches
from mockcore.path_patterns import trimmed

Patterns = Iterator[tuple[str, Exchange, str]]
TOKEN = "/oauth/token"
# So many tokens, each used for a call or none while the one before is good, are no accident.
TOKENS, EXPIRING_SECONDS = 3, 300
ONCE = {"refresh_token": "refresh-token-reused", "code": "code-reused"}
_FORM_FIELD = re.compile(rb'name="([^"]+)"\r?\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)\r?\n--', re.DOTALL)


def of_one_grant(exchange: Exchange) -> Breaches:
    """(code, detail) of a single exchange."""
    if "token" in parse_qs(exchange.call.query).get("response_type", ()):
        yield "deprecated-grant", "response_type=token"
    if trimmed(exchange.call.path) == TOKEN and exchange.reply.header("deprecation"):
        yield "deprecated-grant", f"grant_type={form(exchange).get('grant_type', '')}"


def of_grants(exchanges: list[Exchange], since: int = 0) -> Patterns:
    """(code, exchange, detail) of what several exchanges make together; tokens for each call count from ``since``."""
    yield from _reused(exchanges)
    yield from _each([exchange for exchange in exchanges if exchange.number > since])


def _asking(exchange: Exchange) -> bool:
    return exchange.method == "POST" and trimmed(exchange.call.path) == TOKEN


def _reused(exchanges: list[Exchange]) -> Patterns:
    seen: set[tuple[str, str]] = set()
    for exchange in exchanges:
        fields = form(exchange) if _asking(exchange) else {}
        for name, code in ONCE.items():
            used = (name, fields.get(name, ""))
            if used in seen:
                yield code, exchange, name
            elif used[1] and exchange.reply.status not in (429, 503):
                seen.add(used)


def _each(exchanges: list[Exchange]) -> Patterns:
    """Tokens of client credentials that follow each other, with a call or none in between."""
    runs: dict[tuple[str, str], tuple[int, float]] = {}
    calls: dict[str, int] = {}
    for exchange in exchanges:
        who = exchange.call.client_id
        if not _asking(exchange):
            calls[who] = calls.get(who, 0) + 1
            continue
        if form(exchange).get("grant_type") != "client_credentials" or exchange.reply.status != 200 or own(exchange):
            continue
        key = (who, exchange.call.headers.get("user-agent", ""))
        count, good = runs.get(key, (0, 0.0))
        count = count + 1 if exchange.at < good and calls.get(who, 0) <= 1 else 1
        runs[key] = (count, exchange.at + _lifetime(exchange) - EXPIRING_SECONDS)
        calls[who] = 0
        if count == TOKENS:
            yield "token-per-call", exchange, "grant_type=client_credentials"


def own(exchange: Exchange) -> bool:
    """Whether a fixture has asked, not the code under test."""
    return exchange.call.headers.get("user-agent", "").startswith("mockcore-fixture")


def _lifetime(exchange: Exchange) -> float:
    try:
        return float(orjson.loads(exchange.reply.body)["expires_in"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return 0.0


def form(exchange: Exchange) -> dict[str, str]:
    """What a token request says, in any of the three encodings."""
    body = exchange.call.body
    if body[:1] == b"{":
        try:
            fields = orjson.loads(body)
        except orjson.JSONDecodeError:
            return {}
        return {name: str(value) for name, value in fields.items()}
    if b"form-data" in body:
        parts = _FORM_FIELD.findall(body)
        return {name.decode(errors="replace"): value.decode(errors="replace") for name, value in parts}
    return dict(parse_qsl(f"{exchange.call.query}&{body.decode(errors='replace')}"))
