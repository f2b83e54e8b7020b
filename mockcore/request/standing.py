"""What may be added to a record depends on how it stands: a contract takes change orders and invoices once it is approved.

The overlay says which (``standing``): resource, the attribute that names what a record belongs to, and the statuses which
that may have, by its resource.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mockcore.reference.conform import identified
from mockcore.reference.operation import Kind
from mockcore.request.context import Context
from mockcore.request.states import forbid
from mockcore.store.records import Stored

Rules = Mapping[str, Mapping[str, Sequence[str]]]


def check_standing(context: Context, kind: Kind, values: Mapping[str, Any], record: Stored | None) -> None:
    """Whether what a new record belongs to takes it, or what a changed one is moved to.

    Raises: Conflict with the status that there is, and those that will do. Source: decisions, States that forbid an addition.
    """
    rules: Rules = (context.catalog.overlay.get("standing") or {}).get(kind.name, {})
    for name, statuses in rules.items():
        number = identified(values.get(name))
        if number is not None and (record is None or identified(record.body.get(name)) != number):
            _check(context, number, statuses)


def _check(context: Context, number: int, statuses: Mapping[str, Sequence[str]]) -> None:
    for target, allowed in statuses.items():
        holder = context.find(target, number)
        if holder is not None and holder.body.get("status") not in allowed:
            status = holder.body.get("status") or "without a status"
            forbid(target, status, f"it must be {' or '.join(allowed)}")
