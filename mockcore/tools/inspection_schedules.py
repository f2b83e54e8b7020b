"""Schedules of inspections: how many there will be, when one is due. Source: reference; that both ends count is assumed."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from mockcore.domain.times_of_day import readable
from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, computed
from mockcore.store.records import Stored

SCHEDULES = "checklist/schedules"
DAYS = {"daily": 1, "weekly": 7, "once_every_two_weeks": 14}
MONTHS = {"monthly": 1, "quarterly": 3, "twice_yearly": 6, "yearly": 12}
# More dates than anybody plans: ten years of days.
MOST = 3660
LAST_YEAR = 5000


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


@action("GET checklist/schedules/calculate_first_inspection_created_at")
def first_created(context: Context) -> dict[str, Any]:
    """An inspection is made some days before it is due. Raises: Unprocessable for a start that cannot be read."""
    values = context.attributes
    if not values.get("starts_at"):
        return {"first_inspection_created_at": None}
    start = readable(values.get("starts_at"))
    if start is None:
        raise Unprocessable(fields={"starts_at": ["is not a date"]})
    early = timedelta(days=min(int(values.get("days_created_before_due_date") or 0), MOST))
    return {"first_inspection_created_at": _text(start - early)}


@computed(SCHEDULES, "total_inspections_scheduled")
def scheduled(schedule: Stored, context: Context) -> int:
    """How many inspections a schedule makes from the first to its end; one without an end makes the first alone to count on."""
    first, last = _bounds(schedule)
    if first is None:
        return 0
    return _count(first.date(), last.date(), str(schedule.body.get("frequency"))) if last is not None else 1


@computed(SCHEDULES, "next_due_at", moving=True)
def next_due_at(schedule: Stored, context: Context) -> str | None:
    """When the next inspection is due: none once the schedule has ended. Source: reference; else assumed."""
    first, last = _bounds(schedule)
    if first is None:
        return None
    now = context.clock.epoch()
    coming = (at for at in _dates(first, str(schedule.body.get("frequency"))) if at.timestamp() >= now)
    following = next(coming, None)
    return None if following is None or (last is not None and following > last) else _text(following)


def _bounds(schedule: Stored) -> tuple[datetime | None, datetime | None]:
    first, last = (readable(schedule.body.get(name)) for name in ("first_inspection_due_at", "ends_at"))
    return first, last


def _dates(first: datetime, frequency: str) -> Iterator[datetime]:
    """The first date and those that follow it at the interval."""
    yield first
    for number in range(1, MOST if first.year < LAST_YEAR else 1):
        if frequency in DAYS:
            yield first + timedelta(days=DAYS[frequency] * number)
        elif frequency in MONTHS:
            yield _months_later(first, MONTHS[frequency] * number)
        else:
            return


def _months_later(first: datetime, months: int) -> datetime:
    """The same day of a later month, or the last that it has."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first.replace(year=year, month=month + 1, day=min(first.day, calendar.monthrange(year, month + 1)[1]))


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


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
