"""The journal: the latest exchanges within a bound of bytes, in memory or, for several workers, in their sidecar."""

import sys
import time
from bisect import bisect_left
from collections import Counter, deque
from typing import Any

import orjson

from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.journal.exchange import Exchange
from mockcore.store.sidecar import Sidecar

# Upper ends of the durations that metrics tell, in seconds.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Journal:
    """Keeps exchanges of at most ``most_bytes``; with 0 none. ``echo`` writes each to standard output as a line of JSON."""

    def __init__(self, clock: Clock, most_bytes: int, *, echo: bool = False, sidecar: Sidecar | None = None) -> None:
        self.most_bytes = most_bytes
        self.counts: Counter[tuple[str, str, int]] = Counter()
        self.durations = [0] * (len(BUCKETS) + 1)
        self.seconds = 0.0
        self._clock = clock
        self._echo = echo
        self._sidecar = sidecar
        self._kept: deque[Exchange] = deque()
        self._bytes = 0
        self._number = 0

    def add(self, method: str, call: Call, reply: Reply, began: float, request_id: str) -> None:
        """Records one exchange that began at that reading of ``time.perf_counter``."""
        seconds = time.perf_counter() - began
        self.counts[call.operation, method, reply.status] += 1
        self.durations[bisect_left(BUCKETS, seconds)] += 1
        self.seconds += seconds
        if not self.most_bytes:
            return
        self._number += 1
        made = Exchange(self._number, self._clock.seconds(), seconds, method, call, reply, request_id)
        self._keep(made)
        if self._sidecar is not None:
            self._sidecar.keep(orjson.dumps(made.shown(), default=str), self.most_bytes)
        if self._echo:
            sys.stdout.buffer.write(orjson.dumps(made.shown(), default=str) + b"\n")
            sys.stdout.flush()

    def correct(self, call: Call, method: str, told: Reply, reply: Reply) -> None:
        """Another answer to a call that was recorded, in place of what would have been told."""
        self.counts[call.operation, method, told.status] -= 1
        self.counts[call.operation, method, reply.status] += 1
        for made in reversed(self._kept):
            if made.call is call:
                made.reply = reply
                return

    def _keep(self, made: Exchange) -> None:
        self._bytes += made.cut()
        kept = self._kept
        kept.append(made)
        while self._bytes > self.most_bytes and len(kept) > 1:
            self._bytes -= kept.popleft().size

    def shown(self) -> list[dict[str, Any]]:
        """Every kept exchange, oldest first."""
        if self._sidecar is None:
            return [made.shown() for made in self._kept]
        return [{**orjson.loads(body), "id": number} for number, body in self._sidecar.exchanges()]

    def exchanges(self) -> list[Exchange]:
        """Every kept exchange as it was recorded, oldest first; of this process only where several workers share a journal."""
        return list(self._kept)

    def forget(self) -> None:
        """Drops every exchange; counts go on."""
        self._kept.clear()
        self._bytes = 0
        self._number = 0
        if self._sidecar is not None:
            self._sidecar.forget_exchanges()

    def __len__(self) -> int:
        return len(self._kept) if self._sidecar is None else len(self._sidecar.exchanges())
