"""Every name that a call of the control API may have is refused with a typo, on every route."""

import copy
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from mockcore.errors import BadRequest
from mockcore.gates.fault_rules import MATCH_KEYS
from mockcore.web.control_names import OWN_ADDRESSES, PREFIX, body_names, check_among, query_names
from mockcore.web.site import ROOMS
from tests.conftest import RunningServer

# Probes add what they like.
HEALTH = "/_mockcore/health"
# Bodies of which endpoints read the keys themselves.
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/_mockcore/faults"): {
        "id": "one",
        "match": dict.fromkeys(sorted(MATCH_KEYS), 1),
        "effect": {"status": 503, "latency_ms": {"distribution": "lognormal", "median": 1, "sigma": 1}, "retry_after": 1},
    },
    ("PUT", "/_mockcore/faults"): {"rules": [{"match": {"tool": "rfi"}, "effect": {"kind": "drip", "seconds": 1}}]},
    ("POST", "/_mockcore/lifecycle"): {"name": "own", "path": "/rest/v1.0/me", "methods": ["GET"], "sunset": "2031-01-01"},
    ("PUT", "/_mockcore/lifecycle"): {"rows": [{"name": "own", "tool": "rfi", "sunset": "2031-01-01"}]},
    ("PUT", "/_mockcore/rate-limit"): {"preset": "off", "hourly": 5, "spike": 2},
    ("POST", "/_mockcore/requests/verify"): {"request": {"operation": "listRfis", "status": 200}, "count": 1},
}  # fmt: skip


@pytest.fixture(scope="module")
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client
        client.post("/_mockcore/reset").raise_for_status()


@pytest.fixture(scope="module")
def calls() -> list[tuple[str, APIRoute]]:
    """Each method of each route of the control API."""
    listed = [route for room in ROOMS for route in room.router.routes if isinstance(route, APIRoute)]
    routes = [route for route in listed if route.path.startswith(PREFIX) and route.path != HEALTH]
    assert len(routes) > 30
    return [(method, route) for route in routes if not route.path.startswith(OWN_ADDRESSES) for method in sorted(route.methods)]


def misspelt(name: str) -> str:
    return f"{name[:-1]}_{name[-1]}"


def address(route: APIRoute) -> str:
    return "/".join("1" if segment.startswith("{") else segment for segment in route.path.split("/"))


def keys(value: Any, trail: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(value, dict):
            yield (*trail, key)
        yield from keys(inner, (*trail, key))


def renamed(body: Any, trail: tuple[Any, ...]) -> Any:
    inside = changed = copy.deepcopy(body)
    for step in trail[:-1]:
        inside = inside[step]
    inside[misspelt(trail[-1])] = inside.pop(trail[-1])
    return changed


def test_every_query_parameter_of_every_route_is_refused_with_a_typo(
    http: httpx.Client, calls: list[tuple[str, APIRoute]]
) -> None:
    accepted = []
    for method, route in calls:
        for name in (*query_names(route), "colour"):
            answer = http.request(method, address(route), params={misspelt(name): "1"})
            if (answer.status_code, misspelt(name) in answer.text) != (400, True):
                accepted.append((method, route.path, name, answer.text))
    assert not accepted


def test_every_key_of_every_body_is_refused_with_a_typo(http: httpx.Client, calls: list[tuple[str, APIRoute]]) -> None:
    accepted, bodies = [], []
    for method, route in calls:
        body = BODIES.get((method, route.path)) if route.path in {path for _, path in BODIES} else None
        body = body or dict.fromkeys(body_names(route) or ["colour"])
        for trail in keys(body):
            answer = http.request(method, address(route), json=renamed(body, trail))
            bodies.append(trail)
            if answer.status_code != 400 or "errors" not in answer.json():
                accepted.append((method, route.path, trail, answer.text))
    assert not accepted
    assert len(bodies) > 100


@pytest.mark.parametrize(
    ("method", "path", "body", "told"),
    [
        ("PUT", "/_mockcore/clock", {"frozn": True}, "did you mean frozen?"),
        ("POST", "/_mockcore/sandboxes", {"sed": "demo"}, "did you mean seed?"),
        ("PUT", "/_mockcore/rate-limit", {"houry": 3}, "did you mean hourly?"),
        ("PUT", "/_mockcore/faults", {"ruls": []}, "did you mean rules?"),
        ("PUT", "/_mockcore/faults", {"profile": "flaky-netwrk"}, "did you mean flaky-network?"),
        ("PUT", "/_mockcore/lifecycle", {"row": []}, "did you mean rows?"),
        ("POST", "/_mockcore/apps", {"name": "A", "company_permissions": {"rfis": "Admin"}}, "did you mean rfi?"),
        ("POST", "/_mockcore/apps/mockcore-dmsa/versions", {"project_permissions": {"rfis": "Admin"}}, "did you mean rfi?"),
        ("POST", "/_mockcore/reset", {"seed": "demo"}, "this call takes none"),
    ],
)
def test_the_close_name_is_told(http: httpx.Client, method: str, path: str, body: Any, told: str) -> None:
    answer = http.request(method, path, json=body)
    assert (answer.status_code in (400, 422), told in answer.text) == (True, True), answer.text


def test_a_call_without_a_body_may_send_an_empty_one(http: httpx.Client) -> None:
    assert http.post("/_mockcore/reset", json={}).status_code == 200


def test_what_is_among_the_choices_passes() -> None:
    check_among(["a"], ["a", "b"])
    with pytest.raises(BadRequest):
        check_among(["a", "c"], ["a", "b"])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/_mockcore/clock", {"frozen": "true"}),
        ("PUT", "/_mockcore/rate-limit", {"preset": {}}),
        ("PUT", "/_mockcore/faults", {"profile": {}}),
        ("POST", "/_mockcore/requests/verify", {"never": "yes"}),
        ("POST", "/_mockcore/requests/verify", {"order": [{}], "count": 1}),
        ("GET", "/_mockcore/contract?coverage=yes", None),
        ("GET", f"/_mockcore/companies/{10**20}/installations", None),
        ("POST", "/_mockcore/companies/4264590/installations", {"app_uid": "mockcore-web", "permitted_project_ids": [10**20]}),
    ],
)
def test_a_value_of_another_kind_is_refused(http: httpx.Client, method: str, path: str, body: Any) -> None:
    answer = http.request(method, path, json=body)
    assert (answer.status_code, "errors" in answer.json()) == (400, True), answer.text
