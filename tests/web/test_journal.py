"""The journal over HTTP."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import RunningServer

REQUESTS = "/_mockcore/requests"


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        client.delete(REQUESTS).raise_for_status()
        for path in ("/rest/v1.0/me", "/rest/v1.0/companies", "/rest/v1.0/me"):
            client.get(path)
        yield client


def test_exchanges_are_narrowed_by_criteria_and_the_latest_are_shown(http: httpx.Client) -> None:
    assert [row["path"] for row in http.get(REQUESTS).json()] == ["/rest/v1.0/me", "/rest/v1.0/companies", "/rest/v1.0/me"]
    assert len(http.get(f"{REQUESTS}?path=/rest/v1.0/me&status=401").json()) == 2
    assert [row["path"] for row in http.get(f"{REQUESTS}?limit=1").json()] == ["/rest/v1.0/me"]
    assert http.get(f"{REQUESTS}?limit=x").status_code == http.get(f"{REQUESTS}?colour=red").status_code == 400


def test_one_exchange_is_shown_by_its_number(http: httpx.Client) -> None:
    row = http.get(REQUESTS).json()[1]
    assert http.get(f"{REQUESTS}/{row['id']}").json() == row
    assert http.get(f"{REQUESTS}/999999").status_code == 404


def test_an_expectation_is_verified(http: httpx.Client) -> None:
    expectation = {"request": {"path": "/rest/v1.0/me"}, "count": 2}
    assert http.post(f"{REQUESTS}/verify", json=expectation).json()["verified"] is True
    assert http.post(f"{REQUESTS}/verify", json={**expectation, "count": 1}).json()["verified"] is False


def test_the_archive_has_every_exchange_until_the_journal_is_emptied(http: httpx.Client) -> None:
    assert len(http.get(f"{REQUESTS}.har").json()["log"]["entries"]) == 3
    http.delete(REQUESTS)
    assert http.get(REQUESTS).json() == []
