"""Calls of the people."""

import orjson

from mockcore.call import Reply
from mockcore.clock import instant
from mockcore.jobsite.desk import Desk, sentence
from mockcore.jobsite.errand import Act, Errand
from mockcore.oauth.access_levels import STANDARD
from tests.jobsite.conftest import BEGIN, Town

BEFORE = int(instant(BEGIN).timestamp()) - 3_600


def test_a_person_is_shown_as_the_creator_at_the_moment_of_the_act(town: Town) -> None:
    site = town.site()
    errand = Errand("POST", f"{site.path}/notes_logs", {"notes_log": {"comment": "Dry"}}, "superintendent", STANDARD)
    reply = Desk(town.engine).send(Act(BEFORE, "daily_log", "notes_logs", site, lambda: errand), errand)
    log = orjson.loads(reply.body)
    assert reply.status == 201
    assert log["created_at"] == "2026-01-15T14:00:00Z"
    assert log["created_by"]["name"] in {"API Support", "Test Subcontractor"}
    assert town.engine.clock.stamp() == BEGIN


def test_quotas_and_fault_rules_are_for_clients_alone() -> None:
    town = Town(rate_limit_hourly=0)
    town.engine.faults.replace([{"match": {}, "effect": {"status": 503}}])
    site = town.site()
    errand = Errand("POST", f"{site.path}/notes_logs", {"notes_log": {"comment": "Dry"}}, "superintendent", STANDARD)
    assert Desk(town.engine).send(Act(BEFORE, "daily_log", "notes_logs", site, lambda: errand), errand).status == 201
    assert town.engine.faults.rules[0].as_json()["seen"] == 0


def test_people_sign_in_again_when_their_tokens_ended(town: Town) -> None:
    site, desk = town.site(), Desk(town.engine)
    errand = Errand("POST", f"{site.path}/notes_logs", {"notes_log": {"comment": "Dry"}}, "superintendent", STANDARD)
    act = Act(BEFORE, "daily_log", "notes_logs", site, lambda: errand)
    assert desk.send(act, errand).status == 201
    town.engine.reset()
    assert desk.send(act, errand).status == 201


def test_a_refusal_is_one_line() -> None:
    assert sentence(Reply(422, b'{"errors":{"name":["can\'t be blank","is short"]}}')) == "name can't be blank, is short"
    assert sentence(Reply(403, b'{"errors":["No."]}')) == "No."
    assert sentence(Reply(500, b"oops")) == ""
