"""How many inspections a schedule would make. Source: reference; that both ends count is assumed."""

from datetime import date
from typing import Any

from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action

DAYS = {"daily": 1, "weekly": 7, "once_every_two_weeks": 14}
MONTHS = {"monthly": 1, "yearly": 12}


@action("GET checklist/schedules/calculate_total_inspections_count")
def total(context: Context) -> dict[str, Any]:
    """One on the first day and one after each interval; nothing without days. Raises: Unprocessable for unreadable ones."""
    values = context.attributes
    if not values.get("starts_at") or not values.get("ends_at"):
        return {"total_in_schedule": None}
    first, last = (_day(values, name) for name in ("starts_at", "ends_at"))
    if last < first:
        raise Unprocessable(fields={"ends_at": ["must be after starts_at"]})
    return {"total_in_schedule": _count(first, last, str(values.get("frequency")))}


def _count(first: date, last: date, frequency: str) -> int:
    if frequency in DAYS:
        return (last - first).days // DAYS[frequency] + 1
    if frequency in MONTHS:
        months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
        return months // MONTHS[frequency] + 1
    return 1


def _day(values: Any, name: str) -> date:
    try:
        return date.fromisoformat(str(values.get(name))[:10])
    except ValueError:
        raise Unprocessable(fields={name: ["is not a date"]}) from None
