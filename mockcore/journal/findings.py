"""Breaches of the contract in what a caller has asked, found in the journal when they are asked for.

So a request costs nothing more, and what a later version of the document says holds for requests of before.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, parse_qsl

import orjson

from mockcore.errors import CompanyMismatch, MockError
from mockcore.journal import masking
from mockcore.journal.body_findings import in_body
from mockcore.journal.codes import CODES, Finding
from mockcore.journal.dropped_findings import dropped
from mockcore.journal.exchange import Exchange
from mockcore.journal.oauth_findings import ReusedGrants, TokensPerCall, of_one_grant
from mockcore.journal.pattern_findings import (
    DeadTokens,
    IgnoredWaits,
    Polling,
    RepeatedDeletions,
    ReusedIdempotencyTokens,
    ShowsOfList,
)
from mockcore.journal.query_findings import SECRETS, in_query
from mockcore.journal.value_findings import Breaches
from mockcore.path_patterns import segments
from mockcore.reference.catalog import Catalog
from mockcore.reference.forms import parsed
from mockcore.reference.free_paths import FREE
from mockcore.reference.operation import Operation

HEADER = "procore-company-id"
MOST_PLAIN = 10_000
# In these answers stands what explains them.
BODY_STATUSES = frozenset({400, CompanyMismatch.status, 406, 415})
STORAGE, OAUTH, API = "/_mockcore/storage/", "/oauth/", ("/rest/", "/vapid/")


class Watch:
    """Looks at one exchange after the other, and remembers what tells breaches that several of them make together."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        # How many were looked at, and the number of the latest.
        self.requests = self.last = 0
        self._ignored, self._dead, self._deleted = IgnoredWaits(), DeadTokens(), RepeatedDeletions()
        self._idempotency, self._reused = ReusedIdempotencyTokens(), ReusedGrants()
        self._plain: dict[tuple[str | None, ...], tuple[tuple[str, str], ...]] = {}
        self.begin_program()

    def begin_program(self) -> None:
        """What comes after is another program, as another test is: it does not poll by asking what one before has asked."""
        self._polling = Polling(frozenset(self._catalog.overlay.get("webhooks") or ()))
        self._shows, self._tokens = ShowsOfList(), TokensPerCall()

    def findings(self, exchange: Exchange) -> list[Finding]:
        """The breaches of an exchange, by itself and after those before it."""
        return [self._finding(code, exchange, detail) for code, detail in (*self._own(exchange), *self.look(exchange))]

    def _own(self, exchange: Exchange) -> tuple[tuple[str, str], ...]:
        """(code, detail) of what an exchange breaks by itself; of plain reads that say the same it is worked out once."""
        call = exchange.call
        if call.body or call.findings or exchange.reply.status != 200 or not call.operation or exchange.method != "GET":
            return tuple(dict.fromkeys(of_one(exchange, self._catalog)))
        said = call.headers.get
        path = call.path if "{company_id}" in self._catalog.named(call.operation).path else call.path[: len("/vapid/")]
        bearer = said("authorization", "")[: len("bearer ")]
        key = (call.operation, path, call.query, bearer, said(HEADER))
        own = self._plain.get(key)
        if own is None:
            if len(self._plain) >= MOST_PLAIN:
                self._plain.clear()
            own = self._plain[key] = tuple(dict.fromkeys(of_one(exchange, self._catalog)))
        return own

    def look(self, exchange: Exchange) -> list[tuple[str, str]]:
        """(code, detail) of what an exchange breaks after those before it."""
        self.requests += 1
        self.last = exchange.number
        breaches: list[tuple[str, str]] = []
        called = exchange.call.path.startswith(API)
        if called:
            if exchange.call.operation:
                operation = self._catalog.named(exchange.call.operation)
                breaches += self._polling.breaches(exchange, operation)
                breaches += self._shows.breaches(exchange, operation)
            breaches += self._ignored.breaches(exchange)
            for pattern in (self._dead, self._deleted, self._idempotency):
                breaches += pattern.breaches(exchange)
        elif exchange.call.path.startswith(OAUTH):
            breaches += self._ignored.breaches(exchange)
        breaches += self._reused.breaches(exchange)
        breaches += self._tokens.breaches(exchange)
        return breaches

    def _finding(self, code: str, exchange: Exchange, detail: str) -> Finding:
        operation_id, path = exchange.call.operation, masking.path(exchange.call.path)
        if operation_id:
            path = self._catalog.named(operation_id).path
        return Finding(code, exchange.number, operation_id, f"{exchange.method} {path}", masking.text(detail))


