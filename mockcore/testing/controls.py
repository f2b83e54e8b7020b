"""What a test steers on a running server: its clock, faults, journal, webhooks. Each part speaks to the control API."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import httpx

from mockcore.errors import OperatorError
from mockcore.webhooks.receiver import Receiver


def asked(answer: httpx.Response) -> Any:
    """The JSON of an answer. Raises: OperatorError with what the server says."""
    if answer.is_error:
        raise OperatorError(f"{answer.request.method} {answer.request.url.path}: {answer.text}")
    return answer.json()


class ClockControl:
    """The server's clock."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    @property
    def now(self) -> str:
        """The time, as ``2022-02-15T12:00:00Z``."""
        return str(asked(self._http.get("/_mockcore/clock"))["now"])

    def travel(self, now: str | datetime, *, frozen: bool = False) -> None:
        """Goes to a time and runs on from there."""
        self._put(now=now if isinstance(now, str) else now.isoformat(), frozen=frozen)

    def freeze(self, now: str | datetime | None = None) -> None:
        """Stands still, at a time or where it is."""
        if now is None:
            self._put(frozen=True)
        else:
            self.travel(now, frozen=True)

    def advance(self, seconds: float = 0, **more: float) -> None:
        """Moves on: ``advance(90)``, ``advance(hours=12)``."""
        self._put(advance=seconds + timedelta(**more).total_seconds())

    def speed(self, times: float) -> None:
        """Lets so many seconds pass in one."""
        self._put(speed=times)

    def real(self) -> None:
        """Back to real time."""
        self._put(now=None)

    def _put(self, **change: Any) -> None:
        asked(self._http.put("/_mockcore/clock", json=change))


class FaultControl:
    """The fault rules."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def add(self, match: dict[str, Any] | None = None, **effect: Any) -> str:
        """Adds a rule, ``add({"tool": "rfi"}, status=503)``; its id."""
        return str(asked(self._http.post("/_mockcore/faults", json={"match": match or {}, "effect": effect}))["id"])

    def profile(self, name: str) -> None:
        """The rules of a named profile, in place of those so far."""
        asked(self._http.put("/_mockcore/faults", json={"profile": name}))

    def replace(self, rules: list[dict[str, Any]]) -> None:
        """These rules in place of those so far."""
        asked(self._http.put("/_mockcore/faults", json={"rules": rules}))

    def clear(self) -> None:
        """No rules any more."""
        asked(self._http.delete("/_mockcore/faults"))

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rules with how often each struck."""
        return list(asked(self._http.get("/_mockcore/faults"))["rules"])


class Requests:
    """The journal. It is iterated as the exchanges so far, oldest first."""

    def __init__(self, http: httpx.Client, contract: "Contract") -> None:
        self._http = http
        self._contract = contract

    def find(self, **criteria: Any) -> list[dict[str, Any]]:
        """The exchanges that meet all criteria: ``find(operation="createRfi", status=201)``."""
        return list(asked(self._http.get("/_mockcore/requests", params=criteria)))

    def verify(
        self, *, count: int | None = None, at_least: int | None = None, at_most: int | None = None, **criteria: Any
    ) -> None:
        """Raises: AssertionError with what came nearest, unless so many exchanges meet the criteria (at least one)."""
        numbers = {"count": count, "at_least": at_least, "at_most": at_most}
        given = {name: value for name, value in numbers.items() if value is not None}
        self._check({"request": criteria, **given})

    def never(self, **criteria: Any) -> None:
        """Raises: AssertionError when an exchange meets the criteria: ``never(deprecated=True)``."""
        self._check({"request": criteria, "never": True})

    def in_order(self, *steps: dict[str, Any]) -> None:
        """Raises: AssertionError unless exchanges meet the steps one after the other."""
        self._check({"order": list(steps)})

    def clear(self) -> None:
        """Empties the journal."""
        asked(self._http.delete("/_mockcore/requests"))
        self._contract.begin()

    def har(self) -> dict[str, Any]:
        """The journal as an HTTP Archive."""
        told: dict[str, Any] = asked(self._http.get("/_mockcore/requests.har"))
        return told

    def _check(self, expectation: dict[str, Any]) -> None:
        told = asked(self._http.post("/_mockcore/requests/verify", json=expectation))
        if not told["verified"]:
            near = "".join(f"\n  near: {part['request']}, differs in {part['differs']}" for part in told.get("near_misses", ()))
            raise AssertionError(told["explanation"] + near)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.find())

    def __len__(self) -> int:
        return len(self.find())


