"""What came of comparing, for people and for programs."""

from mockcore.verify.differences import Difference
from mockcore.verify.exchange import Answer, Exchange
from mockcore.verify.outcome import Outcome


def outcome() -> Outcome:
    compared = Outcome("here", "there")
    exchange = Exchange("GET", "/rest/v1.0/me", "a=1", None, Answer(200))
    compared.add(exchange, [Difference("body.id", "type", "number", "string")])
    compared.add(exchange, [])
    compared.skip("POST", "/rest/v1.0/vendors", "they change something")
    return compared


def test_what_was_left_out_is_not_compared() -> None:
    assert (len(outcome().compared), len(outcome().differing)) == (2, 1)


def test_people_read_where_answers_differ_and_why_others_were_left_out() -> None:
    lines = list(outcome().lines())
    assert lines[0] == "GET /rest/v1.0/me?a=1"
    assert "body.id" in lines[1]
    assert lines[1].endswith("here: number; there: string")
    assert "Left out, as they change something: 1, e.g. POST /rest/v1.0/vendors" in lines
    assert lines[-1] == "Requests compared with there: 2; alike: 1; differences in the others: 1."
