"""Fault rules over HTTP."""

from collections.abc import Iterator

import httpx
import pytest

from mockcore.token_request import access_token
from tests.conftest import RunningServer

RULES = "/_mockcore/faults"


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client
        client.delete(RULES).raise_for_status()


def test_a_rule_strikes_until_it_is_taken_away(server: RunningServer, http: httpx.Client) -> None:
    http.headers["Authorization"] = f"Bearer {access_token(server.url)}"
    rule = http.post(RULES, json={"match": {"path": "/rest/v1.0/me"}, "effect": {"status": 503}}).json()
    assert http.get("/rest/v1.0/me").status_code == 503
    assert [(row["id"], row["seen"], row["fired"]) for row in http.get(RULES).json()["rules"]] == [(rule["id"], 1, 1)]
    assert http.delete(f"{RULES}/{rule['id']}").json() == {"rules": []}
    assert http.get("/rest/v1.0/me").status_code == 200
    assert http.delete(f"{RULES}/{rule['id']}").status_code == 404


def test_a_profile_takes_the_place_of_all_rules(http: httpx.Client) -> None:
    http.post(RULES, json={"match": {}, "effect": {"status": 503}})
    profile = http.get(f"{RULES}/profiles").json()["profiles"]["flaky-network"]
    assert len(http.put(RULES, json={"profile": "flaky-network"}).json()["rules"]) == len(profile)


@pytest.mark.parametrize("body", [{"profile": "nothing"}, {"rules": {}}, {}, {"rules": [{"effect": {"status": "x"}}]}])
def test_rules_that_cannot_be_used_are_refused(http: httpx.Client, body: object) -> None:
    assert http.put(RULES, json=body).status_code == 400
    assert http.get(RULES).json() == {"rules": []}
