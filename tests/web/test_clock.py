"""The clock over HTTP."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import RunningServer


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client
        client.put("/_mockcore/clock", json={"now": None}).raise_for_status()


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
