"""What people do about open records."""

from datetime import timedelta

from mockcore.clock import instant
from mockcore.jobsite.calendar import is_working
from mockcore.jobsite.reactions import REACTIONS, acts_of, due
from tests.jobsite.conftest import BEGIN, Town

SINCE = int(instant(BEGIN).timestamp())


def test_an_answer_is_due_on_a_working_day_some_days_after_the_last_change(town: Town) -> None:
    number, site = town.rfi(), town.site()
    rfi = town.engine.world.get("rfis", number)
    assert rfi is not None
    moment = due(site, rfi, REACTIONS[0], SINCE)
    day = site.calendar.day(moment)
    assert is_working(day)
    assert timedelta(days=2) <= day - site.calendar.day(SINCE) <= timedelta(days=8)
    assert [act.moment for act in acts_of(site, day, SINCE, lambda tool, name: 1.0) if act.moment == moment] == [moment]


def test_what_lay_open_long_before_is_worked_off_in_the_first_weeks(town: Town) -> None:
    number, site = town.rfi(), town.site()
    rfi = town.engine.world.get("rfis", number)
    assert rfi is not None
    later = SINCE + 400 * 86_400
    assert later < due(site, rfi, REACTIONS[0], later) < later + 40 * 86_400


def test_nothing_is_done_about_a_record_that_was_changed_meanwhile(town: Town) -> None:
    number, site = town.rfi(), town.site()
    rfi = town.engine.world.get("rfis", number)
    assert rfi is not None
    day = site.calendar.day(due(site, rfi, REACTIONS[0], SINCE))
    acts = [act for act in acts_of(site, day, SINCE, lambda tool, name: 1.0) if act.tool == "rfi"]
    assert any(act.errand() is not None for act in acts)
    town.ask("PATCH", f"{site.path}/rfis/{number}", {"rfi": {"accepted": True}})
    errands = [errand for act in acts if (errand := act.errand()) is not None]
    assert not any(str(number) in errand.path for errand in errands)
