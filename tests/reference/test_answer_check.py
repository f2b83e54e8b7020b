"""Answers compared with the document, for debugging."""

import logging
from typing import Any

import orjson
import pytest

from mockcore.call import Call, Reply
from mockcore.reference.answer_check import CODE, AnswerCheck
from mockcore.settings import Settings
from tests import tiny

CATALOG = tiny.catalog()
WIDGET = {"id": 7, "name": "Bolt", "created_at": "2026-01-15T15:00:00Z"}


def reply(body: Any, status: int = 200, media: str = "application/json; charset=utf-8") -> Reply:
    return Reply(status, orjson.dumps(body), [], media)


def broken(answer: Reply, operation: str = "getWidget") -> list[str]:
    return AnswerCheck(CATALOG, fail=True).broken(operation, answer)


def test_an_answer_as_the_document_says_breaks_nothing() -> None:
    assert broken(reply(WIDGET)) == []
    assert broken(Reply(204), "deleteWidget") == []


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        (reply({**WIDGET, "id": "seven"}), "id: "),
        (reply({**WIDGET, "created_at": "yesterday"}), "created_at: "),
        (reply([WIDGET]), "the body: "),
        (reply(WIDGET, status=202), "status 202 "),
        (reply(WIDGET, media="text/csv"), "media type text/csv "),
    ],
)
def test_what_differs_is_told(answer: Reply, part: str) -> None:
    (told,) = broken(answer)
    assert told.startswith(part)


def test_a_body_where_none_is_documented_is_told() -> None:
    assert broken(Reply(204, b"{}"), "deleteWidget") == ["status 204 is documented without a body"]


@pytest.mark.parametrize(("setting", "status"), [("off", 200), ("log", 200), ("fail", 500)])
def test_the_setting_says_what_becomes_of_a_wrong_answer(
    setting: Any, status: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world = tiny.Tiny(check_answers=setting)
    number = world.make(name="Bolt")[1]["id"]
    monkeypatch.setattr("mockcore.engine.reply", lambda *_: reply({**WIDGET, "id": "seven"}))
    call = Call("GET", f"{tiny.WIDGETS}/{number}", headers={"authorization": f"Bearer {world.token}"})
    with caplog.at_level(logging.ERROR, logger="mockcore"):
        answer = world.engine.handle(call)
    assert answer.status == status
    assert [part["code"] for part in call.findings] == ([] if setting == "off" else [CODE])
    assert ("is not what the document says" in caplog.text) == (setting != "off")
    assert (b"seven" in answer.body and status == 500) == (setting == "fail")


def test_nothing_is_compared_unless_it_is_asked_for() -> None:
    assert Settings().check_answers == "off"
