"""Lives the time from where people have got to now: act by act, in the order of time, each at its moment."""

import heapq
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

from mockcore.engine import Engine
from mockcore.jobsite import habits, reactions
from mockcore.jobsite.calendar import DAY_SECONDS
from mockcore.jobsite.desk import REFUSED, Desk, sentence
from mockcore.jobsite.errand import Act
from mockcore.jobsite.orders import Orders
from mockcore.jobsite.site import Site
from mockcore.store.query import Selection

# When people look what is there for them on a day, in minutes after midnight: before the first hour of work.
MORNING = 6 * 60
MOST_PROJECTS = 10_000
Step = Callable[[], None]


class Living:
    """What is still to come, in the order of time. It is worked out anew wherever others have got further, or back.

    What is due on a day was changed on an earlier one, so that it does not matter when on the day somebody looks.
    """

    def __init__(self, engine: Engine, orders: Orders, world_name: str) -> None:
        self._engine, self._orders = engine, orders
        self._world_name = world_name
        self.desk = Desk(engine)
        self._steps: list[tuple[int, int, int, Step]] = []
        self._number = 0
        self._place: tuple[object, ...] = ()

    def forget(self) -> None:
        """Another world, or other orders: what was to come does not come."""
        self._place = ()

    def live(self, until: int, seconds: float) -> None:
        """Lives on until that moment, or so long in real seconds; ``orders.lived`` says how far."""
        orders, ends = self._orders, time.monotonic() + seconds
        if self._place != orders.place:
            self._begin(orders.lived)
        moment = orders.lived
        while self._steps and self._steps[0][0] <= until:
            following = self._steps[0][0]
            if following > moment and time.monotonic() > ends:
                break
            moment, _, _, step = heapq.heappop(self._steps)
            step()
        else:
            moment = until
        orders.lived = moment
        self._place = orders.place

    def _begin(self, lived: int) -> None:
        self._steps.clear()
        self._number = 0
        midnight = lived - lived % DAY_SECONDS
        for site in self._sites():
            today = site.calendar.day(lived)
            if site.calendar.moment(today, MORNING) <= lived:
                self._open(site, today, lived)
        self._day(midnight, lived)

    def _day(self, midnight: int, lived: int = -1) -> None:
        """What a day of UTC brings: the mornings of the sites, then the next day."""
        first = datetime.fromtimestamp(midnight, UTC).date() - timedelta(days=1)
        for site in self._sites():
            for day in (first, first + timedelta(days=1), first + timedelta(days=2)):
                moment = site.calendar.moment(day, MORNING)
                if max(midnight, lived + 1) <= moment < midnight + DAY_SECONDS:
                    self._put(moment, site.project_id, partial(self._open, site, day))
        following = midnight + DAY_SECONDS
        self._put(following, 0, partial(self._day, following))

    def _put(self, moment: int, project_id: int, step: Step) -> None:
        self._number += 1
        heapq.heappush(self._steps, (moment, project_id, self._number, step))

    def _open(self, site: Site, day: date, lived: int = -1) -> None:
        """A site's day begins: what its people do of their own accord, and what is due."""
        site.forget()
        orders = self._orders
        for act in (*habits.acts_of(site, day, orders.rate), *reactions.acts_of(site, day, orders.since, orders.rate)):
            if act.moment > lived:
                self._put(act.moment, site.project_id, partial(self._perform, act))

    def _perform(self, act: Act) -> None:
        errand = act.errand()
        if errand is None:
            self._orders.skipped += act.about is not None
            return
        reply = self.desk.send(act, errand)
        if reply.status < REFUSED:
            self._orders.acts[act.tool, act.name] += 1
        else:
            self._orders.refuse(act.tool, act.name, reply.status, sentence(reply))

    def _sites(self) -> Iterator[Site]:
        """The projects at work: the active ones of companies that have an app, and go by the server's clock."""
        records, own, chosen = self._engine.world, self._engine.clocks.own, self._orders.projects
        for project in records.select(Selection("projects", limit=MOST_PROJECTS)):
            company_id = project.company_id or 0
            at_work = project.body.get("active") is not False and (chosen is None or project.id in chosen)
            if at_work and company_id not in own and self.desk.actors.app(company_id) is not None:
                yield Site(records, project, self._world_name)
