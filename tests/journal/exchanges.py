"""Exchanges as the journal records them, made by hand."""

from collections.abc import Iterable
from typing import Any

import orjson

from mockcore.call import Call, Reply
from mockcore.journal.digests import Digests
from mockcore.journal.exchange import Exchange
from mockcore.journal.facts import facts_of, packed_facts, unpacked_facts
from mockcore.reference.catalog import Catalog

HEADERS = {"authorization": "Bearer x", "procore-company-id": "7", "content-type": "application/json"}


def exchange(method: str, target: str, body: Any = None, *, number: int = 1, at: float = 0.0, **more: Any) -> Exchange:
    """One call and its answer; ``operation``, ``status``, ``answer`` and ``headers`` as given."""
    path, _, query = target.partition("?")
    raw = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
    call = Call(method, path, query, {**HEADERS, **more.get("headers", {})}, raw, "http://mockcore.test")
    call.operation, call.client_id = more.get("operation", ""), "app"
    reply = Reply(more.get("status", 200), orjson.dumps(more.get("answer", {})), [])
    return Exchange(number, at, 0.01, method, call, reply, f"id-{number}")


def without_bodies(exchanges: Iterable[Exchange], catalog: Catalog) -> list[Exchange]:
    """Exchanges as they are left when the journal has dropped their bodies."""
    digests = Digests(catalog)
    return unpacked_facts(packed_facts([facts_of(whole, digests) for whole in exchanges]))
