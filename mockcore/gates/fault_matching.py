"""One fault rule: which calls it is for, which of those it strikes, and how long it holds them up."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from mockcore.call import Call
from mockcore.clock import instant
from mockcore.path_patterns import PathPattern

LATENCY, KIND = "latency_ms", "kind"
DUPLICATE = "duplicate_webhook"


@dataclass(slots=True)
class Rule:
    """One rule as it was given, with how often a call matched it and how often it struck."""

    name: str
    match: Mapping[str, Any]
    effect: Mapping[str, Any]
    operations: frozenset[str] | None = None
    path: PathPattern | None = None
    # The company of the sandbox whose own it is; 0: the server's.
    sandbox: int = 0
    seen: int = 0
    fired: int = 0

    def as_json(self) -> dict[str, Any]:
        """The rule as the control API shows it."""
        return {**self.text, "seen": self.seen, "fired": self.fired}

    @property
    def text(self) -> dict[str, Any]:
        """The rule as it is given to the control API."""
        return {"id": self.name, "match": dict(self.match), "effect": dict(self.effect)}

    @property
    def key(self) -> str:
        """Its name among the rules of all sandboxes."""
        return f"{self.sandbox} {self.name}" if self.sandbox else self.name

    def chance(self, salt: str) -> float:
        """A number from 0 to 1, the same for the same seed and count on every machine.

        A rule without a seed has its own text for one: chance is another for each rule, and the same when it is set again.
        """
        seed = self.match["seed"] if "seed" in self.match else f"{dict(self.match)} {dict(self.effect)}"
        text = f"{seed} {self.seen} {salt}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big") / 2**56

    def means(self, call: Call, operation_id: str, client_id: str, now: int) -> bool:
        """Whether a call is one of those that the rule is for, at that time in seconds since 1970."""
        if self.effect.get(KIND) == DUPLICATE or (self.operations is not None and operation_id not in self.operations):
            return False
        if self.path is not None and not self.path.matches(call.path):
            return False
        match = self.match
        if "method" in match and str(match["method"]).upper() != call.method:
            return False
        caller = {"client_id": client_id, "company_id": call.company_id}
        if any(name in match and str(match[name]) != str(value) for name, value in caller.items()):
            return False
        if "contains" in match and str(match["contains"]).encode() not in call.body + call.query.encode():
            return False
        if "since" in match and now < instant(match["since"]).timestamp():
            return False
        return not ("until" in match and now >= instant(match["until"]).timestamp())

    def due(self) -> bool:
        """Counts a call that the rule is for, and says whether it strikes this one."""
        self.seen += 1
        match, number = self.match, self.seen
        if "nth" in match and number != match["nth"]:
            return False
        if "every" in match and number % match["every"]:
            return False
        if "times" in match and self.fired >= match["times"]:
            return False
        due = self.chance("strikes") < float(match.get("probability", 1.0))
        self.fired += due
        return due

    def seconds(self) -> float:
        """How long the answer is held up this time."""
        latency = self.effect.get(LATENCY)
        if latency is None:
            return 0.0
        if not isinstance(latency, Mapping):
            return float(latency) / 1000
        share = min(max(self.chance("latency"), 1e-9), 1 - 1e-9)
        if latency["distribution"] == "uniform":
            return float(latency["min"] + (latency["max"] - latency["min"]) * share) / 1000
        deviation = NormalDist().inv_cdf(share) * latency.get("sigma", 0.5)
        return float(latency["median"]) * math.exp(deviation) / 1000
