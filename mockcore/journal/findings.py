"""Breaches of the contract in what a caller has asked: each with a code, an explanation, and where to read about it.

Found in the journal when they are asked for, so that a request costs nothing more.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from mockcore.errors import MockError
from mockcore.journal.exchange import Exchange
from mockcore.journal.patterns import patterns
from mockcore.spec.bodies import STEERING
from mockcore.spec.catalog import Catalog
from mockcore.spec.forms import parsed
from mockcore.spec.inputs import query_values
from mockcore.spec.operation import Body, Operation
from mockcore.spec.schema import main_type, properties, types

FREE = frozenset({"/rest/v1.0/me", "/rest/v1.0/companies"})
LARGEST_PAGE = 10_000
RECOMMENDED_PAGE = 2_000
STORAGE = "/_mockcore/storage/"

# Code → (what is wrong, where to read). The texts are ours; the pages are Procore's documentation by their titles.
CODES: dict[str, tuple[str, str]] = {
    "unknown-parameter": (
        "The operation has no such query parameter; Procore ignores it.",
        "Reference: the operation's parameters",
    ),
    "unknown-field": ("The operation has no such field in its body; Procore ignores it.", "Reference: the operation's body"),
    "wrong-wrapper": ("The attributes are wrapped in another name than the operation's.", "RESTful API concepts"),
    "missing-wrapper": ("The attributes are not wrapped in the operation's name.", "RESTful API concepts"),
    "coerced-type": (
        "The value has another type than the document says, and was converted.",
        "Reference: the operation's body",
    ),
    "missing-company-header": ("Every call needs Procore-Company-Id; it will be required.", "Multiple Procore Regions (MPZ)"),
    "oversized-page": ("per_page is above what is allowed or recommended.", "Pagination"),
    "deprecated-operation": ("The operation is deprecated or past its sunset.", "REST API lifecycle"),
    "unknown-operation": ("No operation of the reference has this method and path.", "Reference"),
    "token-in-query": ("An access token in a URL ends up in logs.", "Authentication"),
    "token-to-storage": ("File storage must not be sent the Authorization header.", "Secure file access"),
    "refresh-token-reused": ("A refresh token works once; a second use loses the session.", "OAuth: refresh tokens"),
    "ignored-retry-after": ("The same was asked again before Retry-After had passed.", "Rate limiting"),
    "polling": ("The same list is asked again and again: use a webhook, or filters[updated_at].", "Webhooks; filtering"),
    "n-plus-one": (
        "A list is followed by a show of each record: ask the list for what is needed.",
        "Best practices",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: its code, the exchange, the operation, and what exactly."""

    code: str
    request: int
    operation: str
    detail: str

    def told(self) -> dict[str, Any]:
        """As the report shows it."""
        text, page = CODES[self.code]
        operation = self.operation or None
        return {
            "code": self.code, "request": self.request, "operation": operation, "detail": self.detail,
            "explanation": text, "read": page,
        }  # fmt: skip


def findings(kept: list[Exchange], catalog: Catalog) -> list[Finding]:
    """The breaches of all exchanges, in their order."""
    found: list[Finding] = []
    for made in kept:
        found += [Finding(code, made.number, made.call.operation, detail) for code, detail in of_one(made, catalog)]
    found += [Finding(code, made.number, made.call.operation, detail) for code, made, detail in patterns(kept)]
    return sorted(found, key=lambda part: part.request)


