"""Which recorded requests can be compared, and why others cannot."""

from typing import Any

import pytest

from mockcore.verify.exchange import NOT_JSON, of_journal


def recorded(**changes: Any) -> dict[str, Any]:
    asked = {"headers": {"content-type": "application/json", "procore-company-id": "7"}, "body": {"rfi": {"subject": "x"}}}
    answered = {"headers": {"content-type": "application/json; charset=utf-8"}, "body": {"id": 1}}
    row = {"method": "POST", "path": "/rest/v1.0/rfis", "query": "a=1", "status": 201, "fault": None}
    return {
        **row,
        "request": {**asked, **changes.pop("request", {})},
        "response": {**answered, **changes.pop("response", {})},
        **changes,
    }


def test_a_recorded_request_has_its_company_body_and_answer() -> None:
    (made,) = of_journal([recorded()])
    assert (made.method, made.path, made.query, made.company) == ("POST", "/rest/v1.0/rfis", "a=1", "7")
    assert (made.body, made.answer.status, made.answer.body, made.why_not) == ({"rfi": {"subject": "x"}}, 201, {"id": 1}, "")
    assert not made.safe


def test_only_calls_of_the_api_are_compared() -> None:
    assert of_journal([recorded(path="/oauth/token"), recorded(path="/_mockcore/clock")]) == []


def test_what_is_no_json_is_known_as_such() -> None:
    pdf = {"headers": {"content-type": "application/pdf"}, "body": "%PDF"}
    (made,) = of_journal([recorded(method="GET", request={"body": None}, response=pdf)])
    assert made.answer.body is NOT_JSON
    assert made.why_not == ""
    assert made.safe


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"fault": "rule-1"}, "they met the fault rule-1"),
        ({"status": 401}, "their token was refused"),
        (
            {"request": {"headers": {"content-type": "multipart/form-data; boundary=x"}, "body": "--x"}},
            "a body of multipart/form-data cannot be sent again",
        ),
        ({"request": {"body": {"user": {"password": "***"}}}}, "the journal masks a secret in their body"),
        ({"response": {"body": '[{"id": 1'}}, "the journal kept only the beginning of their answer"),
    ],
)
def test_what_cannot_be_sent_or_compared_is_left_out_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    (made,) = of_journal([recorded(**changes)])
    assert made.why_not == reason
