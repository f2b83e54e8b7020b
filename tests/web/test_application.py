"""The application in one piece, over HTTP."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import mockcore
from mockcore.web import application
from tests.conftest import RunningServer, running


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def test_the_front_page_leads_to_the_documentation(http: httpx.Client) -> None:
    answer = http.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")


def test_a_page_that_does_not_exist_is_a_404_in_our_words(http: httpx.Client) -> None:
    answer = http.get("/nothing/here")
    assert answer.status_code == 404
    assert answer.json() == {"errors": ["Not Found"]}


def test_a_wrong_method_on_our_own_pages_names_the_right_ones(http: httpx.Client) -> None:
    answer = http.delete("/_mockcore/health")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_the_guard_stands_before_everything_but_the_api(http: httpx.Client) -> None:
    stranger = {"Host": "evil.example", "Origin": "http://evil.example"}
    for path in ("/_mockcore/health", "/oauth/token", "/docs", "/nothing"):
        assert http.post(path, headers=stranger).status_code == 403
    assert http.get("/rest/v1.0/me", headers=stranger).status_code == 401


def test_a_call_of_the_api_never_reaches_the_pages(http: httpx.Client) -> None:
    answer = http.get("/rest/v1.0/no/such/operation")
    assert "errors" in answer.json()


def test_behind_a_proxy_prefix_both_spellings_of_a_path_are_understood(tmp_path: Path) -> None:
    with running(tmp_path / "log", MOCKCORE_ROOT_PATH="/procore") as server:
        assert server.url.endswith("/procore")
        assert server.get("/_mockcore/health")["status"] == "ok"
        assert server.get("/openapi/rfi.json")["servers"][0]["url"] == "/procore"
        stripped = server.url.removesuffix("/procore")
        assert httpx.get(f"{stripped}/_mockcore/health").json()["status"] == "ok"
        assert '"/procore/docs/assets/docs.js"' in httpx.get(f"{server.url}/docs").text


def test_the_database_of_a_server_that_rests_has_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "LOOK_SECONDS", 0.02)
    with mockcore.running(db=str(tmp_path / "world.db")) as server:
        server.create("/rest/v1.0/vendors?company_id=4264590", {"vendor": {"name": "The last for now"}})
        deadline = time.monotonic() + 20
        while (tmp_path / "world.db-wal").stat().st_size:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert server.get("/rest/v1.0/vendors?company_id=4264590")[-1]["name"] == "The last for now"
