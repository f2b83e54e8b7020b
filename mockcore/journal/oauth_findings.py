"""Breaches at the OAuth endpoints: tokens that work once used twice, a token for every call, secrets that travel wrongly."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, parse_qsl

import orjson

from mockcore.journal.exchange import Exchange
from mockcore.journal.value_findings import Breaches
from mockcore.path_patterns import trimmed

TOKEN = "/oauth/token"
# So many tokens, each used for a call or none while the one before is good, are no accident.
TOKENS, EXPIRING_SECONDS = 3, 300
ONCE = {"refresh_token": "refresh-token-reused", "code": "code-reused"}
# Of a token request these are compared with those of others.
COMPARED = ("grant_type", *ONCE)
_FORM_FIELD = re.compile(rb'name="([^"]+)"\r?\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)\r?\n--', re.DOTALL)


def of_one_grant(exchange: Exchange) -> Breaches:
    """(code, detail) of a single exchange."""
    if "token" in parse_qs(exchange.call.query).get("response_type", ()):
        yield "deprecated-grant", "response_type=token"
    if trimmed(exchange.call.path) == TOKEN and exchange.reply.header("deprecation"):
        yield "deprecated-grant", f"grant_type={form(exchange).get('grant_type', '')}"


def requests_token(exchange: Exchange) -> bool:
    """Whether it is sent to the token endpoint."""
    return exchange.method == "POST" and trimmed(exchange.call.path) == TOKEN


class ReusedGrants:
    """Refresh tokens and codes that are used a second time."""

    def __init__(self) -> None:
        self._used: set[tuple[str, str]] = set()

    def breaches(self, exchange: Exchange) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        fields = form(exchange) if requests_token(exchange) else {}
        for name, code in ONCE.items():
            used = (name, fields.get(name, ""))
            if used in self._used:
                yield code, name
            elif used[1] and exchange.reply.status not in (429, 503):
                self._used.add(used)


class TokensPerCall:
    """Tokens of client credentials that follow each other, with a call or none in between."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], tuple[int, float]] = {}
        self._calls: dict[str, int] = {}

    def breaches(self, exchange: Exchange) -> Breaches:
        """(code, detail) of what an exchange breaks after those before it."""
        who, calls = exchange.call.client_id, self._calls
        if not requests_token(exchange):
            calls[who] = calls.get(who, 0) + 1
            return
        if form(exchange).get("grant_type") != "client_credentials" or exchange.reply.status != 200 or own(exchange):
            return
        key = (who, exchange.call.headers.get("user-agent", ""))
        count, good = self._runs.get(key, (0, 0.0))
        count = count + 1 if exchange.at < good and calls.get(who, 0) <= 1 else 1
        self._runs[key] = (count, exchange.at + lifetime_seconds(exchange) - EXPIRING_SECONDS)
        calls[who] = 0
        if count == TOKENS:
            yield "token-per-call", "grant_type=client_credentials"


def own(exchange: Exchange) -> bool:
    """Whether a fixture has asked, not the code under test."""
    return exchange.call.headers.get("user-agent", "").startswith("mockcore-fixture")


def lifetime_seconds(exchange: Exchange) -> float:
    """How long the token lasts that a request was answered with; 0 for none."""
    if exchange.digest is not None:
        return exchange.digest.lifetime_seconds
    try:
        return float(orjson.loads(exchange.reply.body)["expires_in"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return 0.0


def form(exchange: Exchange) -> Mapping[str, str]:
    """What a token request says, in any of the three encodings; of one without its body what is ``COMPARED``."""
    if exchange.digest is not None and exchange.digest.form is not None:
        return exchange.digest.form
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
