"""Several workers on one database count, rotate and tell of events as one, and a lock that somebody keeps is no defect."""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from mockcore.webhooks.receiver import Receiver
from tests.conftest import RunningServer, running

COMPANY, PROJECT = 4264590, 225100
MACHINE = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
WEB = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}
AT_ONCE = 8


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workers") / "world.db"


@pytest.fixture(scope="module")
def workers(database: Path) -> Iterator[RunningServer]:
    with running(database.with_name("log"), "--workers", "2", "--db", str(database)) as started:
        yield started


@pytest.fixture
def headers(workers: RunningServer) -> dict[str, str]:
    token = httpx.post(workers.url + "/oauth/token", data=MACHINE, timeout=30).json()["access_token"]
    return {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(COMPANY)}


def at_once(ask: Callable[[int], httpx.Response], count: int = AT_ONCE) -> list[httpx.Response]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(ask, range(count)))


def code(url: str) -> str:
    asked = {"client_id": "mockcore-web", "redirect_uri": "http://localhost"}
    return str(httpx.post(url + "/_mockcore/authorize", json=asked, timeout=30).raise_for_status().json()["code"])


def test_of_requests_that_use_the_same_code_or_refresh_token_at_once_one_wins(workers: RunningServer) -> None:
    def ask(form: dict[str, Any]) -> list[httpx.Response]:
        answers = at_once(lambda _: httpx.post(workers.url + "/oauth/token", data={**form, **WEB}, timeout=30))
        assert Counter(answer.status_code for answer in answers) == {200: 1, 400: AT_ONCE - 1}
        assert {answer.json()["error"] for answer in answers if answer.status_code == 400} == {"invalid_grant"}
        return [answer for answer in answers if answer.status_code == 200]

    for _ in range(3):
        ask({"grant_type": "authorization_code", "code": code(workers.url), "redirect_uri": "http://localhost"})
        form = {"grant_type": "authorization_code", "code": code(workers.url), "redirect_uri": "http://localhost", **WEB}
        refresh = httpx.post(workers.url + "/oauth/token", data=form, timeout=30).json()["refresh_token"]
        # Whoever wins holds a pair that can be refreshed once more: the losers have not ended it.
        for _ in range(2):
            refresh = ask({"grant_type": "refresh_token", "refresh_token": refresh})[0].json()["refresh_token"]


def test_a_quota_lets_exactly_as_many_calls_through_as_it_says(workers: RunningServer, headers: dict[str, str]) -> None:
    httpx.put(workers.url + "/_mockcore/rate-limit", json={"hourly": 40, "spike": 1_000}, timeout=30).raise_for_status()
    answers = at_once(lambda _: httpx.get(workers.url + "/rest/v1.0/me", headers=headers, timeout=30), 60)
    assert Counter(answer.status_code for answer in answers) == {200: 40, 429: 20}
    left = sorted(int(answer.headers["x-rate-limit-remaining"]) for answer in answers if answer.status_code == 200)
    assert left == list(range(40))
    httpx.put(workers.url + "/_mockcore/rate-limit", json={"preset": "off"}, timeout=30).raise_for_status()


def test_a_fault_rule_counts_the_calls_of_all_workers(workers: RunningServer, headers: dict[str, str]) -> None:
    def ask(match: dict[str, Any], count: int) -> Counter[int]:
        rule = {"id": "counted", "match": {"operation": "listRfis", **match}, "effect": {"status": 503}}
        httpx.post(workers.url + "/_mockcore/faults", json=rule, timeout=30).raise_for_status()
        address = workers.url + "/rest/v1.0/projects/225100/rfis"
        return Counter(
            answer.status_code for answer in at_once(lambda _: httpx.get(address, headers=headers, timeout=30), count)
        )

    assert ask({"times": 1}, 40) == {200: 39, 503: 1}
    # A rule of the same name begins again.
    assert ask({"every": 4, "times": 7}, 40) == {200: 33, 503: 7}
    # Whichever worker is asked.
    for answer in at_once(lambda _: httpx.get(workers.url + "/_mockcore/faults", timeout=30)):
        assert [(rule["seen"], rule["fired"]) for rule in answer.json()["rules"]] == [(40, 7)]
    told = {httpx.get(workers.url + "/_mockcore/metrics", timeout=30).text.count('{rule="counted"} 7') for _ in range(4)}
    assert told == {1}
    httpx.delete(workers.url + "/_mockcore/faults", timeout=30).raise_for_status()
    assert ask({"nth": 3}, 10) == {200: 9, 503: 1}
    httpx.delete(workers.url + "/_mockcore/faults", timeout=30).raise_for_status()


