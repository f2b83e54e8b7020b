"""The journal: the facts of all exchanges and the bodies of the latest, in memory or, for several workers, in their sidecar."""

import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from heapq import merge
from operator import attrgetter
from typing import Any

from mockcore.call import Call, Reply
from mockcore.errors import FactsDropped
from mockcore.journal.digests import Digests
from mockcore.journal.exchange import Exchange
from mockcore.journal.fact_space import FactSpace
from mockcore.journal.findings import Watcher
from mockcore.journal.ledger import Ledger, Saved
from mockcore.journal.request_log import write_json
from mockcore.journal.shared_ledger import SharedLedger
from mockcore.reference.catalog import Catalog
from mockcore.sandbox_clocks import SandboxClocks
from mockcore.store.storage import Sidecar

# Upper ends of the durations that metrics tell, in seconds.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
FACT_BYTES = 64_000_000
SERVER = 0
MOST_COMPANIES = 10_000


class _Sandboxes(dict[int, int]):
    """The sandbox of each company: its own id, or that of the server."""

    def __init__(self, is_sandbox: Callable[[int], bool]) -> None:
        super().__init__()
        self._is_sandbox = is_sandbox

    def __missing__(self, company_id: int) -> int:
        if len(self) > MOST_COMPANIES:
            self.clear()
        sandbox = self[company_id] = company_id if company_id and self._is_sandbox(company_id) else SERVER
        return sandbox


class Journal:
    """Bodies of at most ``most_bytes`` for the server and for each sandbox; with 0 nothing is recorded.

    Facts take ``fact_bytes`` of memory, and a temporary file beyond. ``echo`` writes each exchange to standard output as a
    line of JSON.
    """

    def __init__(
        self,
        clocks: SandboxClocks,
        catalog: Catalog,
        most_bytes: int,
        *,
        fact_bytes: int = FACT_BYTES,
        echo: bool = False,
        sidecar: Sidecar | None = None,
    ) -> None:
        self.most_bytes = most_bytes
        self.counts: Counter[tuple[str, str, int]] = Counter()
        self.durations = [0] * (len(BUCKETS) + 1)
        self.seconds = 0.0
        # The number of what this process has recorded last.
        self.last = 0
        self._sandboxes = _Sandboxes(lambda company_id: False)
        self._clocks = clocks
        self._fact_bytes = fact_bytes
        # What is done with each exchange besides, once it is recorded.
        self.echo: Callable[[Exchange], None] | None = write_json if echo else None
        self._catalog = catalog
        self._digests = Digests(catalog)
        self._sidecar = sidecar
        self._shared = None if sidecar is None else SharedLedger(sidecar, most_bytes, self._digests)
        self._begin()

    def _begin(self) -> None:
        self.last = 0
        # Another company may have the number of one that was a sandbox.
        self._sandboxes.clear()
        self._space = space = FactSpace(self._fact_bytes)
        self.watcher = Watcher(self._catalog, continues=self._shared is None)
        self._ledgers = defaultdict[int, Ledger](lambda: Ledger(self.most_bytes, self._digests, space))

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
        sandbox = self._sandboxes[call.company_id or call.named_company]
        at = self._clocks.of(sandbox).seconds()
        exchange = Exchange(self.last + 1, at, seconds, method, call, reply, request_id)
        if self._shared is None:
            self._ledgers[sandbox].add(exchange)
        else:
            exchange.number = self._shared.add(exchange, sandbox)
        self.last = exchange.number
        if self.echo is not None:
            self.echo(exchange)

    def notice_sandboxes(self, is_sandbox: Callable[[int], bool]) -> None:
        """Lets a bound of its own hold for each company that is a sandbox, which may have become one."""
        self._sandboxes = _Sandboxes(is_sandbox)

    def correct(self, call: Call, method: str, recorded: Reply, reply: Reply, request_id: str) -> None:
        """Another answer to a call that was recorded, in place of what would have been told."""
        self.counts[call.operation, method, recorded.status] -= 1
        self.counts[call.operation, method, reply.status] += 1
        any(ledger.replace(call, request_id, reply) for ledger in self._ledgers.values())

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
        """Every exchange as the control API tells it, oldest first."""
        return [exchange.shown() for exchange in self.exchanges()]

    def exchanges(self, after: int = 0) -> Iterator[Exchange]:
        """The exchanges with higher numbers that there are now, oldest first: of all workers. Raises: FactsDropped."""
        if self._shared is not None:
            return self._shared.exchanges(after)
        streams = [ledger.exchanges(after) for ledger in self._ledgers.values()]
        return streams[0] if len(streams) == 1 else merge(*streams, key=attrgetter("number"))

    def __iter__(self) -> Iterator[Exchange]:
        return self.exchanges()

    def require_facts(self) -> None:
        """Raises: FactsDropped where exchanges have been lost."""
        if self._space.lost or (self._shared is not None and self._shared.incomplete):
            raise FactsDropped

    @property
    def dropped_bodies(self) -> int:
        """How many exchanges have no bodies any more."""
        if self._shared is not None:
            return self._shared.dropped_bodies
        return sum(ledger.dropped_bodies for ledger in self._ledgers.values())

    def forget_sandbox(self, sandbox: int) -> None:
        """Drops the exchanges of a sandbox; numbers and counts go on."""
        if self._shared is not None:
            self._shared.forget(sandbox)
        self._ledgers.pop(sandbox, None)
        self.watcher = Watcher(self._catalog, continues=self._shared is None)

    def forget(self) -> None:
        """Drops every exchange; counts go on."""
        self._begin()
        if self._shared is not None:
            self._shared.forget()

    @property
    def saved(self) -> dict[int, Saved]:
        """Every ledger at this moment."""
        if self._shared is not None:
            return {SERVER: Saved((), (), tuple(self._shared.exchanges()))}
        return {sandbox: ledger.saved for sandbox, ledger in self._ledgers.items()}

    def continue_from(self, saved: dict[int, Saved]) -> None:
        """The exchanges as they were ``saved``, in place of those so far, under their numbers."""
        self.forget()
        for sandbox, ledger in saved.items():
            if self._shared is None:
                self._ledgers[sandbox].continue_from(ledger)
            else:
                self._shared.put(ledger.exchanges)
        self.last = max((exchange.number for ledger in saved.values() for exchange in ledger.exchanges), default=0)

    def __len__(self) -> int:
        return sum(map(len, self._ledgers.values())) if self._shared is None else len(self._shared)
