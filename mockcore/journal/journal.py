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
from mockcore.journal.packing import packed, unpacked
from mockcore.store.storage import Sidecar

# Upper ends of the durations that metrics tell, in seconds.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Journal:
    """Keeps exchanges of at most ``most_bytes``; with 0 none. ``echo`` writes each to standard output as a line of JSON."""

    def __init__(self, clock: Clock, most_bytes: int, *, echo: bool = False, sidecar: Sidecar | None = None) -> None:
        self.most_bytes = most_bytes
        self.counts: Counter[tuple[str, str, int]] = Counter()
        self.durations = [0] * (len(BUCKETS) + 1)
        self.seconds = 0.0
        # The number of what this process has recorded last.
        self.last = 0
        self._clock = clock
        self._echo = echo
        self._sidecar = sidecar
        self._exchanges: deque[Exchange] = deque()
        self._bytes = 0

    def add(self, method: str, call: Call, reply: Reply, began: float, request_id: str) -> None:
        """Records one exchange that began at that reading of ``time.perf_counter``."""
        seconds = time.perf_counter() - began
        bucket = bisect_left(BUCKETS, seconds)
        if self._sidecar is not None:
            self._sidecar.count(call.operation, method, reply.status, bucket, seconds)
        else:
            self.counts[call.operation, method, reply.status] += 1
            self.durations[bucket] += 1
            self.seconds += seconds
        if not self.most_bytes:
            return
        exchange = Exchange(self.last + 1, self._clock.seconds(), seconds, method, call, reply, request_id)
        if self._sidecar is None:
            self._keep(exchange)
        else:
            exchange.cut()
            exchange.number = self._sidecar.keep(packed(exchange), self.most_bytes)
        self.last = exchange.number
        if self._echo:
            sys.stdout.buffer.write(orjson.dumps(exchange.shown(), default=str) + b"\n")
            sys.stdout.flush()

    def correct(self, call: Call, method: str, recorded: Reply, reply: Reply) -> None:
        """Another answer to a call that was recorded, in place of what would have been told."""
        self.counts[call.operation, method, recorded.status] -= 1
        self.counts[call.operation, method, reply.status] += 1
        for exchange in reversed(self._exchanges):
            if exchange.call is call:
                exchange.reply = reply
                return

    def _keep(self, exchange: Exchange) -> None:
        self._bytes += exchange.cut()
        exchanges = self._exchanges
        exchanges.append(exchange)
        while self._bytes > self.most_bytes and len(exchanges) > 1:
            self._bytes -= exchanges.popleft().size

    def counted(self) -> tuple[Counter[tuple[str, str, int]], list[int], float]:
        """Requests by operation, method and status, by duration, and how long all took: of all workers."""
        if self._sidecar is not None:
            self.counts, self.durations, self.seconds = Counter(), [0] * (len(BUCKETS) + 1), 0.0
            for operation, method, status, bucket, number, seconds in self._sidecar.counts():
                self.counts[operation, method, status] += number
                self.durations[bucket] += number
                self.seconds += seconds
        return self.counts, self.durations, self.seconds

    def shown(self) -> list[dict[str, Any]]:
        """Every kept exchange as the control API tells it, oldest first."""
        return [exchange.shown() for exchange in self.exchanges()]

    def exchanges(self, most: int = -1) -> list[Exchange]:
        """Every kept exchange as it was recorded, or the latest so many, oldest first: of all workers."""
        if self._sidecar is not None:
            return [unpacked(number, body) for number, body in self._sidecar.exchanges(most)]
        exchanges = list(self._exchanges)
        return exchanges if most < 0 else exchanges[-most:]

    def forget(self) -> None:
        """Drops every exchange; counts go on."""
        self._exchanges.clear()
        self._bytes = 0
        self.last = 0
        if self._sidecar is not None:
            self._sidecar.forget_exchanges()

    def resume(self, exchanges: list[Exchange]) -> None:
        """These exchanges in place of those so far, under their numbers."""
        self.forget()
        for exchange in exchanges:
            if self._sidecar is None:
                self._keep(exchange)
            else:
                self._sidecar.put(exchange.number, packed(exchange))
            self.last = exchange.number

    def __len__(self) -> int:
        return len(self._exchanges if self._sidecar is None else self._sidecar)