def test_an_event_is_sent_by_one_worker_in_the_order_of_the_changes(workers: RunningServer, headers: dict[str, str]) -> None:
    receiver = Receiver()
    hook = {"api_version": "v2", "namespace": "workers", "destination_url": receiver.url}
    with httpx.Client(base_url=workers.url, headers=headers, timeout=30) as http:
        made = http.post("/rest/v1.0/webhooks/hooks", json={"company_id": COMPANY, "hook": hook}).json()
        trigger = {"resource_name": "Company Vendors", "event_type": "create"}
        body = {"company_id": COMPANY, "api_version": "v2", "trigger": trigger}
        http.post(f"/rest/v1.0/webhooks/hooks/{made['id']}/triggers", json=body).raise_for_status()

    def vendor(number: int) -> httpx.Response:
        body = {"company_id": COMPANY, "vendor": {"name": f"Vendor {number}"}}
        return httpx.post(workers.url + "/rest/v1.0/vendors", json=body, headers=headers, timeout=30)

    numbers = sorted(answer.json()["id"] for answer in at_once(vendor, 40))
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and len(receiver.received) < len(numbers):
        time.sleep(0.05)
    # Asked of either worker.
    assert [httpx.post(workers.url + "/_mockcore/webhooks/run", timeout=30).json()["waiting"] for _ in range(3)] == [0, 0, 0]
    assert [part["resource_id"] for part in receiver.received] == numbers
    receiver.close()


def test_a_database_that_somebody_keeps_locked_is_busy_and_no_defect(
    workers: RunningServer, headers: dict[str, str], database: Path
) -> None:
    form = {"grant_type": "authorization_code", "code": code(workers.url), "redirect_uri": "http://localhost", **WEB}
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    body = {"company_id": COMPANY, "vendor": {"name": "Later"}}
    asked: list[Callable[[], httpx.Response]] = [
        lambda: httpx.post(workers.url + "/oauth/token", data=form, timeout=60),
        lambda: httpx.post(workers.url + "/rest/v1.0/vendors", json=body, headers=headers, timeout=60),
    ]
    try:
        answers = at_once(lambda number: asked[number](), 2)
        # RFC 6749 §4.1.2.1 and RFC 7009 §2.2.1.
        consent = {"client_id": "mockcore-web", "redirect_uri": "http://localhost", "state": "s"}
        told = httpx.post(workers.url + "/_mockcore/authorize", json=consent, timeout=60).json()
        assert "error=temporarily_unavailable" in told["redirect_to"]
        revoked = httpx.post(workers.url + "/oauth/revoke", data={"token": "x", **WEB}, timeout=60)
        assert (revoked.status_code, revoked.headers["Retry-After"]) == (503, "1")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert [(answer.status_code, answer.headers["Retry-After"]) for answer in answers] == [(503, "1"), (503, "1")]
    assert answers[0].json()["error"] == "temporarily_unavailable"
    assert answers[1].json() == {"errors": ["The database is busy."]}
    assert [ask().status_code for ask in asked] == [200, 201]


