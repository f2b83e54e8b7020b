"""The daily log of a day."""

from datetime import date

from mockcore.jobsite import field_work
from mockcore.jobsite.site import Day
from tests.jobsite.conftest import Town


def _day(quiet: Town, month: int, number: int = 0) -> Day:
    site = quiet.site()
    return Day(site, date(2026, month, 15), site.fake("weather", month, number))


def test_the_weather_is_that_of_the_month(quiet: Town) -> None:
    def highest(month: int) -> int:
        logs = [field_work.weather(_day(quiet, month, number))["weather_log"] for number in range(40)]
        return sum(int(log["temperature"].split()[3]) for log in logs)

    assert highest(8) > highest(1)


def test_a_crew_has_a_company_of_the_project_and_a_note(quiet: Town) -> None:
    log = field_work.manpower(_day(quiet, 3))["manpower_log"]
    assert log["date"] == "2026-03-15"
    assert log["notes"]
    assert 2 <= log["num_workers"] <= 14
    assert field_work.notes(_day(quiet, 3))["notes_log"]["comment"]
