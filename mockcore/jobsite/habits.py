"""What people do of their own accord: how often on a working day, when, who, and the call that it is.

How often and when is assumed throughout, from what project teams of that size do; the rates scale it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from mockcore.jobsite import field_work, money_work, office_work
from mockcore.jobsite.calendar import is_working
from mockcore.jobsite.chance import share, whole
from mockcore.jobsite.errand import Act, Errand
from mockcore.jobsite.roles import ACCOUNTANT, FOREMAN, MANAGER, SUPERINTENDENT
from mockcore.jobsite.site import Day, Site
from mockcore.oauth.access_levels import STANDARD

NOON, EVENING = 12 * 60, 16 * 60 + 30


@dataclass(frozen=True, slots=True)
class Habit:
    """``rate`` times on a working day of a project, between ``first`` and ``last`` minutes of the day, by ``role``.

    ``path`` has ``{project}`` for the project's path and ``{newer}`` for that below v1.1; ``body`` says what is sent, None:
    nothing to do. ``days`` says which days it is done on, ``then`` what is called next, by the same person.
    """

    tool: str
    name: str
    rate: float
    role: str
    path: str
    body: Callable[[Day], dict[str, Any] | None]
    first: int = 7 * 60 + 30
    last: int = EVENING
    days: Callable[[date], bool] = is_working
    then: Callable[[Day], tuple[str, str, dict[str, Any]] | None] | None = None


HABITS = (
    Habit("daily_log", "weather_logs", 1, SUPERINTENDENT, "{project}/weather_logs", field_work.weather, 7 * 60, 8 * 60),
    Habit("daily_log", "manpower_logs", 3, FOREMAN, "{project}/manpower_logs", field_work.manpower, 15 * 60, EVENING),
    Habit("daily_log", "notes_logs", 0.8, SUPERINTENDENT, "{project}/notes_logs", field_work.notes, NOON, EVENING),
    Habit("daily_log", "delivery_logs", 0.6, SUPERINTENDENT, "{project}/delivery_logs", field_work.delivery, 16 * 60, EVENING),
    Habit("daily_log", "visitor_logs", 0.3, SUPERINTENDENT, "{project}/visitor_logs", field_work.visitor, 16 * 60, EVENING),
    Habit("field_productivity", "timecard_entries", 2, FOREMAN, "{project}/timecard_entries", field_work.timecard, 15 * 60),
    Habit("rfi", "rfis", 0.4, MANAGER, "{project}/rfis", office_work.rfi),
    Habit("submittals", "submittals", 0.4, MANAGER, "{newer}/submittals", office_work.submittal),
    Habit("punch_list", "punch_items", 0.8, SUPERINTENDENT, "/rest/v1.1/punch_items", field_work.punch_item),
    Habit("observations", "observations", 0.4, SUPERINTENDENT, "/rest/v1.0/observations/items", field_work.observation),
    Habit("inspections", "inspections", 0.3, SUPERINTENDENT, "{project}/checklist/lists", field_work.inspection),
    Habit("meetings", "meetings", 0.2, MANAGER, "{newer}/meetings", office_work.meeting),
    Habit("direct_costs", "direct_costs", 0.25, ACCOUNTANT, "{newer}/direct_costs", money_work.direct_cost),
    Habit(
        "commitments", "requisitions", 6, ACCOUNTANT, "/rest/v1.1/requisitions", money_work.invoice,
        days=money_work.is_billing_day,
    ),
    Habit(
        "commitments", "change_orders", 0.1, MANAGER, "{project}/commitment_change_orders", money_work.change_order,
        then=money_work.change_line,
    ),
)  # fmt: skip


def acts_of(site: Site, day: date, rate: Callable[[str, str], float]) -> Iterator[Act]:
    """What is done in a project on a local day, in no order. ``rate`` scales a habit, by its tool and name."""
    if not is_working(day):
        return
    for habit in HABITS:
        if not habit.days(day):
            continue
        often = habit.rate * rate(habit.tool, habit.name)
        key = (site.world_name, site.project_id, habit.name, str(day))
        times = int(often) + (share("times", *key) < often % 1)
        for number in range(times):
            moment = site.calendar.moment(day, whole(habit.first, habit.last, "moment", number, *key))
            yield Act(moment, habit.tool, habit.name, site, partial(_errand, habit, site, day, number))


def _errand(habit: Habit, site: Site, day: date, number: int) -> Errand | None:
    place = Day(site, day, site.fake(habit.name, str(day), number), number)
    body = habit.body(place)
    if body is None:
        return None
    path = habit.path.format(project=site.path, newer=site.newer_path)
    following = habit.then(place) if habit.then else None
    calls = () if following is None else (following,)
    return Errand("POST", path, body, habit.role, STANDARD, following=calls)
