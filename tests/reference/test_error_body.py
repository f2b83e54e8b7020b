import json

import pytest

from mockcore.errors import BadRequest, Forbidden, NotFound, Unprocessable
from mockcore.reference import error_body

FIELDS = {"due_date": ["is not a date"]}
MISSING = {"due_date": ["is not a date"], "rfi.subject": ["is missing"], "title": ["is missing"]}


@pytest.mark.parametrize(
    ("error", "body"),
    [
        (NotFound(), {"errors": ["Not Found"]}),
        (Forbidden("App is not connected to this company."), {"errors": ["App is not connected to this company."]}),
        (BadRequest(fields=FIELDS), {"errors": FIELDS}),
        (Unprocessable("No."), {"errors": {"base": ["No."]}}),
    ],
)
def test_v1_names_fields_in_a_map_and_everything_else_in_a_list(error: NotFound, body: object) -> None:
    assert json.loads(error_body.render(error, "/rest/v1.0/rfis")) == body


def test_v1_names_the_first_parameter_that_is_missing_in_a_sentence() -> None:
    sentence = {"errors": "param is missing or the value is empty or invalid: subject"}
    for path in ("/rest/v1.0/rfis", "/rest/v1.1/rfis", "/vapid/rfis"):
        assert json.loads(error_body.render(BadRequest(fields=MISSING), path)) == sentence
    assert json.loads(error_body.render(Unprocessable(fields=MISSING), "/rest/v1.0/rfis")) == {"errors": MISSING}
    assert json.loads(error_body.render(BadRequest(fields=MISSING), "/_mockcore/faults")) == {"errors": MISSING}


def test_v2_has_one_envelope_with_details() -> None:
    body = json.loads(error_body.render(BadRequest(fields=FIELDS), "/rest/v2.0/rfis"))["error"]
    detail = {"reason_code": "INVALID_PROPERTY", "message": "due_date is not a date", "source": "due_date"}
    assert (body["code"], body["details"]) == ("BAD_REQUEST", [detail])
