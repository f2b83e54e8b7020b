"""Faults on purpose: rules that say which calls fail, and how.

Source: ours; the conventions are those of other mock servers (matching, effects, fixed seeds for chance).
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

from mockcore.call import Call, Reply
from mockcore.clock import Clock, instant
from mockcore.errors import (
    BadGateway,
    BadRequest,
    Conflict,
    Forbidden,
    GatewayTimeout,
    InvalidToken,
    MockError,
    NotAcceptable,
    NotFound,
    PayloadTooLarge,
    ServerFault,
    ServiceUnavailable,
    TooManyRequests,
    Unprocessable,
)
from mockcore.gates.fault_rules import effect_of, of_header, parsed
from mockcore.path_patterns import PathPattern
from mockcore.reference.catalog import Catalog
from mockcore.store.sqlite.sidecar import Sidecar

STATUS, LATENCY, KIND = "status", "latency_ms", "kind"
LOST, RESET, TIMEOUT, TRUNCATE, MALFORMED, DRIP, STALE = "lost", "reset", "timeout", "truncate", "malformed", "drip", "stale"
DUPLICATE = "duplicate_webhook"
MOST_EARLIER = 500
HEADER = "mockcore-fault"
ERRORS: dict[int, type[MockError]] = {
    kind.status: kind
    for kind in (
        BadRequest, InvalidToken, Forbidden, NotFound, NotAcceptable, Conflict, PayloadTooLarge, Unprocessable, TooManyRequests,
        ServerFault, BadGateway, ServiceUnavailable, GatewayTimeout,
    )
}  # fmt: skip


@dataclass(slots=True)
class Rule:
    """One rule as it was given, with how often a call matched it and how often it struck."""

    name: str
    match: Mapping[str, Any]
    effect: Mapping[str, Any]
    operations: frozenset[str] | None = None
    path: PathPattern | None = None
    seen: int = 0
    fired: int = 0

    def as_json(self) -> dict[str, Any]:
        """The rule as the control API shows it."""
        return {"id": self.name, "match": dict(self.match), "effect": dict(self.effect), "seen": self.seen, "fired": self.fired}

    def chance(self, salt: str) -> float:
        """A number from 0 to 1, the same for the same seed and count on every machine."""
        text = f"{self.match.get('seed', 0)} {self.name} {self.seen} {salt}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big") / 2**56


@dataclass(frozen=True, slots=True)
class Strike:
    """What happens to one call: a pause in seconds, and what becomes of its answer."""

    rule: str
    seconds: float = 0.0
    kind: str = ""
    effect: Mapping[str, Any] = field(default_factory=dict)


class Faults:
    """The rules of a server, in the order in which they are asked. With a sidecar they count for all workers together."""

    def __init__(self, catalog: Catalog, clock: Clock, sidecar: Sidecar | None = None) -> None:
        self.rules: list[Rule] = []
        self._sidecar = sidecar
        self._catalog = catalog
        self._clock = clock
        self._earlier: dict[tuple[str, str, str], Reply] = {}
        self._named = 0

    def restart(self) -> None:
        """No rules, and names that begin again."""
        self.replace([])
        self._named = 0

    def replace(self, texts: list[Any]) -> None:
        """These rules instead of those so far. Raises: BadRequest for one that cannot be used; then nothing changes."""
        self.resume(texts)
        if self._sidecar is not None:
            self._sidecar.forget_strikes()

    def resume(self, texts: list[Any]) -> None:
        """The rules of another worker, which have counted since."""
        self.rules = [self._made(text, number) for number, text in enumerate(texts)]
        self._earlier.clear()

    def add(self, text: Any) -> Rule:
        """One rule more. Raises: BadRequest."""
        made = self._made(text, len(self.rules))
        self.rules = [rule for rule in self.rules if rule.name != made.name] + [made]
        if self._sidecar is not None:
            self._sidecar.set_strikes(made.name, 0, 0)
        return made

    def remove(self, name: str) -> bool:
        """Takes a rule away; whether there was one."""
        rest = [rule for rule in self.rules if rule.name != name]
        found = len(rest) < len(self.rules)
        self.rules = rest
        return found

    def _made(self, text: Any, number: int) -> Rule:
        self._named += 1
        told = parsed(text, self._catalog, f"fault-{self._named}", number)
        return Rule(told.name, told.match, told.effect, told.operations, told.path)

    @property
    def state(self) -> list[dict[str, Any]]:
        """The rules as they were given, for another worker."""
        return [{"id": rule.name, "match": dict(rule.match), "effect": dict(rule.effect)} for rule in self.rules]

    @property
    def saved(self) -> dict[str, Any]:
        """The ``state`` with what has been counted, from which ``continue_from`` continues."""
        counts = {rule.name: [rule.seen, rule.fired] for rule in self.rules}
        return {"rules": self.state, "counts": counts, "named": self._named}

    def continue_from(self, saved: dict[str, Any]) -> None:
        """The rules as they were ``saved``, each at its count: the third call is still the third."""
        self.replace(saved["rules"])
        for rule in self.rules:
            rule.seen, rule.fired = saved["counts"][rule.name]
        self._named = saved["named"]

    def strike_for(self, call: Call, operation_id: str, client_id: str) -> Strike | None:
        """What the first rule that matches does to a call. Raises: the error of a rule with a status."""
        for rule in self.rules:
            if self._meant(rule, call, operation_id, client_id) and self._strikes(rule):
                return self.strike(rule, call)
        return None

    def counted(self) -> list[Rule]:
        """The rules with what all workers have counted."""
        if self._sidecar is not None:
            for rule in self.rules:
                rule.seen, rule.fired = self._sidecar.strikes(rule.name)
        return self.rules

    def _strikes(self, rule: Rule) -> bool:
        """Counts a call that the rule means, and tells whether it strikes this one."""
        if self._sidecar is None:
            return self._due(rule)
        with self._sidecar.alone():
            rule.seen, rule.fired = self._sidecar.strikes(rule.name)
            due = self._due(rule)
            self._sidecar.set_strikes(rule.name, rule.seen, rule.fired)
        return due

    def strike(self, rule: Rule, call: Call) -> Strike:
        """Applies a rule's effect. Raises: the error of its status."""
        call.fault = rule.name
        strike = Strike(rule.name, self._seconds(rule), str(rule.effect.get(KIND, "")), rule.effect)
        status = rule.effect.get(STATUS)
        if status is not None:
            call.strike = strike
            raise _error(int(status), rule.effect)
        return strike

    def strike_by_header(self, call: Call) -> Strike | None:
        """What the header of a call asks for. Raises: BadRequest when it cannot be read, or the error of its status."""
        text = call.headers.get(HEADER)
        return self.strike(Rule("header", {}, effect_of(of_header(text))), call) if text else None

    def duplicates(self, resource: str) -> bool:
        """Whether the webhook about a change of that resource is to be sent twice."""
        for rule in self.rules:
            meant = rule.effect.get(KIND) == DUPLICATE and rule.match.get("resource") in (None, resource)
            if meant and self._strikes(rule):
                return True
        return False

    def stale(self, call: Call, reply: Reply) -> Reply:
        """The answer that the same read had before, for a call that a rule struck; the one given is kept for the next."""
        key = (call.path, call.query, call.client_id)
        earlier = self._earlier.pop(key, reply)
        self._earlier[key] = reply
        if len(self._earlier) > MOST_EARLIER:
            del self._earlier[next(iter(self._earlier))]
        return earlier if call.strike is not None and call.strike.kind == STALE else reply

    def remembers(self, call: Call) -> bool:
        """Whether the answer to a call is wanted for a stale read, this one or a later one."""
        stale = call.strike is not None and call.strike.kind == STALE
        return call.method == "GET" and (stale or any(rule.effect.get(KIND) == STALE for rule in self.rules))

    def _meant(self, rule: Rule, call: Call, operation_id: str, client_id: str) -> bool:
        match = rule.match
        if rule.effect.get(KIND) == DUPLICATE or (rule.operations is not None and operation_id not in rule.operations):
            return False
        if rule.path is not None and not rule.path.matches(call.path):
            return False
        if "method" in match and str(match["method"]).upper() != call.method:
            return False
        told = {"client_id": client_id, "company_id": call.company_id}
        if any(name in match and str(match[name]) != str(value) for name, value in told.items()):
            return False
        if "contains" in match and str(match["contains"]).encode() not in call.body + call.query.encode():
            return False
        now = self._clock.epoch()
        if "since" in match and now < instant(match["since"]).timestamp():
            return False
        return not ("until" in match and now >= instant(match["until"]).timestamp())

    @staticmethod
    def _due(rule: Rule) -> bool:
        rule.seen += 1
        match, number = rule.match, rule.seen
        if "nth" in match and number != match["nth"]:
            return False
        if "every" in match and number % match["every"]:
            return False
        if "times" in match and rule.fired >= match["times"]:
            return False
        due = rule.chance("strikes") < float(match.get("probability", 1.0))
        rule.fired += due
        return due

    @staticmethod
    def _seconds(rule: Rule) -> float:
        given = rule.effect.get(LATENCY)
        if given is None:
            return 0.0
        if not isinstance(given, Mapping):
            return float(given) / 1000
        share = min(max(rule.chance("latency"), 1e-9), 1 - 1e-9)
        if given["distribution"] == "uniform":
            return float(given["min"] + (given["max"] - given["min"]) * share) / 1000
        deviation = NormalDist().inv_cdf(share) * given.get("sigma", 0.5)
        return float(given["median"]) * math.exp(deviation) / 1000


def _error(status: int, effect: Mapping[str, Any]) -> MockError:
    made = ERRORS[status](effect.get("message"))
    seconds = effect.get("retry_after", 1 if status in (429, 503) else None)
    if seconds is not None:
        made.headers["Retry-After"] = str(math.ceil(seconds))
    return made
