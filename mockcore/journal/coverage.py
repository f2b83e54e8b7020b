"""How much of the API a caller uses: operations with their statuses and parameters, of those that it says it uses."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from mockcore.close_names import hint
from mockcore.errors import BadRequest
from mockcore.journal.exchange import Exchange
from mockcore.journal.oauth_findings import own
from mockcore.reference.catalog import Catalog


def operation_ids(names: list[str], catalog: Catalog) -> list[str]:
    """The operationIds of operations, which may be named as ``GET /rest/v1.0/me`` too.

    Raises: BadRequest naming the first unknown one.
    """
    ids = {entry["id"] for entry in catalog.entries}
    paths = {_shape(f"{entry['method']} {entry['path']}"): entry["id"] for entry in catalog.entries}
    selected = []
    for name in names:
        operation_id = name if name in ids else paths.get(_shape(name))
        if operation_id is None:
            raise BadRequest(fields={"operations": [f"{name} is no operation of the document: {hint(name, [*ids, *paths])}"]})
        selected.append(operation_id)
    return sorted(set(selected))


def _shape(name: str) -> str:
    method, _, path = name.strip().partition(" ")
    return f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path.strip())}"


class Coverage:
    """Counts what was called, one exchange after the other; what a fixture asks for itself is left out."""

    def __init__(self) -> None:
        self._called: dict[str, tuple[Counter[int], Counter[str]]] = {}

    def add(self, exchange: Exchange) -> None:
        """Counts an exchange."""
        call = exchange.call
        if call.operation and not own(exchange):
            statuses, parameters = self._called.setdefault(call.operation, (Counter(), Counter()))
            statuses[exchange.reply.status] += 1
            parameters.update(_parameters(call.query))

    def as_json(self, declared: list[str], catalog: Catalog) -> dict[str, Any]:
        """The operations that were called, of all and of those declared."""
        usage = {
            name: {
                "asked": "{0.method} {0.path}".format(catalog.named(name)),
                "statuses": {str(status): count for status, count in sorted(statuses.items())},
                "parameters": dict(sorted(parameters.items())),
            }
            for name, (statuses, parameters) in sorted(self._called.items())
        }
        return {"called": usage, **compared(set(usage), declared)}


@lru_cache(4096)
def _parameters(query: str) -> frozenset[str]:
    return frozenset(name.removesuffix("[]") for name, _ in parse_qsl(query, keep_blank_values=True))


def coverage(exchanges: Iterable[Exchange], declared: list[str], catalog: Catalog) -> dict[str, Any]:
    """The operations that were called by these exchanges, of all and of those declared."""
    called = Coverage()
    for exchange in exchanges:
        called.add(exchange)
    return called.as_json(declared, catalog)


def compared(called: set[str], declared: list[str]) -> dict[str, Any]:
    """What was called against what is declared; without a declaration there is no share."""
    missing = [name for name in declared if name not in called]
    share = round(1 - len(missing) / len(declared), 4) if declared else None
    beside = sorted(called - set(declared)) if declared else []
    return {"declared": len(declared), "not_called": missing, "not_declared": beside, "share": share}