class Contract:
    """Where the requests so far break the contract."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self._looked_at = 0
        self._put_aside: list[dict[str, Any]] = []

    @property
    def report(self) -> dict[str, Any]:
        """Counts by code, and every finding."""
        told: dict[str, Any] = asked(self._http.get("/_mockcore/contract"))
        return told

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Each finding: code, request, operation, what was asked, detail, explanation and where to read."""
        return list(self.report["findings"])

    def fresh(self) -> dict[str, Any]:
        """The ``findings`` of the requests since this was asked last, and the operations ``called`` by them, in rounds."""
        rounds, self._put_aside = [*self._put_aside, self._asked()], []
        findings = [part for told in rounds for part in told["findings"]]
        return {"findings": findings, "called": [told["called"] for told in rounds]}

    def _asked(self) -> dict[str, Any]:
        told: dict[str, Any] = {"last": -1}
        # Numbers begin again when the server is reset from outside.
        for after in (self._looked_at, 0):
            if told["last"] < self._looked_at:
                query = {"after": str(after), "coverage": "true", "apart": "true"}
                told = asked(self._http.get("/_mockcore/contract", params=query))
        self._looked_at = told["last"]
        return told

    def put_aside(self) -> None:
        """Looks at what is about to leave the journal: ``fresh`` will tell it."""
        self._put_aside.append(self._asked())

    def begin(self, last: int = 0) -> None:
        """Numbers begin again: the journal is empty, or ends with one that has been looked at."""
        self._looked_at = last

    def check(self, *allowed: str) -> None:
        """Raises: AssertionError that lists the findings, those with an allowed code left out."""
        found = [part for part in self.findings if part["code"] not in allowed]
        if found:
            raise AssertionError(broken(found))

    def coverage(self, *operations: str) -> dict[str, Any]:
        """The operations called so far, of those that the integration says it uses: ``listRfis``, ``GET /rest/v1.0/me``."""
        told: dict[str, Any] = asked(self._http.post("/_mockcore/contract/coverage", json=list(operations)))
        return told


def broken(found: list[dict[str, Any]]) -> str:
    """Findings as a test fails with them."""
    lines = [f"{part['code']}: {part['asked']}: {part['detail']} - {part['explanation']} ({part['read']})" for part in found]
    return "Requests break the contract of the API:\n  " + "\n  ".join(lines)


class Webhooks:
    """Hooks of a test with somebody who listens to them, started when first asked for."""

    def __init__(self, http: httpx.Client, client: Callable[[], httpx.Client], company_id: int) -> None:
        self._http = http
        self._client = client
        self._company_id = company_id
        self._receiver: Receiver | None = None

    @property
    def receiver(self) -> Receiver:
        """Who listens: ``fail(n)``, ``answer``, ``delay_seconds``, ``headers``."""
        if self._receiver is None:
            self._receiver = Receiver()
        return self._receiver

    @property
    def url(self) -> str:
        """The destination to give a hook."""
        return self.receiver.url

    @property
    def received(self) -> list[dict[str, Any]]:
        """What came, in order."""
        return self.receiver.received

    def subscribe(self, resource: str, *events: str, payload_version: str = "v2") -> int:
        """A company hook for the events of a resource (create, update and delete when none is named); its id."""
        owner = {"company_id": self._company_id}
        hook = {"api_version": payload_version, "namespace": "mockcore", "destination_url": self.url}
        number = int(asked(self._client().post("/rest/v1.0/webhooks/hooks", json={**owner, "hook": hook}))["id"])
        for event in events or ("create", "update", "delete"):
            trigger = {"resource_name": resource, "event_type": event}
            body = {**owner, "api_version": payload_version, "trigger": trigger}
            asked(self._client().post(f"/rest/v1.0/webhooks/hooks/{number}/triggers", json=body))
        return number

    def wait_for(self, resource: str, event: str | None = None, timeout: float = 5.0) -> dict[str, Any]:
        """The first payload about a resource (and event). Raises: TimeoutError that says what came instead."""
        return self.receiver.wait_for(resource, event, timeout)

    def deliver(self) -> dict[str, Any]:
        """Sends what is due and waits until it is done."""
        told: dict[str, Any] = asked(self._http.post("/_mockcore/webhooks/run"))
        return told

    def clear(self) -> None:
        """Forgets what came."""
        if self._receiver is not None:
            self._receiver.clear()

    def close(self) -> None:
        """Stops listening."""
        if self._receiver is not None:
            self._receiver.close()
            self._receiver = None
