"""Metrics over HTTP, in the text format of Prometheus."""

import httpx

from tests.conftest import RunningServer


def sample(text: str, start: str) -> float:
    return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(start))


def test_requests_are_counted_by_status(server: RunningServer) -> None:
    with httpx.Client(base_url=server.url, timeout=60) as http:
        before = http.get("/_mockcore/metrics").text
        http.get("/rest/v1.0/me")
        answer = http.get("/_mockcore/metrics")
    refused = 'mockcore_requests_total{tool="me",method="GET",status="401"}'
    total = "mockcore_requests_total"
    assert sample(answer.text, total) == sample(before, total) + 1, refused
    assert sample(answer.text, "mockcore_request_duration_seconds_count") == sample(answer.text, total)
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")


def test_every_metric_says_what_it_is(server: RunningServer) -> None:
    text = httpx.get(f"{server.url}/_mockcore/metrics", timeout=60).text
    kinds = {line.split()[2]: line.split()[3] for line in text.splitlines() if line.startswith("# TYPE")}
    helps = {line.split()[2] for line in text.splitlines() if line.startswith("# HELP")}
    assert kinds["mockcore_request_duration_seconds"] == "histogram"
    assert helps == set(kinds)


def test_rules_of_one_name_in_several_sandboxes_are_counted_apart(server: RunningServer) -> None:
    rule = {"id": "busy", "effect": {"kind": "lost"}, "match": {"probability": 0}}
    with httpx.Client(base_url=server.url, timeout=60) as http:
        number = http.post("/_mockcore/sandboxes").json()["id"]
        for query in ("", f"?sandbox={number}"):
            http.post(f"/_mockcore/faults{query}", json=rule).raise_for_status()
        text = http.get("/_mockcore/metrics").text
        http.post("/_mockcore/reset").raise_for_status()
    assert f'mockcore_faults_total{{rule="{number} busy"}} 0' in text
    assert 'mockcore_faults_total{rule="busy"} 0' in text
