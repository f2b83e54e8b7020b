"""What markups add to the lines of a change order (horizontal) and to their subtotal (vertical).

Source: reference (holders, sets, compound). That a change order without markups of its own has those that its contract keeps
for change orders, that a markup compounds the ones before it which it selects (all of them where it selects none), and that
amounts are rounded one by one, is assumed.
"""

from decimal import Decimal

from mockcore.domain.amounts import NONE, factor, money, share_of
from mockcore.domain.line_items import grouped, lines_of
from mockcore.request.context import Context
from mockcore.store.records import Stored

MARKUPS = "financials/markups"
CONTRACT, ORDER = "Contract", "PotentialChangeOrder"


def of_order(context: Context, order: Stored, which: str) -> list[Stored]:
    """The markups of a potential change order in one set, in their order."""
    by_holder = grouped(context, MARKUPS, order.project_id, "holder_id")
    own = [markup for markup in by_holder.get(order.id, []) if markup.body.get("holder_type") == ORDER]
    above = order.body.get("contract_id")
    markups = own or [markup for markup in by_holder.get(above or 0, []) if markup.body.get("holder_type") == CONTRACT]
    name = which if own else f"change_orders_{which}"
    chosen = [markup for markup in markups if markup.body.get("markup_set") == name]
    return sorted(chosen, key=lambda markup: (markup.body.get("position") or 0, markup.id))


def reckoned(markups: list[Stored], amount: Decimal) -> list[Decimal]:
    """What each markup adds to an amount."""
    added: dict[int, Decimal] = {}
    for markup in markups:
        base = amount + sum((value for number, value in added.items() if _compounds(markup, number)), NONE)
        added[markup.id] = share_of(base, factor(markup.body.get("percentage")))
    return list(added.values())


def _compounds(markup: Stored, number: int) -> bool:
    compound = markup.body.get("compound")
    if not isinstance(compound, dict) or str(compound.get("type") or "none").casefold() == "none":
        return False
    return number in compound["selections"] if compound.get("selections") else True


def marked_up(markups: list[Stored], line: Stored) -> Decimal:
    """The amount of a line with horizontal markups."""
    amount = money(line.body.get("amount"))
    return amount + sum(reckoned(markups, amount), NONE)


def with_lines(context: Context, order: Stored) -> Decimal:
    """The lines of a potential change order with their horizontal markups."""
    markups = of_order(context, order, "horizontal")
    return sum((marked_up(markups, line) for line in lines_of(context, order)), NONE)


def with_markups(context: Context, order: Stored) -> Decimal:
    """What a potential change order comes to: its lines, and the vertical markups on them."""
    subtotal = with_lines(context, order)
    return subtotal + sum(reckoned(of_order(context, order, "vertical"), subtotal), NONE)
