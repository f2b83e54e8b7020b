"""How much of the API a caller uses: operations with their statuses and parameters, of those that it says it uses."""

import difflib
import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl

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
            near = difflib.get_close_matches(name, [*ids, *paths], 1)
            hint = f": did you mean {near[0]}?" if near else ""
            raise BadRequest(fields={"operations": [f"{name} is no operation of the document{hint}"]})
        selected.append(operation_id)
    return sorted(set(selected))


def _shape(name: str) -> str:
    method, _, path = name.strip().partition(" ")
    return f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path.strip())}"


def coverage(exchanges: list[Exchange], declared: list[str], catalog: Catalog) -> dict[str, Any]:
    """The operations that were called, of all and of those declared; what a fixture asks for itself is left out."""
    called: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for exchange in exchanges:
        if exchange.call.operation and not own(exchange):
            statuses, parameters = called.setdefault(exchange.call.operation, (Counter(), Counter()))
            statuses[str(exchange.reply.status)] += 1
            parameters.update({name.removesuffix("[]") for name, _ in parse_qsl(exchange.call.query, keep_blank_values=True)})
    usage = {
        name: {
            "asked": "{0.method} {0.path}".format(catalog.named(name)),
            "statuses": dict(sorted(statuses.items())),
            "parameters": dict(sorted(parameters.items())),
        }
        for name, (statuses, parameters) in sorted(called.items())
    }
    return {"called": usage, **compared(set(usage), declared)}


def compared(called: set[str], declared: list[str]) -> dict[str, Any]:
    """What was called against what is declared; without a declaration there is no share."""
    missing = [name for name in declared if name not in called]
    share = round(1 - len(missing) / len(declared), 4) if declared else None
    beside = sorted(called - set(declared)) if declared else []
    return {"declared": len(declared), "not_called": missing, "not_declared": beside, "share": share}
