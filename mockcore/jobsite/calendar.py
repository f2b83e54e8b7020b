"""When people work: working days without federal holidays, hours by the standard time of the project's zone.

Source: the holidays of the United States that sites observe, and the standard offsets of the time zones' names; that summer
time moves nobody's hours is assumed, so that the same machine with another time zone database has the same year.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

DAY_SECONDS, HOUR_SECONDS = 86_400, 3_600
SATURDAY = 5
# Hours from UTC by what the names of a zone have in common; elsewhere it is UTC.
OFFSETS = {
    "hawaii": -10, "alaska": -9, "pacific": -8, "los_angeles": -8, "tijuana": -8, "mountain": -7, "arizona": -7, "denver": -7,
    "central time": -6, "us/central": -6, "chicago": -6, "mexico": -6, "eastern": -5, "new_york": -5, "indiana": -5,
    "atlantic": -4, "london": 0, "dublin": 0, "berlin": 1, "paris": 1, "madrid": 1, "amsterdam": 1, "rome": 1, "athens": 2,
    "abu dhabi": 4, "mumbai": 5, "singapore": 8, "perth": 8, "beijing": 8, "tokyo": 9, "sydney": 10, "melbourne": 10,
    "auckland": 12,
}  # fmt: skip
# Holidays of a fixed day; and by month, weekday and which of them (-1: the last).
FIXED = {(1, 1), (7, 4), (12, 25)}
MOVING = ((5, 0, -1), (9, 0, 1), (11, 3, 4))


class Calendar:
    """The working time of one project. Moments are seconds since 1970 UTC, minutes count from local midnight."""

    def __init__(self, zone: str | None) -> None:
        name = (zone or "").casefold()
        hours = next((hours for words, hours in OFFSETS.items() if words in name), 0)
        self._offset = hours * HOUR_SECONDS

    def day(self, moment: int) -> date:
        """The local day of a moment."""
        return datetime.fromtimestamp(moment + self._offset, UTC).date()

    def moment(self, day: date, minutes: int) -> int:
        """So many minutes after that day's midnight."""
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) + minutes * 60 - self._offset


def is_working(day: date) -> bool:
    """Whether anybody works: Monday to Friday, no holiday."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def working_day(day: date, number: int) -> date:
    """The working day that is the ``number``-th after that day."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working(day)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    fixed = {date(year, month, day) for month, day in FIXED}
    return frozenset(fixed | {_weekday(year, *rule) for rule in MOVING})


def _weekday(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
