"""What tests and operators steer beside records: clock, announcements, quotas, fault rules, journal; common to all workers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mockcore.clock import Clock
from mockcore.gates.fault_strikes import Faults
from mockcore.gates.quotas import Limits
from mockcore.journal.journal import Journal
from mockcore.reference.catalog import Catalog
from mockcore.reference.lifecycle import Row, parsed_all
from mockcore.reference.timeline import Timeline
from mockcore.sandbox_clocks import SandboxClocks
from mockcore.settings import Settings
from mockcore.store.opening import open_sidecar
from mockcore.store.shared_state import Shared
from mockcore.store.storage import Storage


class ServerState:
    """The parts by name, and what is done to all of them."""

    def __init__(self, settings: Settings, catalog: Catalog, clock: Clock, storage: Storage) -> None:
        self._catalog = catalog
        self.clock = clock
        self.sidecar = open_sidecar(settings.db) if settings.db and settings.workers > 1 else None
        self.timeline = Timeline(catalog, clock, settings)
        self.limits = Limits(settings, self.sidecar)
        self.faults = Faults(catalog, clock, self.sidecar)
        self.clocks = SandboxClocks(clock)
        self.journal = Journal(
            self.clocks, catalog, settings.journal_bytes, fact_bytes=settings.journal_fact_bytes, echo=settings.writes_json,
            sidecar=self.sidecar,
        )  # fmt: skip
        self.shared = Shared(storage)
        self.shared.add("clock", lambda: clock.state, clock.resume)
        self.shared.add("lifecycle", lambda: [row.as_json() for row in self.timeline.added], self._announced)
        self.shared.add("limits", lambda: self.limits.state, self.limits.resume)
        self.shared.add("sandbox clocks", lambda: self.clocks.state, self.clocks.resume)
        self.shared.add("faults", lambda: self.faults.state, self.faults.resume)
        clock.watchers.append(lambda: self.shared.tell("clock"))
        self._parts: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {}
        self.keep("lifecycle", lambda: [row.as_json() for row in self.timeline.added], self._announced)
        self.keep("limits", lambda: self.limits.saved, self.limits.continue_from)
        self.keep("faults", lambda: self.faults.saved, self.faults.continue_from)
        self.keep("sandbox clocks", lambda: self.clocks.saved, self.clocks.continue_from)
        self.keep("clock", lambda: clock.saved, clock.continue_from)

    def keep(self, name: str, saved: Callable[[], Any], continue_from: Callable[[Any], None]) -> None:
        """Lets a snapshot hold a part: ``saved`` tells how it is, as JSON can, ``continue_from`` brings that back."""
        self._parts[name] = saved, continue_from

    @contextmanager
    def keeping(self, name: str) -> Iterator[None]:
        """Whatever the block does to a part, it is as before afterwards; one that nobody has declared is left alone."""
        saved, continue_from = self._parts.get(name, (lambda: None, lambda saved: None))
        before = saved()
        yield
        continue_from(before)

    @property
    def saved(self) -> dict[str, Any]:
        """How every part is at this moment."""
        return {name: saved() for name, (saved, _) in self._parts.items()}

    def continue_from(self, saved: dict[str, Any]) -> None:
        """Every part as it was ``saved``."""
        for name, (_, continue_from) in self._parts.items():
            continue_from(saved[name])
        for name in ("lifecycle", "limits", "faults", "sandbox clocks"):
            self.shared.tell(name)

    def announce(self, rows: list[Row]) -> None:
        """Lets lifecycle rows of one's own hold, in place of those given so far."""
        self.timeline.replace(rows)
        self.shared.tell("lifecycle")

    def _announced(self, rows: list[dict[str, Any]]) -> None:
        self.timeline.replace(parsed_all(rows, self._catalog.nameable))

    def restart(self) -> None:
        """As it was when the server started."""
        self.clock.restart()
        self.announce([])
        self.limits.restart()
        self.faults.restart()
        self.clocks.own.clear()
        for name in ("limits", "faults", "sandbox clocks"):
            self.shared.tell(name)
        self.journal.forget()

    def forget_sandbox(self, company_id: int) -> None:
        """Drops the rules, quotas and exchanges of a sandbox that there is no more."""
        self.faults.follow_server(company_id)
        self.limits.follow_server(company_id)
        self.clocks.follow_server(company_id)
        for name in ("limits", "faults", "sandbox clocks"):
            self.shared.tell(name)
        self.journal.forget_sandbox(company_id)

    def begin(self) -> None:
        """Forgets what an earlier run of several workers has left."""
        self.shared.clear()
        self.limits.restart()
        self.journal.forget()
        if self.sidecar is not None:
            self.sidecar.forget_counts()
            self.sidecar.forget_strikes()

    def close(self) -> None:
        """Closes what the workers share."""
        if self.sidecar is not None:
            self.sidecar.close()
