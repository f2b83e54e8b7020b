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


def test_the_company_is_told_by_the_header_or_the_app_where_nothing_else_tells() -> None:
    header = {"procore-company-id": "7"}
    assert Call("GET", "/", headers=header, client_id="mockcore-dmsa-8", company_id=6).named_company == 6
    assert Call("GET", "/", headers=header, client_id="mockcore-dmsa-8").named_company == 7
    assert Call("GET", "/", client_id="mockcore-dmsa-8").named_company == 8
    assert Call("GET", "/", headers={"procore-company-id": "9" * 5_000}, client_id="mockcore-dmsa").named_company == 0
