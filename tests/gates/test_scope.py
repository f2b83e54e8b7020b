import pytest

from tests.tiny import COMPANY, OTHER, OTHER_PROJECT, PROJECT, Tiny

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"
HEADER = "procore-company-id"


@pytest.mark.parametrize(
    ("path", "company", "status"),
    [
        (WIDGETS, str(COMPANY), 200),
        (WIDGETS, "", 200),
        (WIDGETS, str(OTHER), 403),
        (WIDGETS, "one", 400),
        (WIDGETS, "9" * 19, 404),
        (f"/rest/v1.0/projects/{OTHER_PROJECT}/widgets", str(COMPANY), 403),
        ("/rest/v1.0/projects/999/widgets", str(COMPANY), 404),
    ],
)
def test_the_header_and_the_project_have_to_agree(path: str, company: str, status: int) -> None:
    assert Tiny().ask("GET", path, **{HEADER: company})[0] == status


def test_a_call_that_cannot_be_read_is_told_so_after_its_company_is_settled() -> None:
    tiny = Tiny()
    body = {"widget": {"name": "Fan", "parts_wanted": "many"}}
    assert tiny.ask("POST", WIDGETS, body)[0] == 422
    assert tiny.ask("POST", WIDGETS, body, **{HEADER: str(OTHER)})[0] == 403
    assert tiny.ask("POST", f"/rest/v1.0/projects/{OTHER_PROJECT}/widgets", body)[0] == 403


def test_what_is_wrong_with_the_input_comes_before_a_company_that_is_no_number() -> None:
    status, answer, _ = Tiny().ask("POST", WIDGETS, {"widget": {}}, **{HEADER: "one"})
    assert (status, answer) == (400, {"errors": "param is missing or the value is empty or invalid: widget"})
