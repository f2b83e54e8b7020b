"""The report about the caller over HTTP, and as a header of each answer."""

from collections.abc import Iterator

import httpx
import pytest

from mockcore.settings import load
from mockcore.testing.running import Running

RFIS = "/rest/v1.0/projects/225100/rfis"
HEADER = "mockcore-contract"


@pytest.fixture(scope="module")
def telling() -> Iterator[Running]:
    server = Running(load(port=0, contract_header=True))
    yield server
    server.stop()


@pytest.fixture
def http(telling: Running) -> Iterator[httpx.Client]:
    telling.reset()
    with telling.client() as client:
        telling.requests.clear()
        yield client


def test_each_answer_tells_what_its_request_broke(http: httpx.Client) -> None:
    assert HEADER not in http.get(RFIS).headers
    assert http.get(f"{RFIS}?colour=red&per_page=5000").headers[HEADER] == "unknown-parameter; oversized-page"
    assert http.get("/rest/v1.0/nothing").headers[HEADER] == "unknown-operation"
    assert HEADER not in http.get(f"{RFIS}/10000142").headers


def test_what_several_requests_make_together_is_told_by_the_last_of_them(http: httpx.Client) -> None:
    assert [http.get(RFIS).headers.get(HEADER) for _ in range(5)] == [None] * 4 + ["polling"]
    form = {"grant_type": "refresh_token", "refresh_token": "abc", "client_id": "mockcore-web", "client_secret": "x"}
    assert [http.post("/oauth/token", data=form).headers.get(HEADER) for _ in range(2)] == [None, "refresh-token-reused"]
    assert http.put("/_mockcore/storage/x", content=b"x").headers[HEADER] == "token-to-storage"


def test_the_header_is_a_setting(http: httpx.Client) -> None:
    server = Running(load(port=0))
    try:
        with server.client() as client:
            assert HEADER not in client.get(f"{RFIS}?colour=red").headers
    finally:
        server.stop()


def test_the_report_is_narrowed_by_code_and_by_request(http: httpx.Client) -> None:
    for query in ("colour=red", "per_page=5000", "shape=round"):
        http.get(f"{RFIS}?{query}")
    told = http.get("/_mockcore/contract").json()
    assert told["counts"] == {"unknown-parameter": 2, "oversized-page": 1}
    assert (told["requests"], told["last"]) == (3, 3)
    first = told["findings"][0]
    assert (first["operation"], first["asked"], first["detail"]) == (
        "listRfis", "GET /rest/v1.0/projects/{project_id}/rfis", "colour",
    )  # fmt: skip
    assert first["read"].startswith("Reference")
    assert [part["request"] for part in http.get("/_mockcore/contract?code=unknown-parameter").json()["findings"]] == [1, 3]
    assert [part["request"] for part in http.get("/_mockcore/contract?after=2").json()["findings"]] == [3]
    assert http.get("/_mockcore/contract?code=colour").status_code == 400
    assert http.get("/_mockcore/contract?after=x").status_code == 400
    assert http.get("/_mockcore/contract/codes").json()["polling"]["read"] == "Webhooks; filtering"


def test_the_coverage_of_declared_operations(http: httpx.Client) -> None:
    http.get(f"{RFIS}?page=2&filters[status][]=open")
    http.get(f"{RFIS}/9")
    told = http.post("/_mockcore/contract/coverage", json=["listRfis", "PATCH /rest/v1.0/projects/{p}/rfis/{id}"]).json()
    assert (told["declared"], told["share"], told["not_called"], told["not_declared"]) == (2, 0.5, ["updateRfi"], ["getRfi"])
    assert told["called"]["listRfis"]["parameters"] == {"filters[status]": 1, "page": 1}
    assert told["called"]["getRfi"]["statuses"] == {"404": 1}
    assert http.get("/_mockcore/contract/coverage?operations=listRfis").json()["share"] == 1.0
    assert http.get("/_mockcore/contract/coverage").json()["share"] is None
    refused = http.get("/_mockcore/contract/coverage?operations=listRfi")
    assert (refused.status_code, "did you mean listRfis?" in refused.text) == (400, True)


def test_a_deprecated_parameter_is_told_apart_from_its_operation(http: httpx.Client) -> None:
    row = {"name": "search", "path": "/rest/v1.0/projects/*/rfis", "parameter": "search", "deprecated": "2020-01-01"}
    http.post("/_mockcore/lifecycle", json=row).raise_for_status()
    assert http.get(f"{RFIS}?search=door").headers[HEADER] == "deprecated-parameter"
    assert HEADER not in http.get(RFIS).headers


def test_the_report_is_narrowed_by_company_and_by_app(http: httpx.Client) -> None:
    made = http.post("/_mockcore/sandboxes", json={}).json()
    form = {"grant_type": "client_credentials", "client_id": made["client_id"], "client_secret": made["client_secret"]}
    token = http.post("/oauth/token", data=form).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(made["company_id"])}
    http.get(f"{RFIS}?colour=red")
    http.get(f"/rest/v1.0/projects/{made['project_id']}/rfis?per_page=5000", headers=headers)
    for query in (f"company_id={made['company_id']}", f"client_id={made['client_id']}"):
        assert http.get(f"/_mockcore/contract?{query}").json()["counts"] == {"oversized-page": 1}
        assert http.get(f"/_mockcore/contract/coverage?{query}").json()["called"]["listRfis"]["parameters"] == {"per_page": 1}
    assert http.get("/_mockcore/contract").json()["counts"] == {"oversized-page": 1, "unknown-parameter": 1}


def test_what_another_program_has_read_is_no_polling(http: httpx.Client) -> None:
    for _ in range(4):
        http.get(RFIS)
    last = http.get("/_mockcore/contract").json()["last"]
    for _ in range(2):
        http.get(RFIS)
    assert http.get(f"/_mockcore/contract?after={last}&apart=true").json()["counts"] == {}
    assert http.get(f"/_mockcore/contract?after={last}").json()["counts"] == {"polling": 1}
    for _ in range(3):
        http.get(RFIS)
    assert http.get(f"/_mockcore/contract?after={last}&apart=true").json()["counts"] == {"polling": 1}
