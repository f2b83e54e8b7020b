import re

from mockcore.journal.codes import CODES, Finding


def test_every_code_says_what_is_wrong_and_where_to_read() -> None:
    for code, (text, page) in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert text.endswith(".")
        assert page


def test_a_finding_is_shown_with_the_text_of_its_code() -> None:
    shown = Finding("unused-body", 3, "", "GET /rest/v1.0/me", "GET").as_json()
    assert (shown["request"], shown["operation"], shown["asked"]) == (3, None, "GET /rest/v1.0/me")
    assert (shown["explanation"], shown["read"]) == CODES["unused-body"]
