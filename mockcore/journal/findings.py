"""Breaches of the contract in what a caller has asked, found in the journal when they are asked for.

So a request costs nothing more, and what a later version of the document says holds for requests of before.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, parse_qsl

import orjson

from mockcore.errors import CompanyMismatch, MockError
from mockcore.journal import masking
from mockcore.journal.body_findings import in_body
from mockcore.journal.codes import CODES, Finding
from mockcore.journal.exchange import Exchange
from mockcore.journal.oauth_findings import of_grants, of_one_grant
from mockcore.journal.pattern_findings import patterns
from mockcore.journal.query_findings import SECRETS, in_query
from mockcore.journal.value_findings import Breaches
from mockcore.path_patterns import segments
from mockcore.reference.catalog import Catalog
from mockcore.reference.forms import parsed
from mockcore.reference.free_paths import FREE
from mockcore.reference.operation import Operation

HEADER = "procore-company-id"
STORAGE, OAUTH, API = "/_mockcore/storage/", "/oauth/", ("/rest/", "/vapid/")


def findings(kept: list[Exchange], catalog: Catalog, after: int = 0, *, apart: bool = False) -> list[Finding]:
    """The breaches of all exchanges, in their order; those up to ``after`` count for what several make together only.

    ``apart``: what comes after is another program, as another test is: it does not poll by asking what one before has asked.
    """
    found: list[Finding] = []
    for made in kept:
        if made.number > after:
            found += [_finding(code, made, detail, catalog) for code, detail in dict.fromkeys(of_one(made, catalog))]
    since = after if apart else 0
    for code, made, detail in (*patterns(kept, catalog, since), *of_grants(kept, since)):
        if made.number > after:
            found.append(_finding(code, made, detail, catalog))
    return sorted(found, key=lambda part: part.request)


def _finding(code: str, made: Exchange, detail: str, catalog: Catalog) -> Finding:
    path = catalog.named(made.call.operation).path if made.call.operation else masking.path(made.call.path)
    return Finding(code, made.number, made.call.operation, f"{made.method} {path}", masking.text(detail))


def of_one(made: Exchange, catalog: Catalog) -> Breaches:
    """(code, detail) of what a single exchange breaks."""
    call = made.call
    for name in sorted({name for name, value in parse_qsl(call.query) if name in SECRETS}):
        yield ("token-in-query" if name == "access_token" else "secret-in-query"), name
    if call.path.startswith(STORAGE):
        if "authorization" in call.headers:
            yield "token-to-storage", "Authorization"
    elif call.path.startswith(OAUTH):
        yield from of_one_grant(made)
    elif call.path.startswith(API) and made.method != "OPTIONS":
        yield from _of_call(made, catalog)


def _of_call(made: Exchange, catalog: Catalog) -> Breaches:
    call = made.call
    # An answer that breaks the document is not the caller's fault: the journal alone tells of it.
    yield from ((noted["code"], noted["detail"]) for noted in call.findings if noted["code"] in CODES)
    if not call.operation:
        if made.reply.status in (404, 405):
            yield "unknown-operation", f"{made.method} {call.path}"
        return
    operation = catalog.named(call.operation)
    bearer = call.headers.get("authorization", "").lower().startswith("bearer ")
    if not bearer and "access_token=" not in call.query:
        yield "missing-token", "Authorization"
    found = [*_company(made, operation), *in_query(made, operation), *in_body(made, operation)]
    yield from found
    if not (found or call.findings) and call.strike is None and made.reply.status in (400, 406, 415):
        yield from _refused(made)


def _company(made: Exchange, operation: Operation) -> Breaches:
    header = made.call.headers.get(HEADER, "").strip()
    if not header:
        if operation.path not in FREE:
            yield "missing-company-header", "Procore-Company-Id"
    elif not header.isdigit() or any(named != header for named in _named(made, operation)) or _of_another(made):
        yield "company-mismatch", "Procore-Company-Id"


def _of_another(made: Exchange) -> bool:
    """Whether the project is of another company than the header's, which the answer tells."""
    return made.reply.status == CompanyMismatch.status and CompanyMismatch.default.encode() in made.reply.body


def _named(made: Exchange, operation: Operation) -> Iterator[str]:
    """The companies that path, query and body name."""
    call = made.call
    parts = segments(call.path)
    for own, part in zip(segments(operation.path), parts, strict=False):
        if own == "{company_id}" and part.isdigit():
            yield part
    yield from (value for value in parse_qs(call.query).get("company_id", ()) if value.isdigit())
    try:
        body = parsed(call)
    except MockError:
        return
    value = body.get("company_id") if isinstance(body, dict) else None
    if isinstance(value, int | str) and str(value).isdigit():
        yield str(value)


def _refused(made: Exchange) -> Breaches:
    """What the answer says against the request, where nothing was found that explains it."""
    try:
        told = orjson.loads(made.reply.body)
    except orjson.JSONDecodeError:
        return
    errors = told.get("errors") if isinstance(told, dict) else None
    if isinstance(errors, dict):
        yield "refused-input", ", ".join(sorted(errors))
    elif made.call.headers.get(HEADER):
        yield "refused-input", "the body" if made.call.body else "the query"
