"""What a test steers on a running server: its clock, faults, journal, webhooks. Each part speaks to the control API."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import httpx

from mockcore.errors import OperatorError
from mockcore.webhooks.receiver import Receiver


def json_of(answer: httpx.Response) -> Any:
    """The JSON of an answer. Raises: OperatorError with what the server says."""
    if answer.is_error:
        raise OperatorError(f"{answer.request.method} {answer.request.url.path}: {answer.text}")
    return answer.json()


def _of(sandbox: int) -> dict[str, int]:
    """The query of a control call about a sandbox, or about the server."""
    return {"sandbox": sandbox} if sandbox else {}


class ClockControl:
    """The server's clock, or that of a sandbox."""

    def __init__(self, http: httpx.Client, sandbox: int = 0) -> None:
        self._http = http
        self._of = _of(sandbox)

    @property
    def now(self) -> str:
        """The time, as ``2022-02-15T12:00:00Z``."""
        return str(json_of(self._http.get("/_mockcore/clock", params=self._of))["now"])

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
        json_of(self._http.put("/_mockcore/clock", json=change, params=self._of))


class JobsiteControl:
    """The simulated people of the server's projects: what happens in between is lived whenever the clock moves on."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def start(
        self,
        tools: list[str] | None = None,
        projects: list[int] | None = None,
        rates: dict[str, float] | None = None,
    ) -> None:
        """Has people work from now on: ``start(tools=["rfi"], rates={"rfi": 2})``; in all tools and projects else."""
        change = {"on": True, "tools": tools, "projects": projects, "rates": rates}
        json_of(self._http.put("/_mockcore/jobsite", json=change))

    def stop(self) -> None:
        """Has nobody work any more; what they have done stays."""
        json_of(self._http.put("/_mockcore/jobsite", json={"on": False}))

    @property
    def state(self) -> dict[str, Any]:
        """Whether somebody works, until when the time has been lived, what they did, and what was refused."""
        state: dict[str, Any] = json_of(self._http.get("/_mockcore/jobsite"))
        return state


class FaultControl:
    """The fault rules: the server's, or those of a sandbox, which meets those alone once it has some."""

    def __init__(self, http: httpx.Client, sandbox: int = 0) -> None:
        self._http = http
        self._of = _of(sandbox)

    def add(self, match: dict[str, Any] | None = None, **effect: Any) -> str:
        """Adds a rule, ``add({"tool": "rfi"}, status=503)``; its id."""
        rule = {"match": match or {}, "effect": effect}
        return str(json_of(self._http.post("/_mockcore/faults", json=rule, params=self._of))["id"])

    def profile(self, name: str) -> None:
        """The rules of a named profile, in place of those so far."""
        json_of(self._http.put("/_mockcore/faults", json={"profile": name}, params=self._of))

    def replace(self, rules: list[dict[str, Any]]) -> None:
        """These rules in place of those so far."""
        json_of(self._http.put("/_mockcore/faults", json={"rules": rules}, params=self._of))

    def clear(self) -> None:
        """No rules any more; a sandbox meets the server's again."""
        json_of(self._http.delete("/_mockcore/faults", params=self._of))

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The rules with how often each struck."""
        return list(json_of(self._http.get("/_mockcore/faults", params=self._of))["rules"])


class Requests:
    """The journal, or what is in it of a sandbox. It is iterated as the exchanges so far, oldest first."""

    def __init__(self, http: httpx.Client, contract: "Contract", sandbox: int = 0) -> None:
        self._http = http
        self._contract = contract
        self._of = _of(sandbox)

    def find(self, **criteria: Any) -> list[dict[str, Any]]:
        """The exchanges that meet all criteria: ``find(operation="createRfi", status=201)``."""
        return list(json_of(self._http.get("/_mockcore/requests", params={**self._of, **criteria})))

    def verify(
        self, *, count: int | None = None, at_least: int | None = None, at_most: int | None = None, **criteria: Any
    ) -> None:
        """Raises: AssertionError with what came nearest, unless so many exchanges meet the criteria (at least one)."""
        numbers = {"count": count, "at_least": at_least, "at_most": at_most}
        counts = {name: value for name, value in numbers.items() if value is not None}
        self._check({"request": {**self._of, **criteria}, **counts})

    def never(self, **criteria: Any) -> None:
        """Raises: AssertionError when an exchange meets the criteria: ``never(deprecated=True)``."""
        self._check({"request": {**self._of, **criteria}, "never": True})

    def in_order(self, *steps: dict[str, Any]) -> None:
        """Raises: AssertionError unless exchanges meet the steps one after the other."""
        self._check({"order": [{**self._of, **step} for step in steps]})

    def clear(self) -> None:
        """Empties the journal."""
        json_of(self._http.delete("/_mockcore/requests", params=self._of))
        if not self._of:
            self._contract.begin()

    def har(self) -> dict[str, Any]:
        """The journal as an HTTP Archive."""
        archive: dict[str, Any] = json_of(self._http.get("/_mockcore/requests.har"))
        return archive

    def _check(self, expectation: dict[str, Any]) -> None:
        verdict = json_of(self._http.post("/_mockcore/requests/verify", json=expectation))
        if not verdict["verified"]:
            near = "".join(
                f"\n  near: {miss['request']}, differs in {miss['differs']}" for miss in verdict.get("near_misses", ())
            )
            raise AssertionError(verdict["explanation"] + near)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.find())

    def __len__(self) -> int:
        return len(self.find())


class Contract:
    """Where the requests so far break the contract, or those of a sandbox."""

    def __init__(self, http: httpx.Client, sandbox: int = 0) -> None:
        self._http = http
        self._of = {"company_id": sandbox} if sandbox else {}
        self._looked_at = 0
        self._put_aside: list[dict[str, Any]] = []

    @property
    def report(self) -> dict[str, Any]:
        """Counts by code, and every finding."""
        report: dict[str, Any] = json_of(self._http.get("/_mockcore/contract", params=self._of))
        return report

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Each finding: code, request, operation, what was asked, detail, explanation and where to read."""
        return list(self.report["findings"])

    def fresh(self) -> dict[str, Any]:
        """The ``findings`` of the requests since this was asked last, and the operations ``called`` by them, in rounds."""
        rounds, self._put_aside = [*self._put_aside, self._look()], []
        findings = [finding for report in rounds for finding in report["findings"]]
        return {"findings": findings, "called": [report["called"] for report in rounds]}

    def _look(self) -> dict[str, Any]:
        report: dict[str, Any] = {"last": -1}
        # Numbers begin again when the server is reset from outside.
        for after in (self._looked_at, 0):
            if report["last"] < self._looked_at:
                query: dict[str, str | int] = {"after": after, "coverage": "true", "apart": "true", **self._of}
                report = json_of(self._http.get("/_mockcore/contract", params=query))
        self._looked_at = report["last"]
        return report

    def put_aside(self) -> None:
        """Looks at what is about to leave the journal: ``fresh`` will tell it."""
        self._put_aside.append(self._look())

    def begin(self, last: int = 0) -> None:
        """Numbers begin again: the journal is empty, or ends with one that has been looked at."""
        self._looked_at = last

    def check(self, *allowed: str) -> None:
        """Raises: AssertionError that lists the findings, those with an allowed code left out."""
        unexpected = [finding for finding in self.findings if finding["code"] not in allowed]
        if unexpected:
            raise AssertionError(broken(unexpected))

    def coverage(self, *operations: str) -> dict[str, Any]:
        """The operations called so far, of those that the integration says it uses: ``listRfis``, ``GET /rest/v1.0/me``."""
        answer = self._http.post("/_mockcore/contract/coverage", json=list(operations), params=self._of)
        coverage: dict[str, Any] = json_of(answer)
        return coverage


