"""Quotas over HTTP."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import RunningServer

LIMIT = "/_mockcore/rate-limit"


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        before = client.get(LIMIT).json()["preset"]
        yield client
        client.put(LIMIT, json={"preset": before}).raise_for_status()


def test_own_numbers_hold_from_the_next_call(http: httpx.Client) -> None:
    limits = http.put(LIMIT, json={"hourly": 50, "spike": 7}).json()
    assert (limits["hourly"], limits["spike"]) == (50, 7)
    assert http.get(LIMIT).json() == limits


@pytest.mark.parametrize("body", [{"preset": "fast"}, {"hourly": -1}, {"colour": "red"}])
def test_quotas_that_cannot_be_used_are_refused(http: httpx.Client, body: object) -> None:
    before = http.get(LIMIT).json()
    assert http.put(LIMIT, json=body).status_code == 400
    assert http.get(LIMIT).json() == before
