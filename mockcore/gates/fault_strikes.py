"""Faults on purpose: rules that say which calls fail, and how.

Source: ours; the conventions are those of other mock servers (matching, effects, fixed seeds for chance).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mockcore.call import Call, Reply
from mockcore.clock import Clock
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
from mockcore.gates.fault_matching import DUPLICATE, KIND, Rule
from mockcore.gates.fault_rules import effect_of, of_header, parsed
from mockcore.reference.catalog import Catalog
from mockcore.store.storage import Sidecar

STATUS = "status"
LOST, RESET, TIMEOUT, TRUNCATE, MALFORMED, DRIP, STALE = "lost", "reset", "timeout", "truncate", "malformed", "drip", "stale"
MOST_EARLIER = 500
HEADER = "mockcore-fault"
ERRORS: dict[int, type[MockError]] = {
    kind.status: kind
    for kind in (
        BadRequest, InvalidToken, Forbidden, NotFound, NotAcceptable, Conflict, PayloadTooLarge, Unprocessable, TooManyRequests,
        ServerFault, BadGateway, ServiceUnavailable, GatewayTimeout,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strike:
    """What happens to one call: a pause in seconds, and what becomes of its answer."""

    rule: str
    seconds: float = 0.0
    kind: str = ""
    effect: Mapping[str, Any] = field(default_factory=dict)


class Faults:
    """The rules of a server and of its sandboxes, in the order in which they are asked.

    A sandbox that has rules of its own meets those alone. With a sidecar rules count for all workers together.
    """

    def __init__(self, catalog: Catalog, clock: Clock, sidecar: Sidecar | None = None) -> None:
        self.rules: list[Rule] = []
        # The sandboxes with rules of their own, or with none of their own choice.
        self._own: set[int] = set()
        self._sidecar = sidecar
        self._catalog = catalog
        self._clock = clock
        self._earlier: dict[tuple[str, str, str], Reply] = {}
        self._named = 0

    def restart(self) -> None:
        """No rules, and names that begin again."""
        self.rules, self._own = [], set()
        self.replace([])
        self._named = 0

    def replace(self, texts: list[Any], sandbox: int = 0) -> None:
        """These rules instead of those so far. Raises: BadRequest for one that cannot be used; then nothing changes."""
        rules = [self._rule(text, number, sandbox) for number, text in enumerate(texts)]
        self.rules = [rule for rule in self.rules if rule.sandbox != sandbox] + rules
        self._own |= {sandbox} - {0}
        self._earlier.clear()
        self._begin_counts(rules)

    def _begin_counts(self, rules: list[Rule]) -> None:
        if self._sidecar is not None:
            if self.rules == rules:
                self._sidecar.forget_strikes()
            for rule in rules:
                self._sidecar.set_strikes(rule.key, 0, 0)

    def follow_server(self, sandbox: int) -> None:
        """Lets the server's rules hold for a sandbox again."""
        self.rules = [rule for rule in self.rules if rule.sandbox != sandbox]
        self._own.discard(sandbox)

    def resume(self, state: dict[str, Any]) -> None:
        """The rules of another worker, which have counted since."""
        self._own = set(state["sandboxes"])
        self.rules = [self._rule(text, number, sandbox) for number, (sandbox, text) in enumerate(state["rules"])]
        self._earlier.clear()

    def add(self, text: Any, sandbox: int = 0) -> Rule:
        """One rule more. Raises: BadRequest."""
        rule = self._rule(text, len(self.rules), sandbox)
        self.rules = [other for other in self.rules if other.key != rule.key] + [rule]
        self._own |= {sandbox} - {0}
        if self._sidecar is not None:
            self._sidecar.set_strikes(rule.key, 0, 0)
        return rule

    def remove(self, name: str, sandbox: int = 0) -> bool:
        """Takes a rule away; whether there was one."""
        rest = [rule for rule in self.rules if (rule.name, rule.sandbox) != (name, sandbox)]
        removed = len(rest) < len(self.rules)
        self.rules = rest
        return removed

    def _rule(self, text: Any, number: int, sandbox: int) -> Rule:
        self._named += 1
        spec = parsed(text, self._catalog, f"fault-{self._named}", number)
        if sandbox and spec.effect.get(KIND) == DUPLICATE:
            raise BadRequest(fields={"effect.kind": [f"{DUPLICATE} is for the whole server"]})
        return Rule(spec.name, spec.match, spec.effect, spec.operations, spec.path, sandbox)

    @property
    def state(self) -> dict[str, Any]:
        """The rules as they were given, for another worker."""
        return {"sandboxes": sorted(self._own), "rules": [[rule.sandbox, rule.text] for rule in self.rules]}

    @property
    def saved(self) -> dict[str, Any]:
        """The ``state`` with what has been counted, from which ``continue_from`` continues."""
        return {**self.state, "counts": [[rule.seen, rule.fired] for rule in self.counted()], "named": self._named}

    def continue_from(self, saved: dict[str, Any]) -> None:
        """The rules as they were ``saved``, each at its count: the third call is still the third."""
        self.resume(saved)
        self._begin_counts(self.rules)
        for rule, (seen, fired) in zip(self.rules, saved["counts"], strict=True):
            rule.seen, rule.fired = seen, fired
            if self._sidecar is not None:
                self._sidecar.set_strikes(rule.key, seen, fired)
        self._named = saved["named"]

    def strike_for(self, call: Call, operation_id: str, client_id: str) -> Strike | None:
        """What the first rule that matches does to a call. Raises: the error of a rule with a status."""
        now, sandbox = self._clock.epoch(), self._sandbox_of(call)
        for rule in self.rules:
            if rule.sandbox == sandbox and rule.means(call, operation_id, client_id, now) and self._strikes(rule):
                return _struck(rule, call)
        return None

    def _sandbox_of(self, call: Call) -> int:
        """The sandbox whose own rules a call meets; 0: the server's."""
        if not self._own:
            return 0
        return call.named_company if call.named_company in self._own else 0

    def counted(self) -> list[Rule]:
        """The rules with what all workers have counted."""
        if self._sidecar is not None:
            for rule in self.rules:
                rule.seen, rule.fired = self._sidecar.strikes(rule.key)
        return self.rules

    def _strikes(self, rule: Rule) -> bool:
        """Counts a call that the rule means, and tells whether it strikes this one."""
        if self._sidecar is None:
            return rule.due()
        with self._sidecar.alone():
            rule.seen, rule.fired = self._sidecar.strikes(rule.key)
            due = rule.due()
            self._sidecar.set_strikes(rule.key, rule.seen, rule.fired)
        return due

    def strike_by_header(self, call: Call) -> Strike | None:
        """What the header of a call asks for. Raises: BadRequest when it cannot be read, or the error of its status."""
        text = call.headers.get(HEADER)
        return _struck(Rule("header", {}, effect_of(of_header(text))), call) if text else None

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


def _struck(rule: Rule, call: Call) -> Strike:
    """Applies a rule's effect. Raises: the error of its status."""
    call.fault = rule.name
    strike = Strike(rule.name, rule.seconds(), str(rule.effect.get(KIND, "")), rule.effect)
    status = rule.effect.get(STATUS)
    if status is not None:
        call.strike = strike
        raise _error(int(status), rule.effect)
    return strike


def _error(status: int, effect: Mapping[str, Any]) -> MockError:
    error = ERRORS[status](effect.get("message"))
    seconds = effect.get("retry_after", 1 if status in (429, 503) else None)
    if seconds is not None:
        error.headers["Retry-After"] = str(math.ceil(seconds))
    return error
