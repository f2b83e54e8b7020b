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


def test_a_snapshot_holds_everything(http: httpx.Client) -> None:
    everything(http)


def test_a_database_file_has_its_snapshots_beside_it(tmp_path: Path) -> None:
    database = tmp_path / "world.db"
    with running(tmp_path / "log", "--db", str(database)) as server, httpx.Client(base_url=server.url) as http:
        everything(http)
        file = tmp_path / "world.db-snapshots" / "one.bin"
        header, _, image = file.read_bytes().partition(b"\n")
        (file.parent / "old.bin").write_bytes(header.replace(b'"schema":', b'"schema":9') + b"\n" + image)
        assert http.get("/_mockcore/snapshots").json() == {"snapshots": ["old", "one"]}
        refused = http.post("/_mockcore/snapshots/old/restore")
        assert (refused.status_code, "another schema" in refused.json()["errors"][0]) == (400, True)
        assert http.delete("/_mockcore/snapshots/one").status_code == 200
        assert http.post("/_mockcore/snapshots/one/restore").status_code == 404


@pytest.mark.parametrize("name", ["", "../x", "a b", "x" * 101])
def test_a_name_that_cannot_be_is_refused(http: httpx.Client, name: str) -> None:
    assert http.post("/_mockcore/snapshots", json={"name": name}).status_code == 400
