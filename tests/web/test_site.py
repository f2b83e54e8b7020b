"""What is behind the API, and how it refuses."""

import httpx

from tests.conftest import RunningServer


def test_the_root_leads_to_the_documentation(server: RunningServer) -> None:
    answer = httpx.get(f"{server.url}/", timeout=60)
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")


def test_every_refusal_has_errors(server: RunningServer) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as http:
        nowhere = http.get("/nowhere")
        unknown = http.post("/_mockcore/authorize", json={"colour": "red"})
        time = http.put("/_mockcore/clock", json={"now": "soon"})
    assert (nowhere.status_code, nowhere.json()) == (404, {"errors": ["Not Found"]})
    assert (unknown.status_code, "colour" in unknown.json()["errors"]) == (400, True)
    assert (time.status_code, len(time.json()["errors"])) == (400, 1)


def test_a_method_that_a_path_does_not_have_is_told_all_that_it_has(server: RunningServer) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as http:
        allowed = {path: http.put(path).headers["allow"] for path in ("/_mockcore/apps", "/_mockcore/requests/verify")}
    assert allowed == {"/_mockcore/apps": "GET, POST", "/_mockcore/requests/verify": "POST"}
