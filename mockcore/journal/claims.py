"""Refuses claims about what there cannot be: an operation, path, code or field that exists nowhere would never be met.

A claim that nothing of the kind happened would pass, whatever was asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol
from urllib.parse import parse_qsl

from mockcore.close_names import hint
from mockcore.errors import BadRequest
from mockcore.journal.codes import CODES
from mockcore.journal.exchange import FACTS, Exchange
from mockcore.path_patterns import pattern_of, segments
from mockcore.reference.catalog import Catalog
from mockcore.reference.lifecycle import ACTIVE, PHASES
from mockcore.reference.operation import Operation
from mockcore.reference.schema import properties

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS")
# What is recorded beside the operations of the document.
RECORDED = ("/oauth/consent.css", "/_mockcore/storage/{key}")
COMPANIES = ("company_id", "sandbox")
_STATUS = re.compile(r"[1-5](\d\d|xx)", re.IGNORECASE)
_FLAGS = ("true", "false", "1", "0", "yes", "no", "")
# What an exchange says of what is not in the document, by the criterion that asks for it.
_NAMED: dict[str, Callable[[Exchange], Any]] = {
    "client_id": FACTS["client_id"],
    "company_id": FACTS["company_id"],
    "sandbox": lambda exchange: exchange.call.named_company,
    "fault": FACTS["fault"],
}
_GAP = re.compile(r"\*|\{[^}]*\}")


class Names(Protocol):
    """What there is beside the document, by the criterion that names it: apps, companies, fault rules."""

    def has(self, criterion: str, value: str) -> bool:
        """Whether there is one of that name."""

    def choices(self, criterion: str) -> Iterable[str]:
        """The names that there are."""


def check_claims(claims: Iterable[Mapping[str, Any]], catalog: Catalog, exchanges: Iterable[Exchange], names: Names) -> None:
    """What was recorded exists as well. Raises: BadRequest that names the criterion and what is close to it."""
    for criteria in claims:
        for name, choices in _choices(catalog).items():
            value = criteria.get(name)
            if value is not None and str(value) not in choices:
                raise _unknown(name, str(value), choices)
        if str(criteria.get("method", METHODS[0])).upper() not in METHODS:
            raise _unknown("method", str(criteria["method"]), METHODS)
        if "status" in criteria and not _STATUS.fullmatch(str(criteria["status"])):
            raise BadRequest(fields={"status": ["is a status such as 404, or 4xx"]})
        if str(criteria.get("deprecated", "")).lower() not in _FLAGS:
            raise BadRequest(fields={"deprecated": ["is true or false"]})
        check_named(criteria, exchanges, names)
        if "path" in criteria:
            _check_path(str(criteria["path"]), catalog, exchanges)
        if criteria.get("operation") is not None:
            _check_fields(criteria, catalog.named(criteria["operation"]), exchanges)


def check_named(criteria: Mapping[str, Any], exchanges: Iterable[Exchange], names: Names, prefix: str = "") -> None:
    """Apps, companies and fault rules exist, or were recorded. Raises: BadRequest with the criterion, after the prefix."""
    for criterion, fact in _NAMED.items():
        value = str(criteria.get(criterion))
        if criterion not in criteria or (criterion == "fault" and value.lower() in _FLAGS):
            continue
        if criterion in COMPANIES and not (value.isascii() and value.isdigit()):
            raise BadRequest(fields={f"{prefix}{criterion}": ["is the id of a company"]})
        if not names.has(criterion, value) and not any(str(fact(exchange)) == value for exchange in exchanges):
            raise _unknown(f"{prefix}{criterion}", value, names.choices(criterion))


def claims_of(expectation: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The criteria of an expectation that has been read: its request's, or those of each step."""
    return list(expectation.get("order") or [expectation.get("request") or {}])


def _choices(catalog: Catalog) -> dict[str, list[str]]:
    """The values that a criterion may have, where there are only so many."""
    operations = [entry["id"] for entry in catalog.entries]
    return {"operation": operations, "finding": list(CODES), "lifecycle": [ACTIVE, *PHASES]}


def _unknown(name: str, value: str, choices: Iterable[str]) -> BadRequest:
    return BadRequest(fields={name: [f"{value} does not exist: {hint(value, choices)}"]})


def _check_path(pattern: str, catalog: Catalog, exchanges: Iterable[Exchange]) -> None:
    steps = segments(pattern)
    paths = [entry["path"] for entry in catalog.entries]
    paths += RECORDED
    paths += [entry["path"].replace("/rest/v1.0/", "/vapid/", 1) for entry in catalog.entries if entry["vapid"]]
    if any(meet(steps, segments(path)) for path in paths):
        return
    recorded = pattern_of(pattern)
    if not any(recorded.matches(FACTS["path"](exchange)) for exchange in exchanges):
        raise _unknown("path", pattern, paths)


def meet(pattern: list[str], path: list[str]) -> bool:
    """Whether a pattern's segments may mean a call of an operation's path, in which any text stands for a parameter."""
    places = {0}
    for step in pattern:
        if step == "**":
            places = set(range(min(places), len(path) + 1))
        elif "**" in step:
            # Within a segment it may go on behind the next slash.
            return True
        else:
            places = {place + 1 for place in places if place < len(path) and _may_be(step, path[place])}
        if not places:
            return False
    return len(path) in places


def _may_be(step: str, segment: str) -> bool:
    if "{" in segment or step == segment:
        return True
    return bool(_GAP.search(step)) and re.fullmatch(".+".join(map(re.escape, _GAP.split(step))), segment) is not None


def _check_fields(criteria: Mapping[str, Any], operation: Operation, exchanges: Iterable[Exchange]) -> None:
    """Parameters and fields of the operation, unless a call that was recorded had such a one."""
    query, body = criteria.get("query"), criteria.get("body")
    if isinstance(query, str) and "=" in query:
        choices = [parameter.name for parameter in operation.query]
        for name, _ in parse_qsl(query, keep_blank_values=True):
            recorded = any(name in FACTS["query"](exchange) for exchange in _of(operation, exchanges))
            if name.removesuffix("[]") not in choices and name not in choices and not recorded:
                raise _unknown("query", name, choices)
    if isinstance(body, Mapping) and operation.body is not None:
        for name, choices in _strangers(body, operation.body.document or operation.body.schema):
            if not any(f'"{name}"'.encode() in exchange.call.body for exchange in _of(operation, exchanges)):
                raise _unknown("body", name, choices)


def _of(operation: Operation, exchanges: Iterable[Exchange]) -> Iterator[Exchange]:
    return (exchange for exchange in exchanges if exchange.call.operation == operation.id)


def _strangers(body: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The keys at any depth that the schema does not have where it says which there are, with those there are."""
    fields = properties(schema)
    for name, value in body.items() if fields else ():
        if name not in fields:
            yield str(name), list(fields)
        elif isinstance(value, Mapping):
            yield from _strangers(value, fields[name])
