"""Sends deliveries in the order of their events, destination by destination, and tries those again that fail.

Source: documented, webhooks.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from mockcore.clock import Clock
from mockcore.webhooks.attempts import Attempts
from mockcore.webhooks.lanes import Lane, Lanes
from mockcore.webhooks.outbound_client import OutboundClient
from mockcore.webhooks.outbox import DELIVERIES, DISCARDED, RETRYING, Outbox
from mockcore.webhooks.sending_worker import Duty

LOOK_SECONDS, STILL_SECONDS = 0.02, 1.0


class Sender:
    """Sends what the outbox holds until it is stopped. ``duplicates`` tells whether a resource's event goes twice.

    ``notice`` takes over what other workers have told; of those that share a database one alone sends.
    """

    def __init__(
        self,
        outbox: Outbox,
        clock: Clock,
        hosts: Iterable[str],
        duplicates: Callable[[str], bool],
        notice: Callable[[], None] = lambda: None,
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._notice = notice
        storage = outbox.records.storage
        self._shared = storage.shared
        self._duty = Duty(storage.shared)
        self._client = OutboundClient(hosts)
        self._attempts = Attempts(outbox, clock, self._client, duplicates)
        self._lanes = Lanes(outbox)
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def sent(self) -> int:
        """How many deliveries were answered, by 2xx or not."""
        return self._attempts.answered

    def wake(self) -> None:
        """Something may be due: called after a commit and when the clock was changed, from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    async def run(self) -> None:
        """Sends until cancelled; then nothing is left open."""
        self._loop = asyncio.get_running_loop()
        self._clock.watchers.append(self.wake)
        try:
            while True:
                self._wake.clear()
                if self._duty.mine():
                    self._start()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), self._pause())
        finally:
            self._clock.watchers.remove(self.wake)
            await self.close()

    async def close(self) -> None:
        """Stops what is under way; it stays in the outbox."""
        tasks = self._lanes.tasks
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.close()
        self._duty.leave()

    async def settle(self) -> None:
        """Waits until nothing is due any more; another worker's sender until it makes no progress."""
        while self._duty.mine():
            self._start()
            tasks = [task for task in self._lanes.tasks if not task.done()]
            if not tasks:
                return
            await asyncio.wait(tasks)
        before: list[tuple[int, int]] = []
        while before != (before := [(delivery.id, delivery.version) for delivery in self._outbox.waiting()]):
            await asyncio.sleep(STILL_SECONDS)

    def queue(self) -> list[dict[str, Any]]:
        """What waits, by destination; how long a destination is paused is known to the worker that sends."""
        lanes = self._lanes.by_url if self._duty.mine() else self._lanes.sorted(self._outbox.waiting())
        now = self._clock.seconds()
        return [lane.as_json(url, now) for url, lane in lanes.items() if lane.waiting]

    def forget(self) -> None:
        """Begins anew after a reset."""
        self._lanes.clear()

    @property
    def saved(self) -> dict[str, list[float]]:
        """How long each destination that fails is paused, and since when it fails."""
        return self._lanes.saved

    def continue_from(self, saved: dict[str, list[float]]) -> None:
        """Destinations paused as they were ``saved``; what waits for them is read from the outbox."""
        self._lanes.continue_from(saved)
        self.wake()

    def _start(self) -> None:
        """Begins with every destination for which something is due."""
        if self._shared:
            self._notice()
        self._lanes.load()
        now = self._clock.seconds()
        for url, lane in self._lanes.by_url.items():
            # A clock set back must not keep a destination waiting for what lies far ahead.
            lane.due = min(lane.due, now + lane.pause)
            if lane.waiting and lane.due <= now and lane.idle:
                lane.task = asyncio.create_task(self._drain(url, lane))

    def _pause(self) -> float | None:
        """Real seconds until something is due; None: until somebody wakes this."""
        if self._shared:
            return LOOK_SECONDS
        now = self._clock.seconds()
        times = [lane.due - now for lane in self._lanes.by_url.values() if lane.waiting and lane.idle]
        if not times or self._clock.frozen:
            return None
        return max(0.001, min(times) / self._clock.speed)

    async def _drain(self, url: str, lane: Lane) -> None:
        while lane.waiting:
            delivery = self._outbox.records.get(DELIVERIES, lane.waiting[0])
            if delivery is None or delivery.deleted_at is not None:
                lane.waiting.popleft()
                continue
            if self._lanes.destination(delivery) not in ("", url):
                self._lanes.move(lane.waiting.popleft(), self._lanes.destination(delivery))
                continue
            status, attempt = await self._attempts.make(url, delivery)
            if not lane.waiting or lane.waiting[0] != delivery.id:
                return
            if status == RETRYING and lane.exhausted(self._clock.seconds()):
                self._discard(lane, attempt)
                return
            self._outbox.note(delivery, status, attempt)
            if status == RETRYING:
                lane.back_off(self._clock.seconds())
                self.wake()
                return
            lane.waiting.popleft()
            lane.recover()
        self.wake()

    def _discard(self, lane: Lane, attempt: dict[str, Any]) -> None:
        """The queue of a destination that failed for 12 hours is flushed; the next event starts fresh."""
        for number in lane.waiting:
            delivery = self._outbox.records.get(DELIVERIES, number)
            if delivery is not None:
                self._outbox.note(delivery, DISCARDED, attempt)
        lane.waiting.clear()
        lane.recover()
