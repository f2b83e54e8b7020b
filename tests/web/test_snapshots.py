from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import RunningServer, running

FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
COMPANY = 4264590


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/_mockcore/reset").raise_for_status()
        yield client
        client.post("/_mockcore/reset").raise_for_status()


def sign_in(http: httpx.Client) -> None:
    http.headers["Authorization"] = f"Bearer {http.post('/oauth/token', data=FORM).json()['access_token']}"


def vendor(http: httpx.Client, name: str) -> int:
    made = http.post("/rest/v1.0/vendors", json={"company_id": COMPANY, "vendor": {"name": name}})
    assert made.status_code == 201
    return int(made.json()["id"])


def names(http: httpx.Client) -> set[str]:
    return {part["name"] for part in http.get(f"/rest/v1.0/vendors?company_id={COMPANY}").json()}


def everything(http: httpx.Client) -> None:
    sign_in(http)
    http.put("/_mockcore/clock", json={"now": "2022-05-01T12:00:00Z", "frozen": True})
    http.put("/_mockcore/rate-limit", json={"hourly": 1000})
    http.post("/_mockcore/faults", json={"id": "f", "effect": {"latency_ms": 0}})
    http.post("/_mockcore/lifecycle", json={"name": "x", "operations": ["listRfis"], "deprecated": "2022-01-01"})
    sign_in(http)
    first = vendor(http, "Kept")
    assert http.post("/_mockcore/snapshots", json={"name": "one"}).status_code == 201
    second = vendor(http, "Gone")
    http.post("/_mockcore/reset")
    assert http.get(f"/rest/v1.0/vendors?company_id={COMPANY}").status_code == 401
    assert http.post("/_mockcore/snapshots/one/restore").status_code == 200
    assert "Kept" in names(http)
    assert "Gone" not in names(http)
    assert vendor(http, "Again") == second > first
    assert http.get("/_mockcore/clock").json() == {"now": "2022-05-01T12:00:00Z", "frozen": True}
    assert http.get("/_mockcore/rate-limit").json()["hourly"] == 1000
    assert [rule["id"] for rule in http.get("/_mockcore/faults").json()["rules"]] == ["f"]
    assert http.get("/_mockcore/lifecycle/x").json()["phase"] == "deprecated"


def told(http: httpx.Client) -> dict[str, object]:
    """What counts and waits beside the records, and the journal."""
    journal = [(part["id"], part["path"], part["status"]) for part in http.get("/_mockcore/requests").json()]
    paths = {name: f"/_mockcore/{name}" for name in ("faults", "rate-limit", "webhooks/queue", "webhooks/deliveries")}
    return {"journal": journal, **{name: http.get(path).json() for name, path in paths.items()}}


def remaining(http: httpx.Client) -> str:
    return http.get(f"/rest/v1.0/vendors?company_id={COMPANY}").headers["x-rate-limit-remaining"]


def counted(http: httpx.Client) -> None:
    http.put("/_mockcore/clock", json={"now": "2022-05-01T12:00:00Z", "frozen": True})
    http.put("/_mockcore/rate-limit", json={"hourly": 20})
    http.post("/_mockcore/faults", json={"match": {"path": "/rest/v1.0/me", "nth": 2}, "effect": {"status": 503}})
    sign_in(http)
    hook = {"api_version": "v2", "namespace": "a", "destination_url": "http://127.0.0.1:9/closed"}
    made = http.post("/rest/v1.0/webhooks/hooks", json={"company_id": COMPANY, "hook": hook}).json()
    trigger = {"resource_name": "Company Vendors", "event_type": "create"}
    body = {"company_id": COMPANY, "api_version": "v2", "trigger": trigger}
    http.post(f"/rest/v1.0/webhooks/hooks/{made['id']}/triggers", json=body)
    vendor(http, "Told")
    for _ in range(3):
        http.post("/_mockcore/webhooks/run")
        http.put("/_mockcore/clock", json={"advance": 5})
    http.post("/_mockcore/webhooks/run")
    assert http.get("/rest/v1.0/me").status_code == 200


def test_what_counts_and_waits_is_put_back(http: httpx.Client) -> None:
    counted(http)
    http.post("/_mockcore/snapshots", json={"name": "counted"})
    before, left = told(http), remaining(http)
    assert (before["faults"]["rules"][0]["seen"], before["webhooks/queue"][0]["paused_seconds"]) == (1, 8)  # type: ignore[index]
    assert http.get("/rest/v1.0/me").status_code == 503
    http.delete("/_mockcore/requests")
    http.post("/_mockcore/reset")
    http.post("/_mockcore/snapshots/counted/restore")
    assert told(http) == before
    assert remaining(http) == left
    assert http.get("/rest/v1.0/me").status_code == 503


def test_fault_rules_are_named_anew_after_a_reset(http: httpx.Client) -> None:
    rule = {"match": {"nth": 1}, "effect": {"status": 503}}
    assert http.post("/_mockcore/faults", json=rule).json()["id"] == "fault-1"
    http.post("/_mockcore/reset")
    assert http.post("/_mockcore/faults", json=rule).json()["id"] == "fault-1"


def test_the_journal_of_a_file_is_not_written_down(tmp_path: Path) -> None:
    database = tmp_path / "world.db"
    with running(tmp_path / "log", "--db", str(database)) as server, httpx.Client(base_url=server.url, timeout=60) as http:
        sign_in(http)
        vendor(http, "Whispered")
        http.post("/_mockcore/snapshots", json={"name": "one"})
    with running(tmp_path / "log", "--db", str(database)) as server, httpx.Client(base_url=server.url, timeout=60) as http:
        http.get("/rest/v1.0/me")
        assert http.post("/_mockcore/snapshots/one/restore").status_code == 200
        assert http.get("/_mockcore/requests").json() == []


def test_a_snapshot_holds_everything(http: httpx.Client) -> None:
    everything(http)


def test_a_database_file_has_its_snapshots_beside_it(tmp_path: Path) -> None:
    database = tmp_path / "world.db"
    with running(tmp_path / "log", "--db", str(database)) as server, httpx.Client(base_url=server.url, timeout=60) as http:
        everything(http)
        file = tmp_path / "world.db-snapshots" / "one.bin"
        header, _, image = file.read_bytes().partition(b"\n")
        (file.parent / "old.bin").write_bytes(header.replace(b'"schema":', b'"schema":9') + b"\n" + image)
        (file.parent / "cut.bin").write_bytes(header + b"\n" + image[:-1])
        (file.parent / "empty.bin").write_bytes(b"")
        assert http.get("/_mockcore/snapshots").json() == {"snapshots": ["cut", "empty", "old", "one"]}
        for name in ("cut", "empty"):
            refused = http.post(f"/_mockcore/snapshots/{name}/restore")
            assert (refused.status_code, "is damaged" in refused.json()["errors"][0]) == (400, True)
        assert "Kept" in names(http)
        refused = http.post("/_mockcore/snapshots/old/restore")
        assert (refused.status_code, "another schema" in refused.json()["errors"][0]) == (400, True)
        assert http.delete("/_mockcore/snapshots/one").status_code == 200
        assert http.post("/_mockcore/snapshots/one/restore").status_code == 404


@pytest.mark.parametrize("name", ["", "../x", "a b", "x" * 101])
def test_a_name_that_cannot_be_is_refused(http: httpx.Client, name: str) -> None:
    assert http.post("/_mockcore/snapshots", json={"name": name}).status_code == 400