def broken(findings: list[dict[str, Any]]) -> str:
    """Findings as a test fails with them."""
    lines = [
        f"{finding['code']}: {finding['asked']}: {finding['detail']} - {finding['explanation']} ({finding['read']})"
        for finding in findings
    ]
    return "Requests break the contract of the API:\n  " + "\n  ".join(lines)


class AppControl:
    """The registered apps, as the developer portal has them. It is iterated as the apps with their credentials."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def register(self, name: str, **attributes: Any) -> dict[str, Any]:
        """Registers an app: ``register("Site Diary", kind="user_login", redirect_uris=["http://localhost:3000/callback"])``."""
        app: dict[str, Any] = json_of(self._http.post("/_mockcore/apps", json={"name": name, **attributes}))
        return app

    def change(self, uid: str, **changes: Any) -> dict[str, Any]:
        """Changes an app until the next reset: ``change("mockcore-web", redirect_uris=["http://localhost:3000/callback"])``."""
        app: dict[str, Any] = json_of(self._http.patch(f"/_mockcore/apps/{uid}", json=changes))
        return app

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(json_of(self._http.get("/_mockcore/apps")))


class SandboxControls:
    """What a test steers of one sandbox, beside others in the same server: clock, rules, quotas, and what was asked of it."""

    def __init__(self, http: httpx.Client, sandbox: int) -> None:
        self._http = http
        self._of = _of(sandbox)
        self.clock, self.faults = ClockControl(http, sandbox), FaultControl(http, sandbox)
        self.contract = Contract(http, sandbox)
        self.requests = Requests(http, self.contract, sandbox)

    def rate_limit(self, preset: str = "off", *, hourly: int | None = None, spike: int | None = None) -> None:
        """Quotas of its own."""
        limit_rate(self._http, self._of, preset, hourly, spike)

    def follow_server(self) -> None:
        """The clock, the rules and the quotas of the server hold again."""
        self.faults.clear()
        for path in ("clock", "rate-limit"):
            json_of(self._http.delete(f"/_mockcore/{path}", params=self._of))


def limit_rate(http: httpx.Client, query: dict[str, int], preset: str, hourly: int | None, spike: int | None) -> None:
    """Chooses other quotas."""
    change = {"preset": preset, "hourly": hourly, "spike": spike}
    json_of(
        http.put("/_mockcore/rate-limit", json={key: value for key, value in change.items() if value is not None}, params=query)
    )


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
        number = int(json_of(self._client().post("/rest/v1.0/webhooks/hooks", json={**owner, "hook": hook}))["id"])
        for event in events or ("create", "update", "delete"):
            trigger = {"resource_name": resource, "event_type": event}
            body = {**owner, "api_version": payload_version, "trigger": trigger}
            json_of(self._client().post(f"/rest/v1.0/webhooks/hooks/{number}/triggers", json=body))
        return number

    def wait_for(self, resource: str, event: str | None = None, timeout: float = 5.0) -> dict[str, Any]:
        """The first payload about a resource (and event). Raises: TimeoutError that says what came instead."""
        return self.receiver.wait_for(resource, event, timeout)

    def deliver(self) -> dict[str, Any]:
        """Sends what is due and waits until it is done."""
        outcome: dict[str, Any] = json_of(self._http.post("/_mockcore/webhooks/run"))
        return outcome

    def clear(self) -> None:
        """Forgets what came."""
        if self._receiver is not None:
            self._receiver.clear()

    def close(self) -> None:
        """Stops listening."""
        if self._receiver is not None:
            self._receiver.close()
            self._receiver = None
