"""The only "now" of mockcore: real time by default, or frozen, shifted, sped up and advanced by the tests that own it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from mockcore.errors import OperatorError

# Dates that the wire format can say; a clock outside of them could not be told to anybody.
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC).timestamp(), datetime(9999, 1, 1, tzinfo=UTC).timestamp()


def stamp(at: datetime) -> str:
    """``2022-02-15T12:00:00Z``: UTC, second precision. Source: documented, date-time formats."""
    return f"{at.isoformat()[:19]}Z"


def instant(text: str) -> datetime:
    """Reads a date or ISO 8601 date-time; without an offset it is UTC.

    Raises: OperatorError when the text is neither, or outside of the years 1970 to 9998.
    """
    try:
        at = datetime.fromisoformat(text)
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise OperatorError(f"'{text}' is not a time: write it as 2022-02-15 or 2022-02-15T12:00:00Z.") from None
    _checked(at.timestamp())
    return at


def _checked(seconds: float) -> float:
    if not EARLIEST <= seconds < LATEST:
        raise OperatorError("The clock goes from 1970-01-02 to the end of 9998: choose a time in between.")
    return seconds


class Clock:
    """UTC time. Frozen, it stands still until advanced; otherwise it runs on from where it was set, ``speed`` times as fast.

    ``watchers`` are called whenever it was changed.
    """

    def __init__(self, now: str | None = None, *, frozen: bool = False, speed: float = 1.0) -> None:
        self.watchers: list[Callable[[], None]] = []
        self._start = (now, frozen, speed)
        self._frozen = False
        self._speed = 1.0
        # It shows ``_base`` when real time is ``_from``: seconds since 1970.
        self._base = self._from = 0.0
        self._text: tuple[int, str] = (-1, "")
        self.restart()

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen

    @property
    def speed(self) -> float:
        """Seconds that pass here in one real second."""
        return self._speed

    def seconds(self) -> float:
        """Seconds since 1970-01-01 UTC, with fractions."""
        if self._frozen:
            return self._base
        if self._speed == 1.0:
            return time.time() - self._from + self._base
        return min((time.time() - self._from) * self._speed + self._base, LATEST - 1)

    def now(self) -> datetime:
        """The current time in UTC, with second precision."""
        return datetime.fromtimestamp(self.epoch(), UTC)

    def stamp(self) -> str:
        """``now`` as the API writes it."""
        return self.text(int(self.seconds()))

    def text(self, seconds: int) -> str:
        """Seconds since 1970 as the API writes them."""
        latest = self._text
        if seconds != latest[0]:
            latest = self._text = (seconds, stamp(datetime.fromtimestamp(seconds, UTC)))
        return latest[1]

    def epoch(self) -> int:
        """Whole seconds since 1970-01-01 UTC."""
        return int(self.seconds())

    def today(self) -> date:
        """The date in UTC."""
        return self.now().date()

    def set(self, at: datetime, *, frozen: bool, speed: float = 1.0) -> None:
        """Stands still at that time, or runs on from it. Raises: OperatorError for a time or speed that it cannot show."""
        self._put(at.timestamp(), frozen=frozen, speed=speed)
        self._changed()

    def advance(self, seconds: float) -> None:
        """Moves on (or back) by so many seconds. Raises: OperatorError when that leaves the years it can show."""
        self._put(self.seconds() + seconds, frozen=self._frozen, speed=self._speed)
        self._changed()

    def real(self) -> None:
        """Back to real time."""
        self._base = self._from = 0.0
        self._frozen, self._speed = False, 1.0
        self._changed()

    def restart(self) -> None:
        """Back to how it was when the server started."""
        now, frozen, speed = self._start
        if now is None and not frozen and speed == 1.0:
            self.real()
        else:
            self.set(instant(now) if now else datetime.now(UTC), frozen=frozen, speed=speed)

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Shows that time, standing still, for as long as the block lasts; nobody is told."""
        before = (self._frozen, self._speed, self._base, self._from)
        self._put(moment.timestamp(), frozen=True, speed=1.0)
        try:
            yield
        finally:
            self._frozen, self._speed, self._base, self._from = before

    @property
    def state(self) -> dict[str, Any]:
        """All there is to know of it, for another process or a snapshot."""
        return {"base": self._base, "from": self._from, "frozen": self._frozen, "speed": self._speed}

    def resume(self, state: dict[str, Any]) -> None:
        """Goes on from a ``state``."""
        self._base, self._from = state["base"], state["from"]
        self._frozen, self._speed = state["frozen"], state["speed"]
        self._changed()

    @property
    def saved(self) -> dict[str, Any]:
        """Its ``state`` as of this moment, from which a set clock can go on at any time."""
        return {**self.state, "base": self.seconds()} if self._from else self.state

    def continue_from(self, saved: dict[str, Any]) -> None:
        """Goes on from what was ``saved``, as if no time had passed; a clock of real time shows real time."""
        self.resume({**saved, "from": time.time()} if saved["from"] else saved)

    def _put(self, seconds: float, *, frozen: bool, speed: float) -> None:
        if not 0 < speed <= 10_000_000:
            raise OperatorError("The clock's speed is more than 0 and at most 10000000; freeze it to make it stand still.")
        self._base = _checked(seconds)
        self._from = time.time()
        self._frozen, self._speed = frozen, speed

    def _changed(self) -> None:
        for watcher in self.watchers:
            watcher()
