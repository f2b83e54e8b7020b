"""Health over HTTP: at once, and to no page of another origin."""

import time
from pathlib import Path

import httpx

import mockcore
from tests.conftest import RunningServer


def test_health_names_the_world_and_the_size_of_the_reference(server: RunningServer) -> None:
    health = {"status": "ok", "version": "0.1.0", "seed": "sandbox", "operations": 2690}
    with httpx.Client(base_url=server.url, timeout=60) as http:
        assert http.get("/_mockcore/health").json() == health
        answer = http.get("/_mockcore/health", headers={"Origin": "http://localhost:5173"})
    assert (answer.json(), "access-control-allow-origin" in answer.headers) == (health, False)


def test_health_is_only_read(server: RunningServer) -> None:
    assert httpx.post(f"{server.url}/_mockcore/health", timeout=60).status_code == 405


def test_a_server_whose_database_is_gone_says_so_until_it_is_back(tmp_path: Path) -> None:
    vendors = f"/rest/v1.0/vendors?company_id={4264590}"
    with mockcore.running(db=str(tmp_path / "world.db")) as server:
        token = {"Authorization": f"Bearer {server.token()}"}
        with httpx.Client(base_url=server.url, headers=token, timeout=60) as http:

            def statuses() -> list[int]:
                made = http.post(vendors, json={"vendor": {"name": "Nowhere"}})
                return [made.status_code, http.get("/_mockcore/health").status_code, http.get(vendors).status_code]

            (tmp_path / "world.db").rename(tmp_path / "aside.db")
            assert statuses() == [503, 503, 503]
            told = http.post(vendors, json={"vendor": {"name": "Nowhere"}}).json()["errors"]
            assert told == [
                f"The database {tmp_path / 'world.db'} was deleted or replaced: put it back, or start the server again."
            ]
            assert http.get("/_mockcore/health").json()["reason"] == told[0]
            assert http.post("/_mockcore/reset").status_code == 503
            (tmp_path / "aside.db").rename(tmp_path / "world.db")
            assert http.get("/_mockcore/health").status_code == 200
            assert statuses() == [201, 200, 200]


def test_reads_notice_by_themselves_that_the_database_is_gone(tmp_path: Path) -> None:
    with mockcore.running(db=str(tmp_path / "world.db")) as server:
        token = {"Authorization": f"Bearer {server.token()}"}
        (tmp_path / "world.db").unlink()
        deadline = time.monotonic() + 10
        while httpx.get(server.url + "/rest/v1.0/me", headers=token, timeout=60).status_code == 200:
            assert time.monotonic() < deadline
            time.sleep(0.1)
