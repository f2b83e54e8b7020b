"""Which announcements hold now: worked out once for each operation, until the next date on which something changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, NamedTuple

from mockcore.clock import Clock
from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.reference.lifecycle import ACTIVE, DEPRECATED, PHASES, SUNSET, SUNSETTING, VAPID, Row, parsed_all
from mockcore.reference.operation import Operation
from mockcore.settings import Settings

NEVER = 2**62


class Brownouts(NamedTuple):
    """When a sunset in progress fails: in the middle of every period, longer with each. All in seconds."""

    every: int = 3600
    first: int = 300
    last: int = 3300

    @classmethod
    def of(cls, text: dict[str, Any]) -> "Brownouts":
        """Reads ``every_minutes``, ``first_minutes`` and ``last_minutes``. Raises: OperatorError."""
        names = ("every_minutes", "first_minutes", "last_minutes")
        minutes = [text.get(name, default) for name, default in zip(names, (60, 5, 55), strict=True)]
        if any(length.__class__ is not int or length < 0 for length in minutes):
            raise OperatorError("The lifecycle's brownouts are given in whole minutes.")
        every, first, last = (length * 60 for length in minutes)
        if not every > 0 or not first <= last <= every:
            raise OperatorError("The lifecycle's brownouts grow: first_minutes, then last_minutes, within every_minutes.")
        return cls(every, first, last)

    def window(self, row: Row, now: int) -> tuple[int, int, int]:
        """Beginning and end of the failing part of this period, and the end of the period."""
        begin = now - now % self.every
        since, until = row.dates[SUNSETTING], row.dates.get(SUNSET)
        share = 0.0 if until is None else min(1.0, max(0.0, (begin - since) / (until - since)))
        length = int(self.first + (self.last - self.first) * share)
        start = begin + (self.every - length) // 2
        return start, start + length, begin + self.every


@dataclass(frozen=True, slots=True)
class Notice:
    """What holds for an operation or grant now. ``out_until``: the end of a brown-out, 0 outside of one.

    Without a row only ``parameters`` have announcements.
    """

    phase: str
    row: Row | None
    closed: int | None
    out_until: int
    dates: tuple[tuple[str, str], ...]
    parameters: tuple["Notice", ...] = field(default=())


class Timeline:
    """The announcements of the document, of the operator's file and of the control API, on the clock.

    ``watchers`` are called whenever its rows were replaced.
    """

    def __init__(self, catalog: Catalog, clock: Clock, settings: Settings) -> None:
        self.watchers: list[Callable[[], None]] = []
        self._catalog = catalog
        self._clock = clock
        self._brownouts = Brownouts.of(catalog.brownouts)
        shipped = [row for row in catalog.lifecycle if row.timeline in ("", settings.lifecycle_timeline)]
        own = _own(settings.lifecycle, catalog)
        self._check_parameters(own)
        self._fixed = merged(shipped, own)
        self.added: list[Row] = []
        self.rows: list[Row] = []
        self.version = 0
        self.replace([])

    def replace(self, rows: list[Row]) -> None:
        """Rows of the control API: one replaces a row of the same name.

        Raises: OperatorError for a parameter that no selected operation has; then nothing changes.
        """
        self._check_parameters(rows)
        self.version += 1
        self.added = rows
        self.rows = merged(self._fixed, rows)
        self._since, self._until = NEVER, 0
        self._operations: dict[str, Notice | None] = {}
        self._vapid: dict[str, Notice | None] = {}
        self._grants: dict[str, Notice | None] = {}
        self._events: frozenset[str] | None = None
        for watcher in self.watchers:
            watcher()

    def names(self, operation: Operation, *, vapid: bool) -> bool:
        """Whether any row is about an operation, called below /vapid or elsewhere, whatever the time."""
        return any(operation.id in row.operations and (vapid or not row.namespace) for row in self.rows)

    def _check_parameters(self, rows: list[Row]) -> None:
        for row in rows:
            if row.parameter and not any(_takes(self._catalog.named(name), row.parameter) for name in row.operations):
                reason = f"no operation that it selects has a parameter {row.parameter}"
                raise OperatorError(f"The lifecycle row {row.name} cannot be used: {reason}.")

    def notice(self, operation: Operation, path: str, now: int) -> Notice | None:
        """What holds at that time for an operation called by that path; None for nothing."""
        if not self._since <= now < self._until:
            self._forget(now)
        vapid = path.startswith(VAPID)
        notices = self._vapid if vapid else self._operations
        if operation.id not in notices:
            rows = [row for row in self.rows if operation.id in row.operations and (vapid or not row.namespace)]
            notices[operation.id] = self._worked_out(rows, now)
        return notices[operation.id]

    def grant(self, name: str) -> Notice | None:
        """What holds for a grant type, or for ``service_account``."""
        now = self._clock.epoch()
        if not self._since <= now < self._until:
            self._forget(now)
        if name not in self._grants:
            self._grants[name] = self._worked_out([row for row in self.rows if row.grant == name], now)
        return self._grants[name]

    def ended_events(self) -> frozenset[str]:
        """The events that webhooks are no longer told of: ``Project Users update``."""
        now = self._clock.epoch()
        if not self._since <= now < self._until:
            self._forget(now)
        if self._events is None:
            ended = [row.events for row in self.rows if row.phase(now) == SUNSET]
            self._events = frozenset().union(*ended)
        return self._events

    def as_json(self) -> list[dict[str, Any]]:
        """Every row with the phase that it is in."""
        now = self._clock.epoch()
        shown = []
        for row in self.rows:
            out = row.phase(now) == SUNSETTING and self._out_until(row, now) > 0
            shown.append({**row.as_json(), "phase": row.phase(now), "brownout": out, "operation_count": len(row.operations)})
        return shown

    def marks(self) -> dict[str, dict[str, Any]]:
        """What the document says of the operations that rows select, by operationId."""
        rows = [row for row in self.rows if not (row.namespace or row.parameter)]
        return {name: row.marks() for row in rows for name in row.operations}

    def _worked_out(self, rows: list[Row], now: int) -> Notice | None:
        whole = [row for row in rows if not row.parameter and row.phase(now) != ACTIVE]
        single = [self._one([row], now) for row in rows if row.parameter and row.phase(now) != ACTIVE]
        if not whole:
            return Notice(ACTIVE, None, None, 0, (), tuple(single)) if single else None
        notice = self._one(whole, now)
        return Notice(notice.phase, notice.row, notice.closed, notice.out_until, notice.dates, tuple(single))

    def _one(self, rows: list[Row], now: int) -> Notice:
        """Of several rows the one furthest on decides; the earliest dates are told."""
        row = max(rows, key=lambda other: (PHASES.index(other.phase(now)), -min(other.dates.values())))
        phase = row.phase(now)
        headers = []
        deprecated, sunset = (_earliest(rows, name) for name in (DEPRECATED, SUNSET))
        if deprecated <= now:
            headers.append(("Deprecation", f"@{deprecated}"))
        if sunset < NEVER:
            headers.append(("Sunset", format_datetime(datetime.fromtimestamp(sunset, UTC), usegmt=True)))
        closed = min((other.closed for other in rows if other.closed is not None), default=None)
        out = self._out_until(row, now) if phase == SUNSETTING else 0
        return Notice(phase, row, closed, out, tuple(headers))

    def _out_until(self, row: Row, now: int) -> int:
        start, end, _ = self._brownouts.window(row, now)
        return end if start <= now < end else 0

    def _forget(self, now: int) -> None:
        """Begins anew between the last and the next instant at which any row changes."""
        self._operations, self._vapid, self._grants, self._events = {}, {}, {}, None
        instants = [at for row in self.rows for at in row.boundaries]
        for row in self.rows:
            if row.phase(now) == SUNSETTING:
                begin, end, period = self._brownouts.window(row, now)
                instants += [period - self._brownouts.every, begin, end, period]
        self._since = max((at for at in instants if at <= now), default=-NEVER)
        self._until = min((at for at in instants if at > now), default=NEVER)


def _takes(operation: Operation, parameter: str) -> bool:
    """Whether an operation has a parameter of that name, in its query or body."""
    body = operation.body
    inside = body is not None and (parameter in body.attributes or parameter in body.context)
    return inside or any(query.name == parameter for query in operation.query)


def _earliest(rows: list[Row], phase: str) -> int:
    return min((row.dates[phase] for row in rows if phase in row.dates), default=NEVER)


def merged(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """The rows, those of the same name replaced by others."""
    named = {row.name: row for row in rows}
    named.update((row.name, row) for row in others)
    return list(named.values())


def _own(path: str | None, catalog: Catalog) -> list[Row]:
    """The rows of the operator's file. Raises: OperatorError."""
    if path is None:
        return []
    import yaml  # noqa: PLC0415 - only who has rows of their own needs it

    try:
        text = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"The lifecycle file {path} cannot be read ({error}): name another with --lifecycle.") from None
    except yaml.YAMLError as error:
        raise OperatorError(f"The lifecycle file {path} is not YAML: {' '.join(str(error).split())}.") from None
    return parsed_all(text.get("rows") if isinstance(text, dict) else text, catalog.nameable)
