"""Time that is lived act by act."""

from typing import Any

from tests.jobsite.conftest import Town
from tests.world import PROJECT


def _world(town: Town) -> list[Any]:
    return [
        (record.kind, record.id, record.created_at, record.updated_at, record.text)
        for kind in ("rfis", "rfis/replies", "notes_logs", "manpower_logs", "weather_logs")
        for record in town.site().choices(kind)
    ]


def test_the_same_steps_and_requests_come_to_the_same_bytes() -> None:
    worlds = []
    for steps in ((12,), (12,), (1.1, 0.4, 4, 6.5)):
        town = Town()
        town.start()
        town.rfi()
        for days in steps:
            town.pass_days(days)
        worlds.append(_world(town))
        town.engine.close()
    assert worlds[0] == worlds[1] == worlds[2]
    assert len(worlds[0]) > 40


def test_an_rfi_is_answered_and_closed_by_its_people(town: Town) -> None:
    number = town.rfi()
    town.start("rfi")
    acts = town.pass_days(16)["acts"]
    rfi = town.ask("GET", f"/rest/v1.0/projects/{PROJECT}/rfis/{number}")[1]
    replies = town.ask("GET", f"/rest/v1.0/projects/{PROJECT}/rfis/{number}/replies")[1]
    assert rfi["status"] == "closed"
    assert rfi["ball_in_court"] is None
    assert replies[-1]["official"]
    assert {reply["created_by"] for reply in replies} == {"Test Architect"}
    assert set(acts) == {"rfi"}


def test_a_clock_set_back_lives_nothing_again(town: Town) -> None:
    town.start("daily_log")
    done = town.pass_days(10)
    assert town.pass_days(-5) == done
    assert town.pass_days(5) == done
    assert town.pass_days(3) != done


def test_what_an_integration_has_done_meanwhile_is_not_done_again(town: Town) -> None:
    number = town.rfi()
    town.start("rfi")
    town.pass_days(0.5)
    town.ask("PATCH", f"/rest/v1.0/projects/{PROJECT}/rfis/{number}", {"rfi": {"accepted": True}})
    town.pass_days(15)
    assert town.ask("GET", f"/rest/v1.0/projects/{PROJECT}/rfis/{number}/replies")[1] == []
