"""What subcontractor invoices and payment applications have in common: numbers, days, figures, and when one is closed.

Source: documented, requisitions tutorial; that payment applications follow it is assumed.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from mockcore.domain.progress_billing import shown
from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.store.records import Stored

PERIODS = "billing_periods"
# What changes items alone changes the invoice, whose body has none of them.
ITEMS_ALONE: dict[str, Any] = {"items": ()}


def following_number(earlier: Sequence[Stored]) -> int:
    """The number of the invoice after those of its contract, oldest first; the first is 1."""
    return int(earlier[-1].body.get("number") or len(earlier)) + 1 if earlier else 1


def fill_days(context: Context, values: dict[str, Any], names: Mapping[str, str]) -> None:
    """The days of the billing period that the invoice names, where it gives none; ``names``: field → the period's."""
    period = referred(context, PERIODS, values.get("period_id"))
    if period is not None:
        values |= {name: period.body.get(of) for name, of in names.items() if not values.get(name)}


def formatted_period(start: Any, end: Any) -> str | None:
    """``2026-01-01 - 2026-01-31``; None unless both days are there."""
    return f"{start} - {end}" if start and end else None


def refuses(invoice: Stored, values: Mapping[str, Any], approved: Collection[str], free: Collection[str]) -> bool:
    """Whether an approved invoice stays as it is: only another status reopens it, and the free fields may change."""
    if invoice.body.get("status") not in approved:
        return False
    return not values or (not values.get("status") and bool({*values} - {*free}))


def figure(name: str) -> Callable[[Stored, Context], str | None]:
    """The computation of one figure of an item."""
    return lambda item, context: context.once(("figures", item.id), lambda: shown(item.body)).get(name)