def test_a_clock_that_one_worker_is_told_moves_retries_of_another(workers: RunningServer, headers: dict[str, str]) -> None:
    receiver = Receiver()
    receiver.fail(1)
    with httpx.Client(base_url=workers.url, headers=headers, timeout=30) as http:
        hook = {"api_version": "v2", "namespace": "retries", "destination_url": receiver.url}
        made = http.post("/rest/v1.0/webhooks/hooks", json={"company_id": COMPANY, "hook": hook}).json()
        trigger = {"resource_name": "Company Vendors", "event_type": "create"}
        body = {"company_id": COMPANY, "api_version": "v2", "trigger": trigger}
        http.post(f"/rest/v1.0/webhooks/hooks/{made['id']}/triggers", json=body).raise_for_status()
        http.put("/_mockcore/clock", json={"frozen": True}).raise_for_status()
        http.post("/rest/v1.0/vendors", json={"company_id": COMPANY, "vendor": {"name": "Once more"}}).raise_for_status()
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and http.get("/_mockcore/webhooks/deliveries").json()[-1]["status"] != "retrying":
            time.sleep(0.05)
        assert receiver.received == []
        http.put("/_mockcore/clock", json={"advance": 1}).raise_for_status()
        assert receiver.wait_for("Company Vendors", "create", timeout=10)
        http.put("/_mockcore/clock", json={"now": None}).raise_for_status()
    receiver.close()


def test_journal_metrics_and_contract_are_those_of_all_workers(workers: RunningServer, headers: dict[str, str]) -> None:
    httpx.delete(workers.url + "/_mockcore/requests", timeout=30).raise_for_status()

    def counted() -> int:
        lines = httpx.get(workers.url + "/_mockcore/metrics", timeout=30).text.splitlines()
        return sum(int(line.split()[-1]) for line in lines if line.startswith('mockcore_requests_total{tool="rfi"'))

    before = counted()
    address = workers.url + "/rest/v1.0/projects/225100/rfis"
    answers = at_once(lambda number: httpx.get(f"{address}?colour={number}", headers=headers, timeout=30), 40)
    assert {answer.status_code for answer in answers} == {200}
    form = {"grant_type": "refresh_token", "refresh_token": "a" * 64, **WEB}
    at_once(lambda _: httpx.post(workers.url + "/oauth/token", data=form, timeout=30), 8)
    # Whichever worker is asked.
    reports = at_once(lambda _: httpx.get(workers.url + "/_mockcore/contract?coverage=true", timeout=30))
    for told in [report.json() for report in reports]:
        assert (told["requests"], told["counts"]["refresh-token-reused"]) == (48, 7)
        assert told["counts"]["unknown-parameter"] == 40
        assert told["called"]["listRfis"]["statuses"] == {"200": 40}
    assert [counted() - before for _ in range(4)] == [40] * 4
    shown = httpx.get(workers.url + "/_mockcore/requests", timeout=30)
    assert (len(shown.json()), "a" * 64 in shown.text) == (48, False)


def test_no_secret_of_the_journal_is_on_disk(workers: RunningServer, headers: dict[str, str], database: Path) -> None:
    wrong = {**MACHINE, "client_secret": "mistyped-by-somebody"}
    assert httpx.post(workers.url + "/oauth/token", data=wrong, timeout=30).status_code == 401
    assert httpx.get(workers.url + "/_mockcore/requests", timeout=30).json()[-1]["status"] == 401
    files = [path for path in database.parent.iterdir() if path.name.startswith(database.name)]
    assert len(files) >= 2
    assert [path.name for path in files if b"mistyped-by-somebody" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("path", "name", "label"),
    [("/rest/v1.0/sub_jobs", "sub_job", "code"), ("/rest/v1.0/prime_contract", "prime_contract", "number")],
)
def test_of_records_that_are_sent_with_the_same_number_at_once_one_is_made(
    workers: RunningServer, headers: dict[str, str], path: str, name: str, label: str
) -> None:
    for number in ("7071", "7072", "7073"):
        body = {"project_id": PROJECT, name: {"name": "Tower", "title": "Tower", label: number}}
        answers = at_once(lambda _, body=body: httpx.post(workers.url + path, json=body, headers=headers, timeout=30))
        assert Counter(answer.status_code for answer in answers) == {201: 1, 422: AT_ONCE - 1}
        refusals = [answer.json() for answer in answers if answer.status_code == 422]
        assert refusals == [{"errors": {label: ["has already been taken"]}}] * (AT_ONCE - 1)
