from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import RunningServer

COMPANY, PROJECT = 4264590, 225100


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        client.post("/_mockcore/reset").raise_for_status()
        yield client
        client.post("/_mockcore/reset").raise_for_status()


def made(http: httpx.Client, **given: str) -> tuple[Any, dict[str, str]]:
    answer = http.post("/_mockcore/sandboxes", json=given)
    assert answer.status_code == 201
    told = answer.json()
    form = {"grant_type": "client_credentials", "client_id": told["client_id"], "client_secret": told["client_secret"]}
    token = http.post("/oauth/token", data=form).json()["access_token"]
    return told, {"Authorization": f"Bearer {token}"}


def test_a_sandbox_has_the_data_of_the_seed_under_ids_of_its_own(http: httpx.Client) -> None:
    told, mine = made(http, name="Mine")
    companies = http.get("/rest/v1.0/companies", headers=mine).json()
    assert [(part["id"], part["name"]) for part in companies] == [(told["company_id"], "Mine")]
    rfi = http.get(f"/rest/v1.0/projects/{told['project_id']}/rfis", headers=mine).json()[0]
    people = {part["id"] for part in told["users"]}
    assert rfi["rfi_manager"]["id"] in people
    assert rfi["id"] > 10_000_000
    place = f"/rest/v1.0/projects/{told['project_id']}/work_breakdown_structure/patterns"
    assert len(http.get(place, headers=mine).json()["segments"]) == 3


def test_sandboxes_are_listed_and_told_again(http: httpx.Client) -> None:
    first, second = made(http, name="First")[0], made(http)[0]
    listed = http.get("/_mockcore/sandboxes").json()
    assert [(part["id"], part["client_id"]) for part in listed] == [(part["id"], part["client_id"]) for part in (first, second)]
    assert listed[0]["name"] == "First"
    assert http.get(f"/_mockcore/sandboxes/{second['id']}").json() == second
    assert http.get(f"/_mockcore/sandboxes/{COMPANY}").status_code == 404
    http.delete(f"/_mockcore/sandboxes/{first['id']}").raise_for_status()
    assert [part["id"] for part in http.get("/_mockcore/sandboxes").json()] == [second["id"]]


def test_nobody_sees_into_another_sandbox(http: httpx.Client) -> None:
    first, mine = made(http)
    second, theirs = made(http)
    for company, project in ((second["company_id"], second["project_id"]), (COMPANY, PROJECT)):
        assert http.get(f"/rest/v1.0/projects/{project}/rfis", headers=mine).status_code == 403
        assert http.get(f"/rest/v1.0/companies/{company}/users", headers=mine).status_code == 403
    body = {"company_id": first["company_id"], "vendor": {"name": "Only mine"}}
    assert http.post("/rest/v1.0/vendors", json=body, headers=mine).status_code == 201
    found = http.get(f"/rest/v1.0/vendors?company_id={second['company_id']}", headers=theirs).json()
    assert "Only mine" not in [part["name"] for part in found]
    logins = [{part["login"] for part in told["users"]} for told in (first, second)]
    assert logins[0].isdisjoint(logins[1])


def test_people_of_a_sandbox_sign_in(http: httpx.Client) -> None:
    told, _ = made(http)
    login = next(part["login"] for part in told["users"] if "+sub." in part["login"])
    body = {"client_id": told["apps"][1]["client_id"], "redirect_uri": "http://localhost", "login": login}
    code = http.post("/_mockcore/authorize", json=body).json()["code"]
    app = {"client_id": body["client_id"], "client_secret": told["apps"][1]["client_secret"]}
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost", **app}
    token = http.post("/oauth/token", data=form).json()["access_token"]
    assert http.get("/rest/v1.0/me", headers={"Authorization": f"Bearer {token}"}).json()["login"] == login


def test_a_sandbox_is_taken_away_with_everything(http: httpx.Client) -> None:
    told, mine = made(http)
    assert http.delete(f"/_mockcore/sandboxes/{told['company_id']}").status_code == 200
    assert http.get(f"/rest/v1.0/projects?company_id={told['company_id']}", headers=mine).status_code in (403, 404)
    form = {"grant_type": "client_credentials", "client_id": told["client_id"], "client_secret": told["client_secret"]}
    assert http.post("/oauth/token", data=form).status_code == 401
    assert http.delete(f"/_mockcore/sandboxes/{told['company_id']}").status_code == 404
    assert http.delete(f"/_mockcore/sandboxes/{COMPANY}").status_code == 404


def test_the_data_of_another_seed_and_a_seed_that_is_not_there(http: httpx.Client) -> None:
    told, mine = made(http, seed="demo")
    assert len(told["projects"]) == 4
    contracts = http.get(f"/rest/v1.0/work_order_contracts?project_id={told['project_id']}", headers=mine)
    assert contracts.status_code == 200
    refused = http.post("/_mockcore/sandboxes", json={"seed": "none"})
    assert (refused.status_code, "choose one of" in refused.json()["errors"][0]) == (400, True)


def hooked(http: httpx.Client, told: Any, mine: dict[str, str]) -> str:
    """A hook of a sandbox whose destination does not answer, and a change that it is to be told of."""
    owner, url = {"company_id": told["company_id"]}, f"http://127.0.0.1:9/{told['company_id']}"
    hook = {"api_version": "v2", "namespace": "a", "destination_url": url}
    number = http.post("/rest/v1.0/webhooks/hooks", json={**owner, "hook": hook}, headers=mine).json()["id"]
    trigger = {"resource_name": "Company Vendors", "event_type": "create"}
    body = {**owner, "api_version": "v2", "trigger": trigger}
    http.post(f"/rest/v1.0/webhooks/hooks/{number}/triggers", json=body, headers=mine).raise_for_status()
    http.post("/rest/v1.0/vendors", json={**owner, "vendor": {"name": "Told"}}, headers=mine).raise_for_status()
    return url


def test_what_waits_for_others_goes_on_waiting_when_a_sandbox_is_taken_away(http: httpx.Client) -> None:
    http.put("/_mockcore/clock", json={"now": "2022-05-01T12:00:00Z", "frozen": True})
    (first, mine), (second, theirs) = made(http), made(http)
    url = hooked(http, first, mine)
    hooked(http, second, theirs)
    for _ in range(3):
        http.post("/_mockcore/webhooks/run")
        http.put("/_mockcore/clock", json={"advance": 10})
    http.post("/_mockcore/webhooks/run")
    before = [lane for lane in http.get("/_mockcore/webhooks/queue").json() if lane["destination_url"] == url]
    assert before[0]["paused_seconds"] == 8
    http.delete(f"/_mockcore/sandboxes/{second['company_id']}").raise_for_status()
    http.post("/_mockcore/webhooks/run")
    assert http.get("/_mockcore/webhooks/queue").json() == before