class Watcher:
    """Has a watch for whoever asks what has come since a number.

    ``continues``: where one program comes after the other, the watch that has looked at those before goes on.
    """

    def __init__(self, catalog: Catalog, *, continues: bool) -> None:
        self._catalog = catalog
        self._continues = continues
        self._watch = Watch(catalog)

    def up_to(self, number: int, exchanges: Iterable[Exchange], *, apart: bool) -> Watch:
        """A watch that has looked at the exchanges up to a number; ``apart``: what comes after is another program."""
        if not (apart and self._continues and self._watch.last == number):
            self._watch = Watch(self._catalog)
            for exchange in exchanges:
                if exchange.number > number:
                    break
                self._watch.look(exchange)
        if apart:
            self._watch.begin_program()
        return self._watch


def findings(exchanges: Iterable[Exchange], catalog: Catalog, after: int = 0, *, apart: bool = False) -> list[Finding]:
    """The breaches of all exchanges, in their order; those up to ``after`` count for what several make together only.

    ``apart``: what comes after is another program, as another test is.
    """
    watch, rows = Watch(catalog), list[Finding]()
    for exchange in exchanges:
        if exchange.number <= after:
            watch.look(exchange)
            continue
        if apart and watch.last <= after:
            watch.begin_program()
        rows += watch.findings(exchange)
    return rows


def of_one(exchange: Exchange, catalog: Catalog) -> Breaches:
    """(code, detail) of what a single exchange breaks."""
    call = exchange.call
    if exchange.digest is not None and exchange.digest.breaches is not None:
        yield from exchange.digest.breaches
        return
    for name in sorted({name for name, value in parse_qsl(call.query) if name in SECRETS}):
        yield ("token-in-query" if name == "access_token" else "secret-in-query"), name
    if call.path.startswith(STORAGE):
        if "authorization" in call.headers:
            yield "token-to-storage", "Authorization"
    elif call.path.startswith(OAUTH):
        yield from of_one_grant(exchange)
    elif call.path.startswith(API) and exchange.method != "OPTIONS":
        yield from _of_call(exchange, catalog)


def _of_call(exchange: Exchange, catalog: Catalog) -> Breaches:
    call = exchange.call
    # An answer that breaks the document is not the caller's fault: the journal alone tells of it.
    yield from ((noted["code"], noted["detail"]) for noted in call.findings if noted["code"] in CODES)
    if not call.operation:
        if exchange.reply.status in (404, 405):
            yield "unknown-operation", f"{exchange.method} {call.path}"
        return
    operation = catalog.named(call.operation)
    bearer = call.headers.get("authorization", "").lower().startswith("bearer ")
    if not bearer and "access_token=" not in call.query:
        yield "missing-token", "Authorization"
    breaches = [*_company(exchange, operation), *in_query(exchange, operation), *in_body(exchange, operation)]
    yield from breaches
    yield from dropped(exchange, operation, catalog.overlay["not_kept"])
    if not (breaches or call.findings) and call.strike is None and exchange.reply.status in (400, 406, 415):
        yield from _refused(exchange)


def _company(exchange: Exchange, operation: Operation) -> Breaches:
    header = exchange.call.headers.get(HEADER, "").strip()
    if not header:
        if operation.path not in FREE:
            yield "missing-company-header", "Procore-Company-Id"
    elif not header.isdigit() or any(named != header for named in _named(exchange, operation)) or _of_another(exchange):
        yield "company-mismatch", "Procore-Company-Id"


def _of_another(exchange: Exchange) -> bool:
    """Whether the project is of another company than the header's, which the answer tells."""
    return exchange.reply.status == CompanyMismatch.status and CompanyMismatch.default.encode() in exchange.reply.body


def _named(exchange: Exchange, operation: Operation) -> Iterator[str]:
    """The companies that path, query and body name."""
    call = exchange.call
    for declared, segment in zip(segments(operation.path), segments(call.path), strict=False):
        if declared == "{company_id}" and segment.isdigit():
            yield segment
    yield from (value for value in parse_qs(call.query).get("company_id", ()) if value.isdigit())
    try:
        body = parsed(call)
    except MockError:
        return
    value = body.get("company_id") if isinstance(body, dict) else None
    if isinstance(value, int | str) and str(value).isdigit():
        yield str(value)


def _refused(exchange: Exchange) -> Breaches:
    """What the answer says against the request, where nothing was found that explains it."""
    try:
        answer = orjson.loads(exchange.reply.body)
    except orjson.JSONDecodeError:
        return
    errors = answer.get("errors") if isinstance(answer, dict) else None
    if isinstance(errors, dict):
        yield "refused-input", ", ".join(sorted(errors))
    elif isinstance(errors, str):
        # The sentence ends with what is missing.
        yield "refused-input", errors.rpartition(": ")[2]
    elif exchange.call.headers.get(HEADER):
        yield "refused-input", "the body" if exchange.call.body else "the query"
