"""The one outbound HTTP client: deliveries go out in the order of their events, destination by destination.

Source: documented, webhooks (5 s timeout, a failing destination is paused, backoff from 1 s to 1 h, discarded after 12 h).
"""

import asyncio
import ipaddress
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mockcore.clock import Clock
from mockcore.store.records import Stored
from mockcore.webhooks.outbox import DELIVERED, DELIVERIES, DISCARDED, HOOKS, RETRYING, Outbox
from mockcore.webhooks.payloads import payload
from mockcore.webhooks.sending_worker import Duty

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS = 5.0
FIRST_SECONDS, LONGEST_SECONDS = 1, 3600
PATIENCE_SECONDS = 12 * 3600
MOST_BYTES, MOST_HEADERS, MOST_CHARACTERS = 4_096, 50, 500
LOOK_SECONDS, STILL_SECONDS = 0.02, 1.0
# What says where a request ends is not for a hook to say.
FRAMING = frozenset({"content-length", "transfer-encoding", "connection"})
GONE = "The hook is gone or disabled."
FAR = "Destinations are limited to this machine: allow the host with MOCKCORE_WEBHOOK_HOSTS."


@dataclass(slots=True)
class Lane:
    """What waits for one destination. Times are seconds since 1970 on the server's clock; ``failing`` 0: it is well."""

    waiting: deque[int] = field(default_factory=deque)
    due: float = 0.0
    failing: float = 0.0
    pause: int = FIRST_SECONDS
    task: asyncio.Task[None] | None = None


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
        self.sent = 0
        self._outbox = outbox
        self._clock = clock
        self._notice = notice
        database = outbox.records.database
        self._shared = database.shared
        self._duty = Duty(database.path if database.shared else None)
        self._hosts = {host.strip().lower() for host in hosts if host.strip()}
        self._duplicates = duplicates
        self._lanes: dict[str, Lane] = {}
        self._wake = asyncio.Event()
        self._seen = 0
        self._client: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

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
                    self._load()
                    self._start()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), self._pause())
        finally:
            self._clock.watchers.remove(self.wake)
            await self.close()

    async def close(self) -> None:
        """Stops what is under way; it stays in the outbox."""
        tasks = [lane.task for lane in self._lanes.values() if lane.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()
            self._client = None
        self._duty.leave()

    async def settle(self) -> None:
        """Waits until nothing is due any more; another worker's sender until it makes no progress."""
        while self._duty.mine():
            self._load()
            self._start()
            tasks = [lane.task for lane in self._lanes.values() if lane.task is not None and not lane.task.done()]
            if not tasks:
                return
            await asyncio.wait(tasks)
        before: list[tuple[int, int]] = []
        while before != (before := [(part.id, part.version) for part in self._outbox.waiting()]):
            await asyncio.sleep(STILL_SECONDS)

    def queue(self) -> list[dict[str, Any]]:
        """What waits, by destination; how long a destination is paused is known to the worker that sends."""
        now = self._clock.seconds()
        lanes = self._lanes if self._duty.mine() else self._by_destination(self._outbox.waiting())
        return [
            {
                "destination_url": url,
                "waiting": len(lane.waiting),
                "paused_seconds": max(0, round(lane.due - now)),
                "failing_seconds": round(now - lane.failing) if lane.failing else 0,
            }
            for url, lane in lanes.items()
            if lane.waiting
        ]

    def forget(self) -> None:
        """Begins anew after a reset."""
        for lane in self._lanes.values():
            if lane.task is not None:
                lane.task.cancel()
        self._lanes.clear()
        self._seen = 0
        self._outbox.arrived.clear()

    @property
    def saved(self) -> dict[str, list[float]]:
        """How long each destination that fails is paused, and since when it fails."""
        return {url: [lane.due, lane.failing, lane.pause] for url, lane in self._lanes.items() if lane.due or lane.failing}

    def continue_from(self, saved: dict[str, list[float]]) -> None:
        """Destinations paused as they were ``saved``; what waits for them is read from the outbox."""
        for url, (due, failing, pause) in saved.items():
            self._lanes[url] = Lane(due=due, failing=failing, pause=int(pause))
        self.wake()

    def _load(self) -> None:
        """Puts what has arrived into the lanes."""
        if self._seen and not self._shared and not self._outbox.arrived:
            return
        if self._shared:
            self._notice()
            self._outbox.records.refresh()
            known = {number for lane in self._lanes.values() for number in lane.waiting}
            found = [part for part in self._outbox.waiting() if part.id not in known]
        else:
            found = self._arrived() if self._seen else self._outbox.waiting()
        self._outbox.arrived.clear()
        self._seen = max(self._seen, 1, *(part.id for part in found))
        for url, lane in self._by_destination(found).items():
            self._lanes.setdefault(url, Lane()).waiting.extend(lane.waiting)

    def _by_destination(self, deliveries: Iterable[Stored]) -> dict[str, Lane]:
        lanes: dict[str, Lane] = {}
        for delivery in deliveries:
            lanes.setdefault(self._destination(delivery), Lane()).waiting.append(delivery.id)
        return lanes

    def _destination(self, delivery: Stored) -> str:
        hook = self._outbox.records.get(HOOKS, delivery.parent_id or 0)
        return str(hook.body.get("destination_url")) if hook is not None else ""

    def _arrived(self) -> list[Stored]:
        numbers = [number for number in self._outbox.arrived if number > self._seen]
        found = (self._outbox.records.get(DELIVERIES, number) for number in numbers)
        return [delivery for delivery in found if delivery is not None]

    def _start(self) -> None:
        now = self._clock.seconds()
        for url, lane in self._lanes.items():
            # A clock set back must not keep a destination waiting for what lies far ahead.
            lane.due = min(lane.due, now + lane.pause)
            if lane.waiting and lane.due <= now and (lane.task is None or lane.task.done()):
                lane.task = asyncio.create_task(self._drain(url, lane))

    def _pause(self) -> float | None:
        """Real seconds until something is due; None: until somebody wakes this."""
        if self._shared:
            return LOOK_SECONDS
        now = self._clock.seconds()
        times = [lane.due - now for lane in self._lanes.values() if lane.waiting and (lane.task is None or lane.task.done())]
        if not times or self._clock.frozen:
            return None
        return max(0.001, min(times) / self._clock.speed)

    async def _drain(self, url: str, lane: Lane) -> None:
        while lane.waiting:
            delivery = self._outbox.records.get(DELIVERIES, lane.waiting[0])
            if delivery is None or delivery.deleted_at is not None:
                lane.waiting.popleft()
                continue
            if self._destination(delivery) not in ("", url):
                self._move(lane.waiting.popleft(), self._destination(delivery))
                continue
            status, attempt = await self._attempt(url, delivery)
            if not lane.waiting or lane.waiting[0] != delivery.id:
                return
            if status == RETRYING and self._given_up(lane):
                self._discard(lane, attempt)
                return
            self._outbox.note(delivery, status, attempt)
            if status == RETRYING:
                lane.due = self._clock.seconds() + lane.pause
                lane.pause = min(lane.pause * 2, LONGEST_SECONDS)
                self.wake()
                return
            lane.waiting.popleft()
            lane.failing, lane.pause, lane.due = 0.0, FIRST_SECONDS, 0.0
        self.wake()

    def _move(self, number: int, url: str) -> None:
        """What waits for a hook goes where the hook leads now, still in the order of the events."""
        lane = self._lanes.setdefault(url, Lane())
        lane.waiting = deque(sorted({*lane.waiting, number}))

    def _given_up(self, lane: Lane) -> bool:
        now = self._clock.seconds()
        lane.failing = lane.failing or now
        return now - lane.failing >= PATIENCE_SECONDS

    def _discard(self, lane: Lane, attempt: dict[str, Any]) -> None:
        """The queue of a destination that failed for 12 hours is flushed; the next event starts fresh."""
        for number in lane.waiting:
            delivery = self._outbox.records.get(DELIVERIES, number)
            if delivery is not None:
                self._outbox.note(delivery, DISCARDED, attempt)
        lane.waiting.clear()
        lane.failing, lane.pause, lane.due = 0.0, FIRST_SECONDS, 0.0

    async def _attempt(self, url: str, delivery: Stored) -> tuple[str, dict[str, Any]]:
        """How one attempt ended: a status, and what the delivery keeps of it."""
        attempt: dict[str, Any] = {"started_at": self._clock.stamp(), "response_error": None}
        hook = self._outbox.records.get(HOOKS, delivery.parent_id or 0)
        if hook is None or hook.deleted_at is not None or hook.body.get("status") == "disabled":
            return DISCARDED, {**attempt, "completed_at": self._clock.stamp(), "response_error": GONE}
        if not self.allowed(url):
            return DISCARDED, {**attempt, "completed_at": self._clock.stamp(), "response_error": FAR}
        try:
            answered = await asyncio.wait_for(self._post(url, hook, delivery), TIMEOUT_SECONDS)
            if self._duplicates(str(delivery.body["resource_name"])):
                await asyncio.wait_for(self._post(url, hook, delivery), TIMEOUT_SECONDS)
        except _failures() as error:
            text = str(error) or type(error).__name__
            return RETRYING, {**attempt, "completed_at": self._clock.stamp(), "response_error": text}
        self.sent += 1
        done = 200 <= answered["response_status"] < 300
        return DELIVERED if done else RETRYING, {**attempt, **answered, "completed_at": self._clock.stamp()}

    async def _post(self, url: str, hook: Stored, delivery: Stored) -> dict[str, Any]:
        version = str(hook.body.get("api_version") or hook.body.get("payload_version") or "v2")
        sent = payload(delivery.body["event"], version, delivery.body.get("related"))
        given = hook.body.get("destination_headers")
        # What is kept of an answer is bounded; unpacked, a few bytes could become any number.
        headers = {"Accept-Encoding": "identity"}
        if isinstance(given, dict):
            headers |= {str(name): str(value) for name, value in given.items() if str(name).lower() not in FRAMING}
        async with self._opened().stream("POST", url, json=sent, headers=headers) as answer:
            body = bytearray()
            async for part in answer.aiter_raw():
                body += part
                if len(body) >= MOST_BYTES:
                    break
        return {
            "response_status": answer.status_code,
            "response_headers": {name: value[:MOST_CHARACTERS] for name, value in list(answer.headers.items())[:MOST_HEADERS]},
            "response_body": bytes(body[:MOST_BYTES]).decode(errors="replace"),
        }

    def _opened(self) -> "httpx.AsyncClient":
        if self._client is None:
            import httpx  # noqa: PLC0415 - only who has hooks needs it

            # A proxy of the environment would be asked for the loopback, and a redirect could lead anywhere.
            timeout = httpx.Timeout(TIMEOUT_SECONDS)
            self._client = httpx.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False)
        return self._client

    def allowed(self, url: str) -> bool:
        """Whether the destination is this machine, or a host that the operator allows."""
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            return False
        if host == "localhost" or host in self._hosts or "*" in self._hosts:
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def _failures() -> tuple[type[Exception], ...]:
    import httpx  # noqa: PLC0415 - see above

    # ValueError: a header or host that cannot be written.
    return (OSError, TimeoutError, ValueError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
