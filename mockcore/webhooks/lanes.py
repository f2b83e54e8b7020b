"""What waits to be delivered, destination by destination, in the order of the events.

Source: documented, webhooks (a failing destination is paused, backoff from 1 s to 1 h, discarded after 12 h).
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mockcore.store.records import Stored
from mockcore.webhooks.outbox import DELIVERIES, HOOKS, Outbox

FIRST_SECONDS, LONGEST_SECONDS = 1, 3600
PATIENCE_SECONDS = 12 * 3600


@dataclass(slots=True)
class Lane:
    """What waits for one destination. Times are seconds since 1970 on the server's clock; ``failing`` 0: it is well."""

    waiting: deque[int] = field(default_factory=deque)
    due: float = 0.0
    failing: float = 0.0
    pause: int = FIRST_SECONDS
    task: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is under way to the destination."""
        return self.task is None or self.task.done()

    def as_json(self, url: str, now: float) -> dict[str, Any]:
        """How it stands with a destination: what waits, how long it is paused, how long it has failed."""
        return {
            "destination_url": url,
            "waiting": len(self.waiting),
            "paused_seconds": max(0, round(self.due - now)),
            "failing_seconds": round(now - self.failing) if self.failing else 0,
        }

    def exhausted(self, now: float) -> bool:
        """Notes that the destination fails; whether it has done so for 12 hours."""
        self.failing = self.failing or now
        return now - self.failing >= PATIENCE_SECONDS

    def back_off(self, now: float) -> None:
        """Pauses the destination, each time for twice as long."""
        self.due = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_SECONDS)

    def recover(self) -> None:
        """The destination is well again."""
        self.failing, self.pause, self.due = 0.0, FIRST_SECONDS, 0.0


class Lanes:
    """The lanes of an outbox by the address of their destination."""

    def __init__(self, outbox: Outbox) -> None:
        self.by_url: dict[str, Lane] = {}
        self._outbox = outbox
        self._shared = outbox.records.storage.shared
        self._seen = 0

    @property
    def tasks(self) -> list[asyncio.Task[None]]:
        """What was begun for any destination."""
        return [lane.task for lane in self.by_url.values() if lane.task is not None]

    def load(self) -> None:
        """Puts what has arrived into the lanes."""
        if self._seen and not self._shared and not self._outbox.arrived:
            return
        if self._shared:
            self._outbox.records.refresh()
            present = {number for lane in self.by_url.values() for number in lane.waiting}
            deliveries = [delivery for delivery in self._outbox.waiting() if delivery.id not in present]
        else:
            deliveries = self._arrived() if self._seen else self._outbox.waiting()
        self._outbox.arrived.clear()
        self._seen = max(self._seen, 1, *(delivery.id for delivery in deliveries))
        for url, lane in self.sorted(deliveries).items():
            self.by_url.setdefault(url, Lane()).waiting.extend(lane.waiting)

    def _arrived(self) -> list[Stored]:
        numbers = [number for number in self._outbox.arrived if number > self._seen]
        deliveries = (self._outbox.records.get(DELIVERIES, number) for number in numbers)
        return [delivery for delivery in deliveries if delivery is not None]

    def sorted(self, deliveries: Iterable[Stored]) -> dict[str, Lane]:
        """Deliveries in new lanes by destination."""
        lanes: dict[str, Lane] = {}
        for delivery in deliveries:
            lanes.setdefault(self.destination(delivery), Lane()).waiting.append(delivery.id)
        return lanes

    def destination(self, delivery: Stored) -> str:
        """Where the hook of a delivery leads now; empty when it is gone."""
        hook = self._outbox.records.get(HOOKS, delivery.parent_id or 0)
        return str(hook.body.get("destination_url")) if hook is not None else ""

    def move(self, number: int, url: str) -> None:
        """What waits for a hook goes where the hook leads now, still in the order of the events."""
        lane = self.by_url.setdefault(url, Lane())
        lane.waiting = deque(sorted({*lane.waiting, number}))

    def clear(self) -> None:
        """Begins anew after a reset."""
        for task in self.tasks:
            task.cancel()
        self.by_url.clear()
        self._seen = 0
        self._outbox.arrived.clear()

    @property
    def saved(self) -> dict[str, list[float]]:
        """How long each destination that fails is paused, and since when it fails."""
        return {url: [lane.due, lane.failing, lane.pause] for url, lane in self.by_url.items() if lane.due or lane.failing}

    def continue_from(self, saved: dict[str, list[float]]) -> None:
        """Destinations paused as they were ``saved``; what waits for them is read from the outbox."""
        for url, (due, failing, pause) in saved.items():
            self.by_url[url] = Lane(due=due, failing=failing, pause=int(pause))
