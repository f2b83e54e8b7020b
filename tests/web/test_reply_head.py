from mockcore.call import Call, Reply
from mockcore.web.reply_head import head, header_lines, pairs

ORIGINS = frozenset({"https://app.example"})


def test_an_answer_tells_its_length_type_id_and_quota() -> None:
    lines = dict(pairs(head(Call("GET", "/", quota=(25, 24, 10)), Reply(200, b"[]", [("Total", "0")]), "r-1", ORIGINS)))
    assert lines["total"] == "0"
    assert lines["content-length"] == "2"
    assert lines["content-type"].startswith("application/json")
    assert lines["x-request-id"] == "r-1"
    assert lines["x-rate-limit-remaining"] == "24"


def test_an_answer_without_a_body_has_neither_length_nor_type() -> None:
    assert dict(pairs(head(Call("DELETE", "/"), Reply(204), "r-1", ORIGINS))) == {"x-request-id": "r-1"}


def test_a_page_of_an_allowed_origin_may_read_the_answer() -> None:
    for origin, allowed in (("https://app.example", True), ("https://other.example", False)):
        call = Call("GET", "/", headers={"origin": origin})
        lines = dict(pairs(head(call, Reply(200, b"{}"), "r-1", ORIGINS)))
        assert ("access-control-allow-origin" in lines) is allowed


def test_a_line_break_in_a_value_begins_no_other_header() -> None:
    assert header_lines((("Link", "a\r\nb: c"),)) == b"link: a b: c\r\n"
