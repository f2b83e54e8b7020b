import pytest

from mockcore.journal.masking import OAUTH_SECRETS, SECRETS, body, headers, query

FORM = "application/x-www-form-urlencoded"


def test_tokens_and_cookies_do_not_leave_the_headers() -> None:
    shown = headers({"authorization": "Bearer abc", "cookie": "a=b", "accept": "*/*"})
    assert shown == {"authorization": "Bearer ***", "cookie": "***", "accept": "*/*"}
    assert headers([("Location", "http://localhost/?code=abc&state=x")])["location"] == "http://localhost/?code=***&state=x"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b'{"client_secret": "hush", "deep": [{"refresh_token": "hush"}]}', "application/json"),
        (b"client_id=a&client_secret=hush&code=hush", FORM),
        (
            b'--B\r\nContent-Disposition: form-data; name="client_secret"\r\n\r\nhush\r\n--B--',
            "multipart/form-data; boundary=B",
        ),
    ],
)
def test_secrets_do_not_leave_a_body_in_any_encoding(data: bytes, media: str) -> None:
    shown = str(body(data, media, OAUTH_SECRETS))
    assert "hush" not in shown
    assert "***" in shown


def test_a_code_is_secret_below_oauth_only() -> None:
    assert body(b'{"code": "03-300"}', "application/json", SECRETS) == {"code": "03-300"}
    assert query("code=abc&state=x", OAUTH_SECRETS) == "code=***&state=x"
    assert query("filters[id]=1", SECRETS) == "filters[id]=1"


def test_bytes_are_told_by_their_size() -> None:
    assert body(b"\x00\x01", "application/pdf", SECRETS) == "(2 bytes of application/pdf)"
