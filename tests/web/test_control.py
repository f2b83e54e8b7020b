"""Health, reset and clock."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import RunningServer


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client
        client.put("/_mockcore/clock", json={"now": None}).raise_for_status()


def test_health_names_the_world_and_the_size_of_the_reference(http: httpx.Client) -> None:
    told = http.get("/_mockcore/health").json()
    assert told == {"status": "ok", "version": "0.1.0", "seed": "sandbox", "operations": 2665}


def test_the_clock_travels_and_runs_on(http: httpx.Client) -> None:
    told = http.put("/_mockcore/clock", json={"now": "2022-02-15T12:00:00Z"}).json()
    assert told["now"].startswith("2022-02-15T12:00:0")
    assert told["frozen"] is False


def test_the_clock_stands_still_when_frozen(http: httpx.Client) -> None:
    change = {"now": "2022-02-15T12:00:00Z", "frozen": True}
    assert http.put("/_mockcore/clock", json=change).json() == change
    assert http.get("/_mockcore/clock").json() == change


def test_the_clock_is_frozen_where_it_is(http: httpx.Client) -> None:
    http.put("/_mockcore/clock", json={"now": "2022-02-15T12:00:00Z"})
    told = http.put("/_mockcore/clock", json={"frozen": True}).json()
    assert told["now"].startswith("2022-02-15T12:00:0")
    assert told["frozen"] is True


def test_the_clock_returns_to_real_time(http: httpx.Client) -> None:
    http.put("/_mockcore/clock", json={"now": "2022-02-15T12:00:00Z", "frozen": True})
    told = http.put("/_mockcore/clock", json={"now": None}).json()
    assert told["frozen"] is False
    assert not told["now"].startswith("2022")


@pytest.mark.parametrize("body", [{"now": "soon"}, {"now": 5}, {"frozen": "perhaps"}, {"later": True}, [], "text"])
def test_a_change_of_the_clock_that_makes_no_sense_is_refused(http: httpx.Client, body: object) -> None:
    answer = http.put("/_mockcore/clock", json=body)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_reset_returns_the_world_to_its_seed(server: RunningServer, http: httpx.Client) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": server.client_id,
        "client_secret": server.client_secret,
    }

    def headers() -> dict[str, str]:
        token = http.post("/oauth/token", data=form).json()["access_token"]
        return {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(server.company_id)}

    vendors = f"/rest/v1.0/vendors?company_id={server.company_id}"
    name = {"vendor": {"name": "Fleeting Concrete"}}
    assert http.post(vendors, json=name, headers=headers()).status_code == 201
    assert "Fleeting Concrete" in http.get(vendors, headers=headers()).text
    assert http.post("/_mockcore/reset").json() == {"status": "ok"}
    assert "Fleeting Concrete" not in http.get(vendors, headers=headers()).text
