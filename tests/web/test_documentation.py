"""The document as it is served, and the page that shows it."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import RunningServer


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def test_the_whole_document_is_served_for_this_server(http: httpx.Client) -> None:
    document = http.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/", "description": "This server"}]
    methods = {"get", "post", "put", "patch", "delete"}
    assert sum(len(methods & item.keys()) for item in document["paths"].values()) == 2690


def test_a_tools_document_stands_alone(http: httpx.Client) -> None:
    answer = http.get("/openapi/rfi.json")
    document = answer.json()
    assert "/rest/v1.0/projects/{project_id}/rfis" in document["paths"]
    for section, name in re.findall(r'"#/components/(\w+)/([\w.-]+)"', answer.text):
        assert name in document["components"][section]


def test_an_unknown_tool_is_a_404(http: httpx.Client) -> None:
    answer = http.get("/openapi/rfis.json")
    assert answer.status_code == 404
    assert answer.json() == {"errors": ["There is no tool 'rfis': did you mean rfi?"]}


def test_a_document_that_the_client_has_is_not_sent_again(http: httpx.Client) -> None:
    tag = http.get("/openapi/rfi.json").headers["etag"]
    again = http.get("/openapi/rfi.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_document_is_compressed_only_for_clients_that_can_read_it(http: httpx.Client) -> None:
    packed = http.get("/openapi/rfi.json", headers={"Accept-Encoding": "gzip"})
    plain = http.get("/openapi/rfi.json", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_the_page_needs_nothing_from_elsewhere(http: httpx.Client) -> None:
    page = http.get("/docs").text
    assert "http" not in re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    for address in re.findall(r'(?:href|src)="([^"]+)"', page):
        assert http.get(address).status_code == 200, address


def test_files_beside_those_of_the_page_are_not_served(http: httpx.Client) -> None:
    assert http.get("/docs/assets/docs.html").status_code == 404
    assert http.get("/docs/assets/..%2fapp.py").status_code == 404


@pytest.mark.browser
def test_a_browser_shows_a_tools_operations_and_is_authorised(server: RunningServer, tmp_path: Path) -> None:
    told = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={tmp_path}",
            "--virtual-time-budget=20000",
            "--dump-dom",
            f"{server.url}/docs#tool=rfi",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert f"Authorised as {server.client_id}" in told.stdout
    assert 'data-path="/rest/v1.0/projects/{project_id}/rfis"' in told.stdout
    assert "btn authorize locked" in told.stdout
