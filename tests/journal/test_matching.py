import time
from typing import Any

import pytest

from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.errors import BadRequest
from mockcore.journal.journal import Journal
from mockcore.journal.matching import checked, matches, verified


@pytest.fixture
def kept() -> list[dict[str, Any]]:
    journal = Journal(Clock(), 1_000_000)
    for method, path, status, body in (
        ("GET", "/rest/v1.0/projects/1/rfis", 200, b""),
        ("POST", "/rest/v1.0/projects/1/rfis", 201, b'{"rfi": {"subject": "Anchor bolts", "cost": 5}}'),
        ("GET", "/vapid/projects", 410, b""),
    ):
        call = Call(method, path, "", {"content-type": "application/json", "x-trace": "t1"}, body)
        call.lifecycle = "sunset" if path.startswith("/vapid") else ""
        journal.add(method, call, Reply(status, b"{}"), time.perf_counter(), "id")
    return journal.shown()


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({}, [1, 2, 3]),
        ({"method": "post"}, [2]),
        ({"path": "/rest/**"}, [1, 2]),
        ({"path": "/rest/v1.0/projects/{id}/rfis"}, [1, 2]),
        ({"path": "/rest/*"}, []),
        ({"path": "/rest/**/projects/1/**/rfis/"}, [1, 2]),
        ({"path": "/vapid/projects/**"}, [3]),
        ({"status": "2xx"}, [1, 2]),
        ({"status": 410}, [3]),
        ({"deprecated": True}, [3]),
        ({"deprecated": "false"}, [1, 2]),
        ({"body": {"rfi": {"subject": "Anchor bolts"}}}, [2]),
        ({"contains": "Anchor"}, [2]),
        ({"header": {"X-Trace": "t1"}}, [1, 2, 3]),
        ({"after": 2}, [3]),
    ],
)
def test_exchanges_are_found_by_anything(kept: list[dict[str, Any]], criteria: dict[str, Any], expected: list[int]) -> None:
    assert [shown["id"] for shown in kept if matches(shown, checked(criteria))] == expected


@pytest.mark.parametrize(
    ("expectation", "holds"),
    [
        ({"request": {"method": "POST"}}, True),
        ({"request": {"method": "POST"}, "count": 1}, True),
        ({"request": {"method": "POST"}, "count": 2}, False),
        ({"request": {"method": "GET"}, "at_least": 2}, True),
        ({"request": {"method": "GET"}, "at_most": 1}, False),
        ({"request": {"deprecated": True}, "never": True}, False),
        ({"request": {"method": "DELETE"}, "never": True}, True),
        ({"order": [{"method": "GET"}, {"method": "POST"}, {"path": "/vapid/**"}]}, True),
        ({"order": [{"path": "/vapid/**"}, {"method": "POST"}]}, False),
    ],
)
def test_an_expectation_holds_or_not(kept: list[dict[str, Any]], expectation: dict[str, Any], holds: bool) -> None:
    told = verified(kept, expectation)
    assert told["verified"] is holds
    assert holds or told["explanation"]


def test_what_came_nearest_is_told_with_what_differs(kept: list[dict[str, Any]]) -> None:
    told = verified(kept, {"request": {"method": "POST", "path": "/rest/v1.0/projects/*/rfis", "status": 200}})
    nearest = {part["id"]: part["differs"] for part in told["near_misses"]}
    assert nearest[2] == {"status": {"expected": 200, "was": 201}}
    assert nearest[1] == {"method": {"expected": "POST", "was": "GET"}}
    late = verified(kept, {"order": [{"path": "/vapid/**"}, {"method": "POST"}]})
    assert "came before" in late["explanation"]


@pytest.mark.parametrize(
    "expectation", [{"times": 2}, {"request": {"verb": "GET"}}, {"count": -1}, {"request": 5}, {"request": {"after": "x"}}]
)
def test_an_expectation_that_cannot_be_read_is_refused(kept: list[dict[str, Any]], expectation: Any) -> None:
    with pytest.raises(BadRequest):
        verified(kept, expectation)


def test_a_path_with_a_slash_at_its_end_is_the_same_path() -> None:
    shown = {"path": "/rest/v1.0/me/"}
    assert matches(shown, {"path": "/rest/v1.0/me"})
    assert matches(shown, {"path": "/rest/v1.0/me/**"})
    assert not matches(shown, {"path": "/rest/v1.0/me/*"})
