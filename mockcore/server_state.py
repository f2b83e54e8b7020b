"""What tests and operators steer beside records: clock, announcements, quotas, fault rules, journal; common to all workers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mockcore.clock import Clock
from mockcore.gates.faults import Faults
from mockcore.gates.rate_limits import Limits
from mockcore.journal.journal import Journal
from mockcore.reference.catalog import Catalog
from mockcore.reference.lifecycle import Row, parsed_all
from mockcore.reference.timeline import Timeline
from mockcore.settings import Settings
from mockcore.store.shared_state import Shared
from mockcore.store.sqlite.database import Database
from mockcore.store.sqlite.sidecar import Sidecar


class Steering:
    """The parts by name, and what is done to all of them."""

    def __init__(self, settings: Settings, catalog: Catalog, clock: Clock, database: Database) -> None:
        self._catalog = catalog
        self.clock = clock
        self.sidecar = Sidecar(settings.db) if settings.db and settings.workers > 1 else None
        self.timeline = Timeline(catalog, clock, settings)
        self.limits = Limits(settings, self.sidecar)
        self.faults = Faults(catalog, clock, self.sidecar)
        self.journal = Journal(clock, settings.journal_bytes, echo=settings.log_requests, sidecar=self.sidecar)
        self.shared = Shared(database)
        self.shared.add("clock", lambda: clock.state, clock.resume)
        self.shared.add("lifecycle", lambda: [row.told() for row in self.timeline.given], self._announced)
        self.shared.add("limits", lambda: self.limits.state, self.limits.resume)
        self.shared.add("faults", lambda: self.faults.state, self.faults.resume)
        clock.watchers.append(lambda: self.shared.tell("clock"))
        self._kept: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {}
        self.keep("lifecycle", lambda: [row.told() for row in self.timeline.given], self._announced)
        self.keep("limits", lambda: self.limits.held, self.limits.go_on)
        self.keep("faults", lambda: self.faults.held, self.faults.go_on)
        self.keep("clock", lambda: clock.held, clock.go_on)

    def keep(self, name: str, held: Callable[[], Any], go_on: Callable[[Any], None]) -> None:
        """Lets a snapshot hold a part: ``held`` tells how it is, as JSON can, ``go_on`` brings that back."""
        self._kept[name] = held, go_on

    @contextmanager
    def keeping(self, name: str) -> Iterator[None]:
        """Whatever the block does to a part, it is as before afterwards; one that nobody has declared is left alone."""
        held, go_on = self._kept.get(name, (lambda: None, lambda held: None))
        told = held()
        yield
        go_on(told)

    @property
    def held(self) -> dict[str, Any]:
        """How every part is at this moment."""
        return {name: held() for name, (held, _) in self._kept.items()}

    def go_on(self, held: dict[str, Any]) -> None:
        """Every part as it was ``held``."""
        for name, (_, go_on) in self._kept.items():
            go_on(held[name])
        for name in ("lifecycle", "limits", "faults"):
            self.shared.tell(name)

    def announce(self, rows: list[Row]) -> None:
        """Lets lifecycle rows of one's own hold, in place of those given so far."""
        self.timeline.replace(rows)
        self.shared.tell("lifecycle")

    def _announced(self, told: list[dict[str, Any]]) -> None:
        self.timeline.replace(parsed_all(told, self._catalog.known))

    def restart(self) -> None:
        """As it was when the server started."""
        self.clock.restart()
        self.announce([])
        self.limits.restart()
        self.faults.restart()
        for name in ("limits", "faults"):
            self.shared.tell(name)
        self.journal.forget()

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
