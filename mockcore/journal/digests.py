"""The answers to everything that claims ask of the bodies of an exchange, worked out when those are dropped."""

from functools import lru_cache

from mockcore.journal.exchange import MOST_BODY_BYTES, Digest, Exchange
from mockcore.journal.findings import BODY_STATUSES, OAUTH, of_one
from mockcore.journal.oauth_findings import COMPARED, form, lifetime_seconds, requests_token
from mockcore.journal.pattern_findings import LISTS, RECURSED, ids_in, is_cut
from mockcore.reference.catalog import Catalog

PLAIN = Digest()
# Bodies up to so many bytes cost no more than what is worked out of them.
SHORT_BYTES = 1_000
# The latest pages whose ids are remembered: a page is told by the same bytes until something is written.
PAGES = 64


class Digests:
    """Works them out, by what the document says of each operation."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lists: dict[str, bool] = {"": False}
        self._ids = lru_cache(PAGES)(_ids)

    def ids_of_plain(self, operation_id: str, body: bytes) -> bytes | None:
        """The ids in the answer to a plain read, none unless it is a list; None where it takes a digest to tell more."""
        lists = self._lists.get(operation_id)
        if lists is None:
            lists = self._lists[operation_id] = self._is_list(operation_id)
        if not lists:
            return b""
        return self._ids(body) if len(body) < MOST_BODY_BYTES else None

    def of(self, exchange: Exchange) -> Digest:
        """What claims need of an exchange of which at most short bodies are left."""
        call, reply = exchange.call, exchange.reply
        operation = call.operation
        lists = self._lists.get(operation)
        if lists is None:
            lists = self._lists[operation] = self._is_list(operation)
        long = len(call.body) > SHORT_BYTES or (reply.status in BODY_STATUSES and len(reply.body) > SHORT_BYTES)
        if not lists and not long and not call.path.startswith(OAUTH):
            return PLAIN
        breaches = tuple(dict.fromkeys(of_one(exchange, self._catalog))) if long or call.path.startswith(OAUTH) else None
        listed = lists and reply.status == 200
        fields = form(exchange) if requests_token(exchange) else None
        return Digest(
            breaches,
            self._ids(reply.body) if listed else b"",
            listed and is_cut(exchange),
            {name: fields[name] for name in COMPARED if name in fields} if fields is not None else None,
            lifetime_seconds(exchange) if fields is not None else 0.0,
            exchange.body_digest if len(call.body) > SHORT_BYTES else b"",
        )

    def _is_list(self, operation_id: str) -> bool:
        operation = self._catalog.named(operation_id)
        return operation.rule in LISTS and operation.kind.rpartition("/")[2] not in RECURSED


def _ids(body: bytes) -> bytes:
    return b"\n".join(number.encode() for number in ids_in(body))
