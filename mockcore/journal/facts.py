"""What is kept of every exchange without its bodies, and how many of them are packed.

Most calls of a run are plain: reads that are answered, by an app that is known. Of those the facts are few, and packed as
columns: a value that all have in common is stored once.
"""

import marshal
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from mockcore.call import Call, Reply
from mockcore.journal.digests import PLAIN, SHORT_BYTES, Digests
from mockcore.journal.exchange import Digest, Exchange, token_digest
from mockcore.journal.findings import BODY_STATUSES
from mockcore.journal.packing import STRUCK

# The number of the exchange comes first.
Facts = tuple[Any, ...]
# The fields of a plain read, which are texts of their own in each of them.
_PLAIN_FIELDS, _TEXTS = 14, (3, 4, 9)
_TOKEN = "Bearer ***"
_SENT = ("user-agent", "procore-company-id", "content-type", "idempotency-token")
_HEADERS = ("authorization", *_SENT)
_ANSWERED = frozenset({"retry-after", "deprecation"})


def facts_of(exchange: Exchange, digests: Digests) -> Facts:
    """What is kept of an exchange without its bodies."""
    call, reply = exchange.call, exchange.reply
    if (
        call.client_id and reply.status == 200 and call.method == "GET" == exchange.method and not call.body
        and not call.findings and call.strike is None and call.fault is None and exchange.digest is None
    ):  # fmt: skip
        ids = digests.ids_of_plain(call.operation, reply.body)
        if ids is not None:
            sent = call.headers.get
            return (
                exchange.number, exchange.at, exchange.seconds, call.path, call.query, call.url, call.operation, call.client_id,
                call.company_id, exchange.request_id, call.lifecycle, sent("user-agent", ""), sent("procore-company-id", ""),
                ids,
            )  # fmt: skip
    return _all_of(exchange, digests.of(exchange) if exchange.digest is None else exchange.digest)


def _all_of(exchange: Exchange, digest: Digest) -> Facts:
    call, reply, headers = exchange.call, exchange.reply, exchange.call.headers
    token = headers.get("authorization", "")
    if exchange.digest is None:
        # Which token it was is needed where that alone tells who called, and where it was refused.
        names_app = call.client_id and reply.status != 401 and token[:7].lower() == "bearer "
        token = _TOKEN if names_app else token_digest(token)
    refused = reply.status in BODY_STATUSES and len(reply.body) <= SHORT_BYTES
    answer = [(name, value) for name, value in reply.headers if name.lower() in _ANSWERED]
    return (
        exchange.number, exchange.at, exchange.seconds, call.path, call.query, call.url, call.operation, call.client_id,
        call.company_id, exchange.request_id, call.lifecycle, exchange.method, call.method, call.fault,
        None if call.strike is None else STRUCK, [dict(finding) for finding in call.findings] if call.findings else (),
        call.quota if reply.status == 429 else None, call.body if len(call.body) <= SHORT_BYTES else b"",
        (token, *[headers.get(name, "") for name in _SENT]), reply.status, reply.body if refused else b"", answer,
        (digest.breaches, digest.ids, digest.cut, digest.form, digest.lifetime_seconds, digest.body),
    )  # fmt: skip


def of_facts(facts: Facts) -> Exchange:
    """The exchange of which these are the facts."""
    number, at, seconds, path, query, url, operation, client_id, company_id, request_id, lifecycle = facts[:11]
    if len(facts) == _PLAIN_FIELDS:
        agent, company, ids = facts[11:]
        sent = {"authorization": _TOKEN, "user-agent": agent, "procore-company-id": company}
        call = Call("GET", path, query, sent, b"", url, int(at), (), lifecycle, operation, client_id, company_id)
        digest = Digest(ids=ids) if ids else PLAIN
        return Exchange(number, at, seconds, "GET", call, Reply(200), request_id, 0, digest)
    method, read_as, fault, strike, findings, quota, body, headers, status, answer, answer_headers, more = facts[11:]
    sent = {name: value for name, value in zip(_HEADERS, headers, strict=True) if value}
    call = Call(
        read_as, path, query, sent, body, url, int(at), (), lifecycle, operation, client_id, company_id, quota, fault, strike,
        findings,
    )  # fmt: skip
    return Exchange(number, at, seconds, method, call, Reply(status, answer, answer_headers), request_id, 0, Digest(*more))


def packed_facts(rows: Sequence[Facts]) -> bytes:
    """Many as bytes."""
    plain = [row for row in rows if len(row) == _PLAIN_FIELDS]
    columns = [_packed(column, joined=index in _TEXTS) for index, column in enumerate(zip(*plain, strict=True))]
    return marshal.dumps((len(plain), columns, [row for row in rows if len(row) != _PLAIN_FIELDS]))


def _packed(column: tuple[Any, ...], *, joined: bool) -> Any:
    """A column in one of three forms: texts joined by line breaks, the one value of all, or all values."""
    if joined:
        text = "\n".join(column)
        return text if text.count("\n") == len(column) - 1 else column
    first = column[0]
    return [first] if column.count(first) == len(column) else column


def unpacked_facts(data: bytes) -> list[Exchange]:
    """The exchanges, in their order."""
    count, columns, others = marshal.loads(data)  # noqa: S302 - only what this server has packed
    rows = zip(*(_unpacked(column, count) for column in columns), strict=True)
    exchanges = [of_facts(row) for row in rows]
    if not others:
        return exchanges
    return sorted([*exchanges, *map(of_facts, others)], key=attrgetter("number"))


def _unpacked(column: Any, count: int) -> Sequence[Any]:
    if isinstance(column, str):
        return column.split("\n")
    return column * count if isinstance(column, list) else column
