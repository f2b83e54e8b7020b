"""The jobsite over HTTP."""

from typing import Any

import pytest

from mockcore.testing.running import running


def test_advancing_the_clock_answers_once_the_time_is_lived() -> None:
    with running(now="2026-01-15T15:00:00Z", frozen=True) as server:
        server.jobsite.start(tools=["daily_log"], projects=[server.project_id])
        server.clock.advance(days=5)
        state = server.jobsite.state
        assert state["on"]
        assert state["lived_until"] == "2026-01-20T15:00:00Z"
        assert state["acts"]["daily_log"]["weather_logs"] == 3
        assert not state["refused"]
        server.jobsite.stop()
        server.clock.advance(days=5)
        assert server.jobsite.state["acts"] == state["acts"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"on": True, "tools": ["rfis"]}, "did you mean rfi?"),
        ({"on": True, "projects": [1]}, "There is no project 1."),
        ({"on": True, "rates": {"rfi": -2.0}}, "goes from 0"),
        ({"on": True, "rate": {}}, "did you mean rates?"),
        ({}, "Field required"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(change: dict[str, Any], named: str) -> None:
    with running() as server, server.client() as client:
        answer = client.put("/_mockcore/jobsite", json=change)
        assert answer.status_code == 400
        assert named in answer.text


def test_people_begin_where_the_clock_is_when_nobody_has_done_anything_yet() -> None:
    with running() as server:
        server.clock.freeze("2026-01-15T15:00:00Z")
        server.jobsite.start(tools=["daily_log"], projects=[server.project_id])
        server.clock.advance(days=1)
        assert server.jobsite.state["acts"]["daily_log"]["weather_logs"] == 1
