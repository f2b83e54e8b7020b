"""Health over HTTP: at once, and to a page of a browser too."""

import httpx

from tests.conftest import RunningServer


def test_health_names_the_world_and_the_size_of_the_reference(server: RunningServer) -> None:
    health = {"status": "ok", "version": "0.1.0", "seed": "sandbox", "operations": 2665}
    with httpx.Client(base_url=server.url, timeout=60) as http:
        assert http.get("/_mockcore/health").json() == health
        answer = http.get("/_mockcore/health", headers={"Origin": "http://localhost:5173"})
    assert (answer.json(), answer.headers["access-control-allow-origin"]) == (health, "*")


def test_health_is_only_read(server: RunningServer) -> None:
    assert httpx.post(f"{server.url}/_mockcore/health", timeout=60).status_code == 405
