"""What people do of their own accord."""

from collections import Counter
from datetime import date, timedelta

import pytest

from mockcore.jobsite.habits import HABITS, acts_of
from tests.jobsite.conftest import Town

THURSDAY, SATURDAY = date(2026, 1, 15), date(2026, 1, 17)


def test_work_is_done_in_working_hours_and_not_on_weekends(quiet: Town) -> None:
    site = quiet.site()
    acts = list(acts_of(site, THURSDAY, lambda tool, name: 1.0))
    begin, end = (site.calendar.moment(THURSDAY, minutes) for minutes in (7 * 60, 17 * 60))
    assert acts
    assert all(begin <= act.moment <= end for act in acts)
    assert not list(acts_of(site, SATURDAY, lambda tool, name: 1.0))


def test_each_habit_is_as_frequent_as_its_rate_says(quiet: Town) -> None:
    site, counts = quiet.site(), Counter[str]()
    days = [THURSDAY + timedelta(days=number) for number in range(140)]
    for day in days:
        counts.update(act.name for act in acts_of(site, day, lambda tool, name: 2.0 if name == "notes_logs" else 1.0))
    assert counts["weather_logs"] == counts["manpower_logs"] / 3
    assert counts["notes_logs"] == pytest.approx(1.6 * counts["weather_logs"], rel=0.2)


def test_the_tool_of_a_habit_is_that_of_its_operation(quiet: Town) -> None:
    for habit in HABITS:
        operation, _ = quiet.engine.catalog.match(
            "POST", habit.path.format(project=quiet.site().path, newer=quiet.site().newer_path)
        )
        assert operation.slug == habit.tool
