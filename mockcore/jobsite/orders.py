"""What the people of the jobsite are to do, how far they have lived, and what they have done so far."""

from collections import Counter
from typing import Any

MOST_REFUSALS = 50


class Orders:
    """``on``: somebody works. ``tools`` and ``projects`` None: in all; ``rates`` scale by a tool or a kind of act.

    ``since`` is when they began, ``lived`` how far they have got: seconds since 1970. ``acts`` and ``refusals`` count.
    """

    def __init__(self, *, on: bool, now: int) -> None:
        self.on = on
        self.since = self.lived = now
        self.tools: list[str] | None = None
        self.projects: list[int] | None = None
        self.rates: dict[str, float] = {}
        self.acts: Counter[tuple[str, str]] = Counter()
        self.refusals: Counter[tuple[str, str, int, str]] = Counter()
        self.skipped = 0

    @property
    def place(self) -> tuple[object, ...]:
        """How far they have got, and by which orders."""
        return self.lived, self.since, self.tools, self.projects, self.rates

    def rate(self, tool: str, name: str) -> float:
        """How many times as often as usual something is done."""
        if self.tools is not None and tool not in self.tools:
            return 0.0
        return self.rates.get(tool, 1.0) * self.rates.get(name, 1.0)

    def begin(self, now: int, tools: list[str] | None, projects: list[int] | None, rates: dict[str, float]) -> None:
        """Has people work from now on. Nothing before is lived again, also where the clock was set back."""
        self.on, self.tools, self.projects, self.rates = True, tools, projects, rates
        self.follow(now)
        self.since = self.lived = max(now, self.lived)

    def follow(self, now: int) -> None:
        """Begins where the clock is that was set back, as long as nobody has done anything."""
        if now < self.lived and not self.acts and not self.refusals:
            self.since = self.lived = now

    def refuse(self, tool: str, name: str, status: int, sentence: str) -> None:
        """Counts an act that was refused."""
        key = (tool, name, status, sentence)
        if key in self.refusals or len(self.refusals) < MOST_REFUSALS:
            self.refusals[key] += 1

    @property
    def state(self) -> dict[str, Any]:
        """All there is to know of it, for another process or a snapshot."""
        return {
            "on": self.on,
            "since": self.since,
            "lived": self.lived,
            "tools": self.tools,
            "projects": self.projects,
            "rates": self.rates,
            "acts": [[*key, count] for key, count in self.acts.items()],
            "refusals": [[*key, count] for key, count in self.refusals.items()],
            "skipped": self.skipped,
        }

    def resume(self, state: dict[str, Any]) -> None:
        """Goes on from a ``state``."""
        self.on, self.since, self.lived = state["on"], state["since"], state["lived"]
        self.tools, self.projects, self.rates = state["tools"], state["projects"], state["rates"]
        self.acts = Counter({(tool, name): count for tool, name, count in state["acts"]})
        self.refusals = Counter({(row[0], row[1], row[2], row[3]): row[4] for row in state["refusals"]})
        self.skipped = state["skipped"]
