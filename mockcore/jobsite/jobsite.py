"""The jobsite of a server: started and stopped, living on as the clock goes, in one process of several."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from mockcore.clock import stamp
from mockcore.engine import Engine
from mockcore.errors import BadRequest, StorageFailed
from mockcore.jobsite.orders import Orders
from mockcore.store.facts import fact, set_fact
from mockcore.store.opening import open_lock

if TYPE_CHECKING:
    from mockcore.jobsite.living import Living

NAME = "jobsite"
# What is lived at once, before others are answered; how often time that runs by itself is looked at; the wait for a worker.
SLICE_SECONDS, LOOK_SECONDS, WAIT_SECONDS = 0.05, 1.0, 0.02


class Jobsite:
    """The people of a server. Whoever has changed the clock waits for ``catch_up``; ``run`` is for time that runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._orders = orders = Orders(on=engine.settings.alive, now=engine.clock.epoch())
        self._recall()
        self._people: Living | None = None
        shared = engine.world.storage.shared
        self._duty = None if shared is None else open_lock(f"{shared}-shared-jobsite")
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        engine.resets.append(self._restart)
        engine.state.keep(NAME, lambda: orders.state, self._continue_from)
        engine.shared.add(NAME, lambda: orders.state, orders.resume)

    def start(self, tools: list[str] | None, projects: list[int] | None, rates: dict[str, float]) -> None:
        """Has people work from now on, in all tools and projects where none are named.

        Raises: BadRequest for a tool, a project or a kind of act that there is not, and for a rate that cannot be.
        """
        from mockcore.jobsite.repertoire import check  # noqa: PLC0415 - as ``_living``

        check(tools, rates)
        for number in projects or ():
            project = self._engine.world.get("projects", number)
            if project is None or project.deleted_at is not None:
                raise BadRequest(fields={"projects": [f"There is no project {number}."]})
        self._orders.begin(self._engine.clock.epoch(), tools, projects, rates)
        self._changed()

    def stop(self) -> None:
        """Has nobody work any more; what they have done stays."""
        self._orders.on = False
        self._changed()

    async def catch_up(self) -> None:
        """Lives until what is now, slice by slice, so that others are answered in between."""
        until = self._engine.clock.epoch()
        while (lived := self._lived(until)) is not True:
            await asyncio.sleep(0 if lived is False else WAIT_SECONDS)

    async def run(self) -> None:
        """Lives on as time goes, until cancelled; off, it only waits."""
        self._loop = asyncio.get_running_loop()
        self._engine.clock.watchers.append(self.wake)
        try:
            while True:
                self._wake.clear()
                # A database that is locked or gone may be there again later.
                with suppress(StorageFailed):
                    await self.catch_up()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), self._pause())
        finally:
            self._engine.clock.watchers.remove(self.wake)

    def wake(self) -> None:
        """There may be something to live: called when the clock or the orders were changed, from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    def as_json(self) -> dict[str, Any]:
        """Whether somebody works, where and how much, how far they have lived, and what they did."""
        from mockcore.jobsite.repertoire import TOOLS  # noqa: PLC0415 - as ``_living``

        orders = self._orders
        acts: dict[str, dict[str, int]] = {}
        for (tool, name), count in sorted(orders.acts.items()):
            acts.setdefault(tool, {})[name] = count
        refusals = [
            {"tool": tool, "act": name, "status": status, "sentence": sentence, "count": count}
            for (tool, name, status, sentence), count in sorted(orders.refusals.items())
        ]
        return {
            "on": orders.on,
            "lived_until": stamp(datetime.fromtimestamp(orders.lived, UTC)),
            "tools": list(TOOLS) if orders.tools is None else orders.tools,
            "projects": orders.projects,
            "rates": orders.rates,
            "acts": acts,
            "refused": refusals,
            "skipped": orders.skipped,
        }

    def _lived(self, until: int) -> bool | None:
        """Lives one slice; whether that moment is reached, None while another worker is at it."""
        engine, orders = self._engine, self._orders
        engine.shared.notice()
        orders.follow(until)
        if not orders.on or orders.lived >= until:
            return True
        if self._duty is not None and not self._duty.take():
            return None
        try:
            with engine.lock:
                engine.shared.notice()
                engine.world.refresh()
                if orders.on and orders.lived < until:
                    before = orders.acts.total()
                    self._living().live(until, SLICE_SECONDS)
                    engine.settle()
                    engine.shared.tell(NAME)
                    if engine.settings.db and orders.acts.total() > before:
                        set_fact(engine.world.storage, NAME, orjson.dumps(orders.state).decode())
        finally:
            if self._duty is not None:
                self._duty.leave()
        return not orders.on or orders.lived >= until

    def _recall(self) -> None:
        """Goes on where an earlier run on the same database has got to: nothing is lived twice."""
        text = fact(self._engine.world.storage, NAME)
        if text and self._engine.settings.db:
            self._orders.resume(orjson.loads(text))
            self._orders.on = self._engine.settings.alive

    def _pause(self) -> float | None:
        """Real seconds until time has gone on; None: until somebody wakes this."""
        if self._engine.world.storage.shared:
            return LOOK_SECONDS
        return LOOK_SECONDS if self._orders.on and not self._engine.clock.frozen else None

    def _living(self) -> "Living":
        from mockcore.jobsite.living import Living  # noqa: PLC0415 - in most servers nobody works, and a start is to be quick

        if self._people is None:
            self._people = Living(self._engine, self._orders, Path(self._engine.settings.seed).stem)
        return self._people

    def _changed(self) -> None:
        if self._people is not None:
            self._people.forget()
        self._engine.shared.tell(NAME)
        self.wake()

    def _restart(self) -> None:
        """As at the start, in another world."""
        fresh = Orders(on=self._engine.settings.alive, now=self._engine.clock.epoch())
        self._continue_from(fresh.state)

    def _continue_from(self, saved: dict[str, Any]) -> None:
        self._orders.resume(saved)
        if self._people is not None:
            self._people.desk.forget()
        self._changed()
