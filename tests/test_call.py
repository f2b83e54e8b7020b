import pytest

from mockcore.call import Call, Reply


@pytest.mark.parametrize(
    ("header", "media"),
    [
        ("application/json; charset=utf-8", "application/json"),
        ("Multipart/Form-Data;boundary=b", "multipart/form-data"),
        ("", ""),
    ],
)
def test_the_content_type_is_told_without_its_parameters(header: str, media: str) -> None:
    assert Call("POST", "/", headers={"content-type": header}).content_type == media


def test_a_header_of_a_reply_is_found_by_any_spelling() -> None:
    reply = Reply(200, headers=[("Link", "a"), ("Total", "1")])
    assert (reply.header("link"), reply.header("TOTAL"), reply.header("Allow")) == ("a", "1", None)
