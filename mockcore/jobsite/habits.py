"""What people do of their own accord: how often on a working day, when, who, and the call that it is.

How often and when is assumed throughout, from what project teams of that size do; the rates scale it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from mockcore.jobsite import field_work
from mockcore.jobsite.actors import FOREMAN, SUPERINTENDENT
from mockcore.jobsite.calendar import is_working
from mockcore.jobsite.chance import share, whole
from mockcore.jobsite.errand import Act, Errand
from mockcore.jobsite.site import Day, Site
from mockcore.oauth.access_levels import STANDARD

NOON, EVENING = 12 * 60, 16 * 60 + 30


@dataclass(frozen=True, slots=True)
class Habit:
    """``rate`` times on a working day of a project, between ``first`` and ``last`` minutes of the day, by ``role``.

    ``path`` has ``{project}`` for the project's path; ``body`` says what is sent, None: nothing to do on that day.
    """

    tool: str
    name: str
    rate: float
    role: str
    path: str
    body: Callable[[Day], dict[str, Any] | None]
    first: int = 7 * 60 + 30
    last: int = EVENING
    level: int = STANDARD


HABITS = (
    Habit("daily_log", "weather_logs", 1, SUPERINTENDENT, "{project}/weather_logs", field_work.weather, 7 * 60, 8 * 60),
    Habit("daily_log", "manpower_logs", 3, FOREMAN, "{project}/manpower_logs", field_work.manpower, 15 * 60, EVENING),
    Habit("daily_log", "notes_logs", 0.8, SUPERINTENDENT, "{project}/notes_logs", field_work.notes, NOON, EVENING),
)


def acts_of(site: Site, day: date, rate: Callable[[str, str], float]) -> Iterator[Act]:
    """What is done in a project on a local day, in no order. ``rate`` scales a habit, by its tool and name."""
    if not is_working(day):
        return
    for habit in HABITS:
        often = habit.rate * rate(habit.tool, habit.name)
        key = (site.world_name, site.project_id, habit.name, str(day))
        times = int(often) + (share("times", *key) < often % 1)
        for number in range(times):
            moment = site.calendar.moment(day, whole(habit.first, habit.last, "moment", number, *key))
            yield Act(moment, habit.tool, habit.name, site, partial(_errand, habit, site, day, number))


def _errand(habit: Habit, site: Site, day: date, number: int) -> Errand | None:
    body = habit.body(Day(site, day, site.fake(habit.name, str(day), number)))
    if body is None:
        return None
    return Errand("POST", habit.path.format(project=site.path), body, habit.role, habit.level)
