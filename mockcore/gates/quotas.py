"""Rate limits: an hourly and a spike window at once, for each app and company, on the clock.

Source: documented, rate limiting (two windows; headers describe the one that is nearer; failed calls count). A window begins
with its first call (assumed).
"""

from dataclasses import dataclass
from typing import Any

from mockcore.errors import BadRequest, TooManyRequests
from mockcore.settings import Settings
from mockcore.store.storage import Sidecar

HOUR_SECONDS, SPIKE_SECONDS = 3600, 10
UNLIMITED = 1_000_000
MOST_KEYS, MOST_CALLS = 20_000, 1_000_000_000
# (hourly, spike). Source: documented figures, the newer ones for the sandbox; ``off`` counts, and refuses nothing.
PRESETS = {"off": (UNLIMITED, UNLIMITED), "sandbox": (600, 25), "production": (3600, 25)}
Quota = tuple[int, int, int]


@dataclass(slots=True)
class Window:
    """Calls let through since a time, of those that a window of ``seconds`` admits."""

    begun: int
    used: int


class Limits:
    """The quotas and what was used of them. With a sidecar, by all workers together."""

    def __init__(self, settings: Settings, sidecar: Sidecar | None = None) -> None:
        self._sidecar = sidecar
        self._start = (settings.rate_limit, settings.rate_limit_hourly, settings.rate_limit_spike)
        self._used: dict[str, tuple[Window, Window]] = {}
        self._set(*self._start)

    def restart(self) -> None:
        """The quotas of the settings, nothing used."""
        self.choose(*self._start)

    def choose(self, preset: str, hourly: int | None, spike: int | None) -> None:
        """Other quotas; what was used is forgotten."""
        self._set(preset, hourly, spike)
        self._used.clear()
        if self._sidecar is not None:
            self._sidecar.forget_windows()

    def _set(self, preset: str, hourly: int | None, spike: int | None) -> None:
        defaults = PRESETS[preset]
        self.preset = preset
        self.hourly = defaults[0] if hourly is None else hourly
        self.spike = defaults[1] if spike is None else spike
        self.refusing = preset != "off" or hourly is not None or spike is not None

    @property
    def state(self) -> dict[str, Any]:
        """The quotas, as the control API tells and takes them."""
        return {"preset": self.preset, "hourly": self.hourly, "spike": self.spike}

    def resume(self, state: dict[str, Any]) -> None:
        """Quotas from a ``state``, chosen by another worker."""
        pairs = zip((state["hourly"], state["spike"]), PRESETS[state["preset"]], strict=True)
        hourly, spike = (None if value == default else value for value, default in pairs)
        self._set(state["preset"], hourly, spike)

    @property
    def saved(self) -> dict[str, Any]:
        """The ``state`` with what was used of it, from which ``continue_from`` continues."""
        used = {key: [[window.begun, window.used] for window in windows] for key, windows in self._used.items()}
        return {**self.state, "windows": used, "shared": self._sidecar.windows() if self._sidecar is not None else []}

    def continue_from(self, saved: dict[str, Any]) -> None:
        """The quotas and what was used of them, as ``saved``."""
        self.resume(saved)
        self._used = {key: (Window(*hour), Window(*spike)) for key, (hour, spike) in saved["windows"].items()}
        if self._sidecar is not None:
            self._sidecar.forget_windows()
            for key, begun, used in saved["shared"]:
                self._sidecar.set_window(key, begun, used)

    def untouched(self, now: int) -> Quota:
        """What the headers say to who is not counted: a browser that asks beforehand what it may ask."""
        if self.hourly <= self.spike:
            return self.hourly, self.hourly, now + HOUR_SECONDS
        return self.spike, self.spike, now + SPIKE_SECONDS

    def take(self, key: str, now: int) -> Quota:
        """Counts one call at that time: (limit, remaining, reset in seconds since 1970) of the window that is nearer.

        Raises: TooManyRequests, which carries the same.
        """
        if self._sidecar is None or not self.refusing:
            return self._taken(self._used.get(key) or self._begun(key, now), now)
        with self._sidecar.alone():
            windows = tuple(self._shared(self._sidecar, name, now) for name in (f"h {key}", f"s {key}"))
            try:
                return self._taken((windows[0], windows[1]), now)
            finally:
                for name, window in zip((f"h {key}", f"s {key}"), windows, strict=True):
                    self._sidecar.set_window(name, window.begun, window.used)

    def _begun(self, key: str, now: int) -> tuple[Window, Window]:
        if len(self._used) >= MOST_KEYS:
            self._used.pop(next(iter(self._used)))
        self._used[key] = windows = (Window(now, 0), Window(now, 0))
        return windows

    @staticmethod
    def _shared(sidecar: Sidecar, name: str, now: int) -> Window:
        row = sidecar.window(name)
        return Window(*row) if row else Window(now, 0)

    def _taken(self, windows: tuple[Window, Window], now: int) -> Quota:
        hour, spike = windows
        if not hour.begun <= now < hour.begun + HOUR_SECONDS:
            hour.begun, hour.used = now, 0
        if not spike.begun <= now < spike.begun + SPIKE_SECONDS:
            spike.begun, spike.used = now, 0
        left, left_now = self.hourly - hour.used, self.spike - spike.used
        if self.refusing and (left <= 0 or left_now <= 0):
            late = left <= 0
            reset = hour.begun + HOUR_SECONDS if late else spike.begun + SPIKE_SECONDS
            raise TooManyRequests(quota=(self.hourly if late else self.spike, 0, reset), seconds=reset - now)
        hour.used += 1
        spike.used += 1
        if left <= left_now:
            return self.hourly, max(0, left - 1), hour.begun + HOUR_SECONDS
        return self.spike, max(0, left_now - 1), spike.begun + SPIKE_SECONDS


def checked(change: dict[str, Any]) -> dict[str, Any]:
    """A change of the quotas. Raises: BadRequest naming what cannot be used."""
    for name, value in change.items():
        if name == "preset" and value not in PRESETS:
            raise BadRequest(fields={name: [f"is one of {', '.join(PRESETS)}"]})
        if name in ("hourly", "spike") and value is not None and (value.__class__ is not int or not 0 <= value <= MOST_CALLS):
            raise BadRequest(fields={name: ["is a whole number of calls"]})
        if name not in ("preset", "hourly", "spike"):
            raise BadRequest(fields={name: ["is not known: preset, hourly, spike"]})
    return change
