"""What billing is set up with: periods, tax codes and types.

Source: reference (422 for periods and tax types, ``errors`` by field); which values are refused is assumed.
"""

from typing import Any

from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import after, before
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

PERIODS = "billing_periods"
NAMED = {"tax_codes": "code"}


@before(PERIODS, "create", "update")
def in_order(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a period that ends before it starts, or has a day of another one.

    Source: documented, billing periods (they do not overlap); the sentences are assumed.
    """
    merged = {**(record.body if record else {}), **values}
    start, end = merged.get("start_date"), merged.get("end_date")
    if start and end and str(end) < str(start):
        raise Unprocessable(fields={"end_date": ["must not be before start_date"]})
    if not start or not end or values.keys().isdisjoint(("start_date", "end_date")):
        return
    selection = context.scoped(PERIODS)
    selection.conditions = [Condition("end_date", "ge", str(start)), Condition("start_date", "lt", f"{end}~")]
    for other in context.every(selection):
        if record is None or other.id != record.id:
            days = f"{other.body.get('start_date')} to {other.body.get('end_date')}"
            raise Unprocessable(fields={"start_date": [f"overlaps with the period from {days}"]})


@before(PERIODS, "delete")
def unused(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a period that an invoice bills."""
    selection = Selection("requisitions", company_id=context.company_id, project_id=context.project_id)
    selection.conditions = [Condition("period_id", "eq", record.id if record else 0)]
    if context.records.first(selection) is not None:
        raise Unprocessable(fields={"base": ["has invoices and cannot be deleted"]})


def named_once(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a blank or second code or name."""
    kind = record.kind if record is not None else context.operation.kind
    name = NAMED[kind]
    if name not in values:
        return
    if not str(values[name] or "").strip():
        raise Unprocessable(fields={name: [Reason.BLANK]})
    selection = Selection(kind, company_id=context.company_id)
    others = [other for other in context.every(selection) if record is None or other.id != record.id]
    if any(str(other.body.get(name)).casefold() == str(values[name]).casefold() for other in others):
        raise Unprocessable(fields={name: [Reason.TAKEN]})


for _kind in NAMED:
    before(_kind, "create", "update")(named_once)


@after("tax_codes", "create", "update")
def one_default(context: Context, code: Stored) -> None:
    """A company has one default tax code: another that becomes it takes its place. Source: assumed from the name."""
    if code.body.get("default_tax_code") is not True:
        return
    selection = Selection("tax_codes", company_id=context.company_id)
    selection.conditions = [Condition("default_tax_code", "eq", True)]
    for other in context.every(selection):
        if other.id != code.id:
            context.change(other, {"default_tax_code": False})
