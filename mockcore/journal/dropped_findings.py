"""What a body says that no answer shows again: commands, and attributes that are dropped, as the overlay lists them."""

from collections.abc import Iterator, Mapping
from typing import Any

from mockcore.errors import MockError
from mockcore.journal.exchange import Exchange
from mockcore.journal.value_findings import Breaches
from mockcore.reference.forms import parsed
from mockcore.reference.operation import Operation


def dropped(exchange: Exchange, operation: Operation, table: Mapping[str, str]) -> Breaches:
    """(code, detail) of each attribute in the body that is not stored, with the reason that the table gives."""
    if not table or not exchange.call.body or operation.body is None:
        return
    if operation.action in table:
        yield "not-kept", f"the body: {table[operation.action]}"
        return
    try:
        body = parsed(exchange.call)
    except MockError:
        return
    for name in dict.fromkeys(_names(body)):
        reason = table.get(f"{operation.kind}.{name}") or table.get(name)
        if reason:
            yield "not-kept", f"{name}: {reason}"


def _names(value: Any) -> Iterator[str]:
    """The names of all members that have a value, from the outside in."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if inner is not None:
                yield str(name)
                yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)