def of_one(made: Exchange, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(code, detail) of what a single exchange breaks."""
    call = made.call
    names = {name for name, _ in parse_qsl(call.query, keep_blank_values=True)}
    if "access_token" in names:
        yield "token-in-query", "access_token"
    if call.path.startswith(STORAGE):
        if "authorization" in call.headers:
            yield "token-to-storage", call.path
        return
    if not call.path.startswith(("/rest/", "/vapid/")):
        return
    if call.lifecycle:
        yield "deprecated-operation", f"{made.method} {call.path}: {call.lifecycle}"
    if not call.operation:
        if made.reply.status in (404, 405):
            yield "unknown-operation", f"{made.method} {call.path}"
        return
    operation = catalog.named(call.operation)
    if "procore-company-id" not in call.headers and operation.path not in FREE and made.reply.status != 401:
        yield "missing-company-header", f"{made.method} {call.path}"
    yield from _in_query(made, operation)
    yield from _in_body(made, operation)


def _in_query(made: Exchange, operation: Operation) -> Iterator[tuple[str, str]]:
    try:
        values, unknown = query_values(operation, made.call.query)
    except MockError:
        values, unknown = {}, []
    declared = {part.name for part in operation.query}
    for name in unknown:
        # Where the body may name them, the query may too.
        if name not in STEERING and name != "access_token":
            yield "unknown-parameter", name
    size = values.get("per_page")
    if isinstance(size, int) and "per_page" in declared:
        schema = next(part.schema for part in operation.query if part.name == "per_page")
        most = min(schema.get("maximum", LARGEST_PAGE), RECOMMENDED_PAGE)
        if size > most:
            yield "oversized-page", f"per_page={size}, at most {most}"


def _in_body(made: Exchange, operation: Operation) -> Iterator[tuple[str, str]]:
    spec = operation.body
    if spec is None or not made.call.body:
        return
    try:
        body = parsed(made.call)
    except MockError:
        return
    if isinstance(body, dict):
        yield from _of_object(body, spec, json=made.call.content_type.endswith("json"))


def _of_object(body: dict[str, Any], spec: Body, *, json: bool) -> Iterator[tuple[str, str]]:
    known = properties(spec.schema)
    strange = [name for name in body if name not in known and name != spec.rows and name not in STEERING]
    if spec.wrapper and spec.wrapper not in body:
        wrapped = [name for name in strange if isinstance(body[name], dict)]
        if wrapped:
            yield "wrong-wrapper", f"{wrapped[0]} in place of {spec.wrapper}"
            return
        if any(name in spec.attributes for name in strange):
            yield "missing-wrapper", spec.wrapper
            strange = [name for name in strange if name not in spec.attributes]
    inner = body.get(spec.wrapper) if spec.wrapper else None
    prefix, values, parts = ("", body, known)
    if isinstance(inner, dict):
        prefix, values, parts = f"{spec.wrapper}.", inner, properties(known.get(str(spec.wrapper), {}))
        own = [name for name in inner if name not in parts and not name.startswith("custom_field_")]
        strange += [f"{prefix}{name}" for name in own if parts]
    for name in strange:
        yield "unknown-field", name
    if json:
        yield from _converted(values, parts, prefix)


def _converted(values: Mapping[str, Any], parts: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """What JSON could have said in its own type."""
    for name, value in values.items():
        schema = parts.get(name)
        if schema is None or value is None:
            continue
        wanted = types(schema) or {main_type(schema)}
        if wanted and not any(_FITS.get(part, _anything)(value) for part in wanted if part):
            yield "coerced-type", f"{prefix}{name}: {type(value).__name__} in place of {main_type(schema)}"


def _anything(_value: Any) -> bool:
    return True


_FITS: dict[str, Callable[[Any], bool]] = {
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def coverage(kept: list[Exchange], declared: list[str]) -> dict[str, Any]:
    """The operations that were called with their statuses, and those declared that were not."""
    called: dict[str, Counter[int]] = {}
    for made in kept:
        if made.call.operation:
            called.setdefault(made.call.operation, Counter())[made.reply.status] += 1
    told = {name: {str(status): count for status, count in sorted(found.items())} for name, found in sorted(called.items())}
    missing = sorted(set(declared) - set(called))
    share = None if not declared else round(1 - len(missing) / len(set(declared)), 4)
    return {"called": told, "declared": len(set(declared)), "not_called": missing, "share": share}
