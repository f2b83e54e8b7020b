"""Rate limits: an hourly and a spike window at once, for each app and company, on the clock.

Source: documented, rate limiting (two windows; headers describe the one that is nearer; failed calls count). A window begins
with its first call (assumed).
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from mockcore.close_names import hint
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


class Preset(NamedTuple):
    """How many calls are admitted in an hour and in 10 seconds, and whether more are refused."""

    name: str
    hourly: int
    spike: int
    refusing: bool

    @classmethod
    def of(cls, name: str, hourly: int | None, spike: int | None) -> "Preset":
        """The preset of a name, with own numbers where they are given."""
        admitted, at_once = PRESETS[name]
        refusing = name != "off" or hourly is not None or spike is not None
        return cls(name, admitted if hourly is None else hourly, at_once if spike is None else spike, refusing)

    @classmethod
    def from_json(cls, text: dict[str, Any]) -> "Preset":
        """The preset that ``as_json`` has told."""
        pairs = zip((text["hourly"], text["spike"]), PRESETS[text["preset"]], strict=True)
        return cls.of(text["preset"], *(None if value == default else value for value, default in pairs))

    def as_json(self) -> dict[str, Any]:
        """As the control API tells and takes it."""
        return {"preset": self.name, "hourly": self.hourly, "spike": self.spike}


class Limits:
    """The quotas and what was used of them: the server's, and those of sandboxes that have their own.

    With a sidecar they are of all workers together.
    """

    def __init__(self, settings: Settings, sidecar: Sidecar | None = None) -> None:
        self._sidecar = sidecar
        self._start = (settings.rate_limit, settings.rate_limit_hourly, settings.rate_limit_spike)
        self._used: dict[str, tuple[Window, Window]] = {}
        self._server = Preset.of(*self._start)
        self._own: dict[int | None, Preset] = {}

    def restart(self) -> None:
        """The quotas of the settings, nothing used."""
        self._own.clear()
        self.choose(*self._start)

    def choose(self, preset: str, hourly: int | None, spike: int | None, sandbox: int = 0) -> None:
        """Other quotas, of the server or of a sandbox; what was used of them is forgotten."""
        if sandbox:
            self._own[sandbox] = Preset.of(preset, hourly, spike)
            self._forget(sandbox)
            return
        self._server = Preset.of(preset, hourly, spike)
        self._used.clear()
        if self._sidecar is not None:
            self._sidecar.forget_windows()

    def follow_server(self, sandbox: int) -> None:
        """Lets the server's quotas hold for a sandbox again."""
        if self._own.pop(sandbox, None) is not None:
            self._forget(sandbox)

    def _forget(self, sandbox: int) -> None:
        end = f" {sandbox}"
        self._used = {key: windows for key, windows in self._used.items() if not key.endswith(end)}
        if self._sidecar is not None:
            for key, _, _ in self._sidecar.windows():
                if key.endswith(end):
                    self._sidecar.set_window(key, 0, 0)

    def as_json(self, sandbox: int = 0) -> dict[str, Any]:
        """The quotas that hold for a sandbox, or for the rest of the server."""
        return self._own.get(sandbox, self._server).as_json()

    @property
    def state(self) -> dict[str, Any]:
        """The quotas, for another worker."""
        return {**self._server.as_json(), "sandboxes": [[sandbox, own.as_json()] for sandbox, own in self._own.items()]}

    def resume(self, state: dict[str, Any]) -> None:
        """Quotas from a ``state``, chosen by another worker."""
        self._server = Preset.from_json(state)
        self._own = {sandbox: Preset.from_json(own) for sandbox, own in state["sandboxes"]}

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
        hourly, spike = self._server.hourly, self._server.spike
        return (hourly, hourly, now + HOUR_SECONDS) if hourly <= spike else (spike, spike, now + SPIKE_SECONDS)

    def take(self, key: str, now: int, company_id: int | None = None) -> Quota:
        """Counts one call at that time: (limit, remaining, reset in seconds since 1970) of the window that is nearer.

        Raises: TooManyRequests, which carries the same.
        """
        preset = self._own.get(company_id, self._server) if self._own else self._server
        if self._sidecar is None or not preset.refusing:
            return _taken(self._used.get(key) or self._begun(key, now), now, preset)
        with self._sidecar.alone():
            windows = tuple(self._shared(self._sidecar, name, now) for name in (f"h {key}", f"s {key}"))
            try:
                return _taken((windows[0], windows[1]), now, preset)
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


def _taken(windows: tuple[Window, Window], now: int, preset: Preset) -> Quota:
    hour, spike = windows
    if not hour.begun <= now < hour.begun + HOUR_SECONDS:
        hour.begun, hour.used = now, 0
    if not spike.begun <= now < spike.begun + SPIKE_SECONDS:
        spike.begun, spike.used = now, 0
    left, left_now = preset.hourly - hour.used, preset.spike - spike.used
    if preset.refusing and (left <= 0 or left_now <= 0):
        late = left <= 0
        reset = hour.begun + HOUR_SECONDS if late else spike.begun + SPIKE_SECONDS
        raise TooManyRequests(quota=(preset.hourly if late else preset.spike, 0, reset), seconds=reset - now)
    hour.used += 1
    spike.used += 1
    if left <= left_now:
        return preset.hourly, max(0, left - 1), hour.begun + HOUR_SECONDS
    return preset.spike, max(0, left_now - 1), spike.begun + SPIKE_SECONDS


def checked(change: dict[str, Any]) -> dict[str, Any]:
    """A change of the quotas. Raises: BadRequest naming what cannot be used."""
    for name, value in change.items():
        if name == "preset" and (not isinstance(value, str) or value not in PRESETS):
            raise BadRequest(fields={name: [f"is one of {', '.join(PRESETS)}"]})
        if name in ("hourly", "spike") and value is not None and (value.__class__ is not int or not 0 <= value <= MOST_CALLS):
            raise BadRequest(fields={name: ["is a whole number of calls"]})
        if name not in ("preset", "hourly", "spike"):
            raise BadRequest(fields={name: [f"is not known: {hint(name, ('preset', 'hourly', 'spike'))}"]})
    return change
