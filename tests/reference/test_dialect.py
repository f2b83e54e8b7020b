import json

import pytest

from mockcore.call import Call
from mockcore.errors import BadRequest, Forbidden, NotFound, Unprocessable
from mockcore.reference.dialect import error_body, of_path, page_headers

FIELDS = {"subject": ["is missing"]}


@pytest.mark.parametrize(
    ("path", "dialect"), [("/rest/v1.0/rfis", "v1"), ("/rest/v2.1/x", "v2"), ("/vapid/rfis", "v1"), ("/x", "v1")]
)
def test_the_dialect_is_told_by_the_path(path: str, dialect: str) -> None:
    assert of_path(path) == dialect


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
    assert json.loads(error_body(error, "v1")) == body


def test_v2_has_one_envelope_with_details() -> None:
    body = json.loads(error_body(BadRequest(fields=FIELDS), "v2"))["error"]
    detail = {"reason_code": "INVALID_PROPERTY", "message": "subject is missing", "source": "subject"}
    assert (body["code"], body["details"]) == ("BAD_REQUEST", [detail])


@pytest.mark.parametrize(
    ("page", "total", "names"),
    [
        (1, 10, []),
        (1, 30, ["last", "next"]),
        (2, 30, ["first", "last", "next"]),
        (3, 40, ["first", "prev", "last", "next"]),
        (3, 30, ["first", "prev"]),
        (9, 30, ["first", "prev"]),
        (1, 0, []),
    ],
)
def test_links_lead_to_the_pages_that_there_are(page: int, total: int, names: list[str]) -> None:
    headers = dict(page_headers(Call("GET", "/rest/v1.0/rfis", "view=x&page=1"), page, 10, total))
    link = headers.get("Link", "")
    assert [part.split('"')[1] for part in link.split(", ") if part] == names
    assert link.count("per_page=10&view=x>") == len(names)
    assert (headers["Total"], headers["Per-Page"]) == (str(total), "10")
