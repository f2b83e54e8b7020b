from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from mockcore.reference.lifecycle import KEYS
from mockcore.web.lifecycle import NEW_ROW
from tests.conftest import RunningServer

SERVICE = {
    "grant_type": "client_credentials",
    "client_id": "mockcore-service-account",
    "client_secret": "mockcore-service-account-secret",
}
ROW: dict[str, Any] = {"name": "rfis-list", "operations": ["listRfis"], "deprecated": "2020-01-01", "sunset": "2021-01-01"}


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client
        client.post("/_mockcore/reset").raise_for_status()


def travel(http: httpx.Client, now: str) -> None:
    http.put("/_mockcore/clock", json={"now": now, "frozen": True}).raise_for_status()


def users(http: httpx.Client, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}", "Procore-Company-Id": "4264590"}
    return http.get("/rest/v1.0/companies/4264590/users", headers=headers)


def test_every_row_tells_its_phase(http: httpx.Client) -> None:
    travel(http, "2022-02-15T12:00:00Z")
    told = http.get("/_mockcore/lifecycle").json()
    assert told["now"] == "2022-02-15T12:00:00Z"
    phases = {row["name"]: row["phase"] for row in told["rows"]}
    assert phases["vapid"] == "sunset_in_progress"
    assert phases["service-accounts"] == "deprecated"
    assert phases["financial-line-items"] == "active"
    vapid = http.get("/_mockcore/lifecycle/vapid").json()
    assert len(vapid["selected"]) == vapid["operation_count"] == 735
    assert http.get("/_mockcore/lifecycle/none").status_code == 404


def test_a_row_of_ones_own_rehearses_a_sunset_and_goes_with_a_reset(http: httpx.Client) -> None:
    path = "/rest/v1.0/projects/225100/rfis"
    made = http.post("/_mockcore/lifecycle", json=ROW)
    assert (made.status_code, made.json()["phase"]) == (201, "sunset")
    assert http.get(path).status_code == 410
    document = http.get("/openapi/rfi.json").json()
    shown = document["paths"]["/rest/v1.0/projects/{project_id}/rfis"]["get"]
    assert (shown["deprecated"], shown["x-sunset"]) == (True, "2021-01-01")
    http.post("/_mockcore/reset")
    assert http.get(path).status_code == 401
    document = http.get("/openapi/rfi.json").json()
    assert "deprecated" not in document["paths"]["/rest/v1.0/projects/{project_id}/rfis"]["get"]


def test_a_shipped_row_is_replaced_by_its_name_and_comes_back(http: httpx.Client) -> None:
    later = {"name": "vapid", "path": "/vapid/**", "deprecated": "2021-02-01"}
    http.put("/_mockcore/lifecycle", json={"rows": [later]}).raise_for_status()
    assert http.get("/vapid/projects/225100/users").status_code == 401
    assert http.delete("/_mockcore/lifecycle/vapid").status_code == 200
    assert http.get("/vapid/projects/225100/users").status_code == 410
    assert http.delete("/_mockcore/lifecycle/vapid").status_code == 404


@pytest.mark.parametrize(
    ("method", "body"),
    [
        ("POST", {**ROW, "deprecated": "never"}),
        ("POST", {**ROW, "operations": ["nothing"]}),
        ("POST", {**ROW, "successor": "/rest/v1.0/nothing/at/all"}),
        ("PUT", {"rows": [ROW, ROW]}),
        ("PUT", {"lines": []}),
        ("PUT", {"rows": [7]}),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_and_changes_nothing(http: httpx.Client, method: str, body: Any) -> None:
    before = http.get("/_mockcore/lifecycle").json()["rows"]
    answer = http.request(method, "/_mockcore/lifecycle", json=body)
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert http.get("/_mockcore/lifecycle").json()["rows"] == before


def test_a_service_account_works_until_its_sunset_and_is_told_of_dmsa(http: httpx.Client) -> None:
    travel(http, "2021-12-08T23:59:59Z")
    first = http.post("/oauth/token", data=SERVICE)
    assert (first.status_code, "deprecation" in first.headers) == (200, False)
    travel(http, "2021-12-09T00:00:01Z")
    announced = http.post("/oauth/token", data=SERVICE)
    assert announced.headers["deprecation"] == "@1639008000"
    assert announced.headers["sunset"] == "Tue, 31 Jan 2023 00:00:00 GMT"
    travel(http, "2023-01-30T23:59:59Z")
    token = http.post("/oauth/token", data=SERVICE).json()["access_token"]
    assert users(http, token).status_code == 200
    travel(http, "2023-01-31T00:00:01Z")
    ended = users(http, token)
    assert (ended.status_code, "DMSA" in ended.json()["errors"][0]) == (401, True)
    refused = http.post("/oauth/token", data=SERVICE)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    assert "DMSA" in refused.json()["error_description"]


@pytest.mark.parametrize(("now", "status"), [("2022-07-31T23:59:59Z", 201), ("2022-08-01T00:00:00Z", 422)])
def test_service_accounts_are_made_until_the_end_of_july_2022(http: httpx.Client, now: str, status: int) -> None:
    travel(http, now)
    made = http.post("/_mockcore/apps", json={"name": "erp", "kind": "service_account"})
    assert made.status_code == status
    if status == 422:
        assert "DMSA" in made.json()["errors"]["kind"][0]


def test_the_document_of_vapid_is_whole_and_deprecated(http: httpx.Client) -> None:
    document = http.get("/openapi/vapid.json").json()
    operations = [part for item in document["paths"].values() for part in item.values() if "operationId" in part]
    assert len(operations) == 735
    assert {(part["deprecated"], part["x-sunset"]) for part in operations} == {(True, "2022-03-01")}
    assert all(path.startswith("/vapid/") for path in document["paths"])


def test_a_row_is_described_by_the_keys_that_the_code_reads() -> None:
    assert set(NEW_ROW["properties"]) == set(KEYS)
