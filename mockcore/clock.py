"""The only "now" of mockcore: real time by default, or frozen, shifted and advanced by the tests that own it."""

import time
from datetime import UTC, date, datetime, timedelta

from mockcore.errors import OperatorError


def stamp(at: datetime) -> str:
    """``2022-02-15T12:00:00Z``: UTC, second precision. Source: documented, date-time formats."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> datetime:
    """Reads a date or ISO 8601 date-time; without an offset it is UTC.

    Raises: OperatorError when the text is neither.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise OperatorError(f"'{text}' is not a time: write it as 2022-02-15 or 2022-02-15T12:00:00Z.") from None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


class Clock:
    """UTC time. Frozen, it stands still until advanced; shifted, it runs on from where it was set."""

    def __init__(self, now: str | None = None) -> None:
        self._frozen: datetime | None = None
        self._shift = timedelta()
        self._text: tuple[int, str] = (-1, "")
        if now:
            self.set(instant(now), frozen=False)

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen is not None

    def now(self) -> datetime:
        """The current time in UTC, with second precision."""
        at = self._frozen or datetime.now(UTC) + self._shift
        return at.replace(microsecond=0)

    def stamp(self) -> str:
        """``now`` as the API writes it."""
        seconds = self.epoch()
        if seconds != self._text[0]:
            self._text = (seconds, stamp(datetime.fromtimestamp(seconds, UTC)))
        return self._text[1]

    def epoch(self) -> int:
        """Seconds since 1970-01-01 UTC."""
        if self._frozen is None:
            return int(time.time() + self._shift.total_seconds())
        return int(self._frozen.timestamp())

    def today(self) -> date:
        """The date in UTC."""
        return self.now().date()

    def set(self, at: datetime, *, frozen: bool) -> None:
        """Stands still at that time, or runs on from it."""
        at = at.astimezone(UTC)
        self._frozen = at if frozen else None
        self._shift = timedelta() if frozen else at - datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        """Moves on (or back) by so many seconds."""
        self.set((self._frozen or datetime.now(UTC) + self._shift) + timedelta(seconds=seconds), frozen=self.frozen)

    def real(self) -> None:
        """Back to real time."""
        self._frozen, self._shift = None, timedelta()
