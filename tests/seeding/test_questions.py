"""The RFIs of a generated project ask something."""

from mockcore.seeding.questions import complete
from mockcore.store.records import Placement, Stored
from tests.world import PROJECT, World, world

__all__ = ["world"]
NOW = "2026-01-15T00:00:00Z"


def test_a_question_is_rich_and_plain_with_the_answers_that_replies_are() -> None:
    rfi = Stored.new("rfis", 5, {"subject": "Door", "question": {"body": "A & B?"}, "created_by_id": 1}, NOW, Placement(1, 2))
    reply = rfi.below("rfis/replies", 6, {"body": "B", "created_by_id": 1}, NOW)

    complete({"rfis": [rfi], "rfis/replies": [reply]}, {1: "Dana"})

    question = rfi.body["questions"][0]
    assert (question["rich_text_body"], question["plain_text_body"]) == ("<p>A &amp; B?</p>", "A & B?")
    assert (question["created_by"], question["answers"]) == (
        "Dana",
        [{"created_by": "Dana", "id": 6, "body": "B", "created_by_id": 1}],
    )
    assert "question" not in rfi.body


def test_an_rfi_without_a_text_asks_about_its_subject() -> None:
    rfi = Stored.new("rfis", 5, {"subject": "Door", "reference": "A1.01"}, NOW, Placement(1, 2))

    complete({"rfis": [rfi]}, {})

    assert rfi.body["questions"][0]["plain_text_body"] == "Door: please advise how to proceed. See A1.01."


def test_the_sandbox_s_rfi_shows_its_question_and_answer(world: World) -> None:
    rfi = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/rfis")[1][0]

    shown = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/rfis/{rfi['id']}")[1]["questions"][0]

    assert shown["plain_text_body"].endswith("Which one applies?")
    assert [answer["plain_text_body"] for answer in shown["answers"]] == [
        "The panic device applies; the elevation will be revised."
    ]
