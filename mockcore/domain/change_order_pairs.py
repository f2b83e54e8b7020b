"""In one tier a change order is two records: a package, and the potential change order that holds its lines.

Source: documented, change orders (both are made together); that they have one title, status and number, and go together, is
assumed.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.domain.change_orders import PACKAGE_ID, PACKAGES, REQUESTS, TYPES
from mockcore.domain.line_items import POTENTIAL
from mockcore.request.context import Context
from mockcore.request.deletion import remove
from mockcore.store.query import Condition
from mockcore.store.records import Stored

# The potential change order beside a package, as an attribute of the package.
BESIDE = "potential_change_order_id"
SHARED = (
    "title", "description", "status", "grand_total", "due_date", "invoiced_date", "paid_date", "private", "executed",
    "signed_change_order_received_date", "schedule_impact_amount", "reviewed_at", "reviewer_id", "reviewed_by_id",
)  # fmt: skip
ORIGIN = ("contract_id", "created_by_id", "creator_id")


def partner(context: Context, record: Stored) -> Stored | None:
    """What stands beside a package or a potential change order."""
    if record.kind == PACKAGES:
        return _live(context, POTENTIAL, record.body.get(BESIDE))
    package = _live(context, PACKAGES, record.body.get(PACKAGE_ID)) if record.kind == POTENTIAL else None
    return package if package is not None and package.body.get(BESIDE) == record.id else None


def _live(context: Context, kind: str, number: Any) -> Stored | None:
    record = context.current(kind, number) if isinstance(number, int) else None
    return record if record is not None and record.deleted_at is None else None


def has_requests(context: Context, contract_id: int) -> bool:
    """Whether a contract has change order requests, which there are in three tiers alone."""
    return context.first(REQUESTS, contract_id=contract_id) is not None


def in_one_tier(context: Context, contract_id: int) -> bool:
    """Whether nothing shows that a contract has more tiers: no request, and no package that gathers several orders."""
    if has_requests(context, contract_id):
        return False
    selection = context.scoped(PACKAGES)
    selection.conditions = [Condition("contract_id", "eq", contract_id), Condition(BESIDE, "null", None)]
    return context.records.first(selection) is None


def stand_beside(context: Context, record: Stored) -> None:
    """Makes the other half of a pair."""
    kind = POTENTIAL if record.kind == PACKAGES else PACKAGES
    names = (*SHARED, *ORIGIN)
    values = {name: record.body[name] for name in names if record.body.get(name) is not None}
    contract = next(contract for contract, type_ in TYPES[record.kind].items() if type_ == record.body.get("type"))
    values["type"] = TYPES[kind][contract]
    values["number"] = _number(context, kind, record.body.get("number"), values)
    values[BESIDE if kind == PACKAGES else PACKAGE_ID] = record.id
    other = context.put(kind, values)
    context.change(record, {BESIDE if kind == POTENTIAL else PACKAGE_ID: other.id})


def _number(context: Context, kind: str, number: Any, values: Mapping[str, Any]) -> str:
    """The number of the other half, unless a record of its kind has passed it: then the next one."""
    text = str(number or "")
    if text and not text.isdecimal():
        return text
    within = {name: values.get(name) for name in ("contract_id", "type")}
    following = context.next_number(kind, parent_id=0, within=within)
    if not text or int(text) <= following:
        return str(following)
    context.reach_number(kind, text, within=within)
    return text


def agree(context: Context, record: Stored) -> None:
    """The other half of a pair has what both share."""
    other = partner(context, record)
    if other is None:
        return
    values = {name: record.body[name] for name in SHARED if name in record.body and other.body.get(name) != record.body[name]}
    if values:
        context.change(other, values)


def go_together(context: Context, record: Stored) -> None:
    """The other half of a pair is deleted with it."""
    other = partner(context, record)
    if other is not None:
        remove(context, other)


def separate(context: Context, package: Stored) -> None:
    """Deletes a package beside an order, which stays: it goes into another."""
    context.change(package, {BESIDE: None})
    remove(context, package)
