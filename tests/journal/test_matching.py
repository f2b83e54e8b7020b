import time
from typing import Any

import pytest

from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.errors import BadRequest, BodyDropped
from mockcore.journal.exchange import Exchange
from mockcore.journal.journal import Journal
from mockcore.journal.matching import checked, matches, meeting, verified
from mockcore.sandbox_clocks import SandboxClocks
from tests.journal.exchanges import exchange, without_bodies
from tests.tiny import catalog


@pytest.fixture
def kept() -> Journal:
    journal = Journal(SandboxClocks(Clock()), catalog(), 1_000_000)
    for method, path, status, body in (
        ("GET", "/rest/v1.0/projects/1/rfis", 200, b""),
        ("POST", "/rest/v1.0/projects/1/rfis", 201, b'{"rfi": {"subject": "Anchor bolts", "cost": 5}}'),
        ("GET", "/vapid/projects", 410, b""),
    ):
        call = Call(method, path, "", {"content-type": "application/json", "x-trace": "t1"}, body)
        call.lifecycle = "sunset" if path.startswith("/vapid") else ""
        journal.add(method, call, Reply(status, b"{}"), time.perf_counter(), "id")
    return journal


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
        ({"fault": "false"}, [1, 2, 3]),
        ({"fault": True}, []),
    ],
)
def test_exchanges_are_found_by_anything(kept: Journal, criteria: dict[str, Any], expected: list[int]) -> None:
    assert [exchange.number for exchange in kept if matches(exchange, checked(criteria))] == expected


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
def test_an_expectation_holds_or_not(kept: Journal, expectation: dict[str, Any], holds: bool) -> None:
    told = verified(kept, expectation)
    assert told["verified"] is holds
    assert holds or told["explanation"]


def test_what_came_nearest_is_told_with_what_differs(kept: Journal) -> None:
    told = verified(kept, {"request": {"method": "POST", "path": "/rest/v1.0/projects/*/rfis", "status": 200}})
    nearest = {part["id"]: part["differs"] for part in told["near_misses"]}
    assert nearest[2] == {"status": {"expected": 200, "was": 201}}
    assert nearest[1] == {"method": {"expected": "POST", "was": "GET"}}
    late = verified(kept, {"order": [{"path": "/vapid/**"}, {"method": "POST"}]})
    assert "came before" in late["explanation"]


@pytest.mark.parametrize(
    "expectation",
    [
        {"times": 2},
        {"request": {"verb": "GET"}},
        {"count": -1},
        {"never": "yes"},
        {"order": [{}], "count": 1},
        {"request": 5},
        {"request": {"after": "x"}},
        {"request": {"since": "x"}},
    ],
)
def test_an_expectation_that_cannot_be_read_is_refused(kept: Journal, expectation: Any) -> None:
    with pytest.raises(BadRequest):
        verified(kept, expectation)


def test_a_path_with_a_slash_at_its_end_is_the_same_path() -> None:
    shown = exchange("GET", "/rest/v1.0/me/")
    assert matches(shown, {"path": "/rest/v1.0/me"})
    assert matches(shown, {"path": "/rest/v1.0/me/**"})
    assert not matches(shown, {"path": "/rest/v1.0/me/*"})


def with_and_without() -> list[Exchange]:
    """One exchange without its bodies, and one with them; both have sent a body that is short, the first a long one too."""
    short, long = {"rfi": {"subject": "Anchor"}}, {"rfi": {"subject": "x" * 2_000}}
    sent = [
        exchange("POST", "/rest/v1.0/x", body, number=number, status=201, headers={"x-trace": "t1"})
        for number, body in enumerate((short, long, short), 1)
    ]
    return [*without_bodies(sent[:2], catalog()), sent[2]]


@pytest.mark.parametrize(
    ("expectation", "holds"),
    [
        ({"request": {"header": {"X-Trace": "t1"}}}, True),
        ({"request": {"header": {"X-Trace": "t1"}}, "never": True}, False),
        ({"request": {"header": {"X-Trace": "t1"}}, "at_least": 4}, False),
        ({"request": {"header": {"X-Trace": "t1"}}, "at_most": 3}, True),
        ({"request": {"header": {"X-Trace": "t1"}}, "count": 1}, None),
        ({"request": {"header": {"X-Trace": "t2"}}, "never": True}, None),
        ({"request": {"header": {"X-Trace": "t2"}, "status": 200}, "never": True}, True),
        ({"request": {"contains": "absent"}, "never": True}, None),
        ({"request": {"body": {"rfi": {"subject": "Anchor"}}}, "at_least": 2}, True),
        ({"request": {"body": {"rfi": {"subject": "Anchor"}}}, "count": 2}, None),
        ({"request": {"method": "POST"}, "count": 3}, True),
        ({"order": [{"contains": "Anchor"}]}, True),
        ({"order": [{"contains": "Anchor"}, {"method": "POST"}]}, None),
        ({"order": [{"method": "GET"}]}, False),
    ],
)
def test_a_claim_that_depends_on_bodies_that_are_dropped_is_refused(expectation: dict[str, Any], holds: bool | None) -> None:
    if holds is None:
        with pytest.raises(BodyDropped, match="MOCKCORE_JOURNAL_BYTES"):
            verified(with_and_without(), expectation)
    else:
        assert verified(with_and_without(), expectation)["verified"] is holds


def test_what_may_meet_the_criteria_is_not_left_out_in_silence() -> None:
    assert [made.number for made in meeting(with_and_without(), {"method": "post"})] == [1, 2, 3]
    with pytest.raises(BodyDropped):
        list(meeting(with_and_without(), {"contains": "Anchor"}))
