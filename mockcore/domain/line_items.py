"""Line items of everything that costs: their amounts, and the lock of what is approved.

Source: reference; documented, financial tools (the schedule of values of what is approved or complete stays as it
is); that a closed purchase order is alike is assumed.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.request.context import Context
from mockcore.request.states import forbid
from mockcore.store.query import Selection
from mockcore.store.records import Stored

COMMITMENTS, PRIME_CONTRACTS = "commitments", "prime_contracts"
POTENTIAL = "potential_change_orders"
DIRECT_COSTS = "direct_costs"
# Line items → what they are lines of.
LINES = {f"{kind}/line_items": kind for kind in (
    COMMITMENTS, PRIME_CONTRACTS, POTENTIAL, DIRECT_COSTS,
)}  # fmt: skip
TOTALS = ("grand_total", "line_items_extended_total", "line_items_total", "original_amount", "amount", "total")
# A purchase order that is closed is a complete one.
LOCKED = frozenset({"approved", "complete", "closed"})


def locked(record: Stored) -> bool:
    """Whether a contract or change order is approved, complete or closed."""
    return str(record.body.get("status")).casefold() in LOCKED


def refuse(record: Stored, what: str) -> None:
    """Raises: Conflict when the record is approved or complete. Source: documented, financial tools; reference (409)."""
    if locked(record):
        forbid(record.kind, record.body.get("status"), f"{what} until it has another status")


def keep_locked(context: Context, values: Mapping[str, Any], record: Stored | None) -> None:
    """Guards a deletion. Raises: as ``refuse``."""
    if record is not None:
        refuse(record, "it cannot be deleted")


def lines_of(context: Context, record: Stored) -> list[Stored]:
    """The live lines of a record; those of the whole project are read at once when a list is asked for."""
    kind = f"{record.kind}/line_items"
    if context.operation.one or context.operation.rule != "list":
        return context.once((kind, record.id), lambda: context.every(Selection(kind, parent_id=record.id)))
    return grouped(context, kind, record.project_id).get(record.id, [])


def grouped(context: Context, kind: str, project_id: int | None, name: str | None = None) -> dict[int, list[Stored]]:
    """The live records of a project by their parent, or by a field that refers to another record."""
    return context.once((kind, project_id, name), lambda: _grouped(context, kind, project_id, name))


def _grouped(context: Context, kind: str, project_id: int | None, name: str | None) -> dict[int, list[Stored]]:
    by_parent: dict[int, list[Stored]] = {}
    for record in context.every(Selection(kind, company_id=context.company_id, project_id=project_id)):
        above = record.parent_id if name is None else record.body.get(name)
        if isinstance(above, int):
            by_parent.setdefault(above, []).append(record)
    return by_parent
