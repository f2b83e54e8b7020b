"""Financial markups: percentages that change orders add to their lines (horizontal) and to their subtotal (vertical).

Source: reference (holders, sets, compound, ``extended_amount`` beside ``total_amount``). That a change order without markups of
its own has those that its contract keeps for change orders, that a markup compounds the ones before it which it selects (all
of them where it selects none), and that amounts are rounded one by one, is assumed. Conditions by segment are kept only.
"""

from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import check_numbers, money, money_text
from mockcore.domain.financial_markups import CONTRACT, MARKUPS, ORDER, marked_up, of_order, reckoned
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS, refuse
from mockcore.domain.references import in_project
from mockcore.domain.taxes import taxes_on
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.records import Stored

HOLDERS = {CONTRACT: (PRIME_CONTRACTS, COMMITMENTS), ORDER: (POTENTIAL,)}
PLAIN = ("horizontal", "vertical")
SETS = {CONTRACT: (*PLAIN, "change_orders_horizontal", "change_orders_vertical"), ORDER: PLAIN}
LINES = f"{POTENTIAL}/line_items"


def _holder(context: Context, kind: Any, number: Any) -> Stored | None:
    for name in HOLDERS.get(kind, ()):
        holder = in_project(context, name, number)
        if holder is not None:
            return holder
    return None


@before(MARKUPS, "create", "update")
def check(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for no such holder, one that is approved, a set that it does not have, or no number."""
    kind, number = (
        record.body.get(name) if record else context.parameter(name) or values.get(name)
        for name in ("holder_type", "holder_id")
    )
    holder = _holder(context, kind, number)
    if holder is None:
        raise Unprocessable(fields={"holder_id": [Reason.UNKNOWN]})
    refuse(holder, "markups cannot be changed")
    if values.get("markup_set") not in (None, *SETS.get(str(kind), ())):
        raise Unprocessable(fields={"markup_set": [Reason.NOT_LISTED]})
    check_numbers(values, ("percentage",))
    if record is None:
        values |= {"holder_type": kind, "holder_id": number, "markup_set": values.get("markup_set") or "vertical"}
        if values.get("applies_to_all") is None:
            values["applies_to_all"] = not values.get("markup_conditions")


@before(MARKUPS, "delete")
def keep(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable when its holder is approved."""
    holder = _holder(context, record.body.get("holder_type"), record.body.get("holder_id")) if record else None
    if holder is not None:
        refuse(holder, "markups cannot be deleted")


def _markups_of(context: Context, line: Stored) -> list[Stored]:
    """The horizontal markups on a line; none for one that belongs to no change order."""
    order = context.find(POTENTIAL, line.parent_id) if line.parent_id else None
    return of_order(context, order, "horizontal") if order else []


@computed(LINES, "total_amount")
def total_amount(line: Stored, context: Context) -> str:
    """The amount with horizontal markups and taxes."""
    return money_text(marked_up(_markups_of(context, line), line) + taxes_on(context, [line]))


@computed(LINES, "markup_line_items")
def markup_lines(line: Stored, context: Context) -> list[dict[str, Any]]:
    """What each horizontal markup adds to the line."""
    markups = _markups_of(context, line)
    amounts = reckoned(markups, money(line.body.get("amount")))
    return [_shown(markup, amount) for markup, amount in zip(markups, amounts, strict=True)]


def _shown(markup: Stored, amount: Decimal) -> dict[str, Any]:
    dated = {"created_at": markup.created_at, "updated_at": markup.updated_at}
    compound = markup.body.get("compound") or {}
    names = ("name", "percentage", "position", "markup_set")
    about = {"id": markup.id, **dated, **{name: markup.body.get(name) for name in names}}
    about["compounds_markups_above"] = str(compound.get("type") or "none").casefold() != "none"
    return {"id": markup.id, "amount": money_text(amount), **dated, "markup": about}
