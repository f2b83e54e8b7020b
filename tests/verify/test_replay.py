"""Recorded requests asked of another server, which here is a list of answers."""

from typing import Any, cast

from mockcore.verify.counterparts import Counterparts
from mockcore.verify.exchange import Answer, Exchange
from mockcore.verify.outcome import Outcome
from mockcore.verify.replay import replay
from mockcore.verify.server import QuotaSpent, Server

RFI = Exchange("GET", "/rest/v1.0/projects/10/rfis/7", "", None, Answer(200, {}, {"id": 7}))


class There:
    """Answers with what it was given, then says that its quota is spent; remembers the paths."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.paths: list[str] = []

    def ask(self, method: str, path: str, *_: Any) -> Answer:
        self.paths.append(path)
        if not self.answers:
            raise QuotaSpent
        return self.answers.pop(0)


def repeated(there: There, *recorded: Exchange, writes: bool = False, **pairs: str) -> Outcome:
    outcome = Outcome("here", "there")
    replay(recorded, cast(Server, there), Counterparts(pairs), outcome, writes=writes)
    return outcome


def test_ids_are_translated_and_the_same_question_is_asked_once() -> None:
    there = There(Answer(200, {}, {"id": 8}))
    outcome = repeated(there, RFI, RFI, **{"10": "20", "7": "8"})
    assert there.paths == ["/rest/v1.0/projects/20/rfis/8"]
    assert (len(outcome.compared), outcome.differing) == (1, [])


def test_what_changes_something_is_sent_only_when_that_is_allowed() -> None:
    post = Exchange("POST", "/rest/v1.0/vendors", "", None, Answer(201, {}, {"id": 1}))
    there = There(Answer(201, {}, {"id": 2}))
    assert "--writes" in repeated(there, post).rows[0].skipped
    assert there.paths == []
    assert len(repeated(there, post, writes=True).compared) == 1


def test_a_record_that_is_not_there_is_no_difference() -> None:
    outcome = repeated(There(Answer(404, {}, None)), RFI)
    assert "does not have the records" in outcome.rows[0].skipped


def test_a_spent_quota_ends_the_asking() -> None:
    there = There()
    other = Exchange("GET", "/rest/v1.0/me", "", None, Answer(200, {}, {}))
    outcome = repeated(there, RFI, other)
    assert (len(there.paths), len(outcome.rows), outcome.compared) == (1, 2, [])
