"""Working days and hours."""

from datetime import UTC, date, datetime

import pytest

from mockcore.jobsite.calendar import Calendar, is_working, working_day


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-01-15", True),
        ("2026-01-17", False),
        ("2026-05-25", False),
        ("2026-07-04", False),
        ("2026-09-07", False),
        ("2026-11-26", False),
        ("2026-11-27", True),
    ],
)
def test_nobody_works_on_weekends_and_holidays(day: str, working: bool) -> None:
    assert is_working(date.fromisoformat(day)) is working


def test_working_days_skip_the_weekend() -> None:
    assert working_day(date(2026, 1, 15), 2) == date(2026, 1, 19)
    assert working_day(date(2026, 1, 15), 0) == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Pacific Time (US & Canada)", 15), ("US/Pacific", 15), ("America/New_York", 12), ("Tokyo", 22), (None, 7), ("?", 7)],
)
def test_seven_in_the_morning_is_seven_in_the_zone_of_the_project(zone: str | None, hour: int) -> None:
    moment = Calendar(zone).moment(date(2026, 1, 15), 7 * 60)
    assert datetime.fromtimestamp(moment, UTC).hour == hour
    assert Calendar(zone).day(moment) == date(2026, 1, 15)
