import pytest

from mockcore.journal.masking import OAUTH_SECRETS, SECRETS, body, headers, path, query

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


TOKEN = "eyJ0eXAiOiJKV1QifQ.eyJhaWQiOiJ4In0.abc-def_"
PART = b"--B\r\nContent-Disposition: form-data; name=%s\r\n\r\nhush\r\n--B--"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"client_secret=hush", "text/plain"),
        (b"client_secret=hush", ""),
        (b"client_secret=hush", "application/json"),
        (b'{"client_secret": "hush"', "application/json"),
        (b'{"client_secret": "hush"}', FORM),
        (b'{"client_secret": "hush"}', "multipart/form-data; boundary=B"),
        (b'{"Client_Secret": ["hush"]}', "application/json"),
        (b"client%5Fsecret=hush", FORM),
        (PART % b"client_secret", "multipart/form-data; boundary=B"),
        (PART.replace(b"\r", b"") % b'"client_secret"', "multipart/form-data; boundary=B"),
        ((PART % b'"client_secret"').removesuffix(b"\r\n--B--"), "multipart/form-data; boundary=B"),
        (b'<input name="csrf" value="' + b"f0" * 32 + b'"><code>' + b"a1" * 32 + b"</code>", "text/html"),
    ],
)
def test_secrets_do_not_leave_a_body_that_is_not_what_it_says(data: bytes, media: str) -> None:
    shown = str(body(data, media, OAUTH_SECRETS))
    assert not [part for part in ("hush", "f0f0", "a1a1") if part in shown]


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b'{"hook": {"destination_headers": {"X-Key": "hush"}}', "application/json"),
        (b"hook[destination_headers][X-Key]=hush", FORM),
        (PART % b'"hook[destination_headers][X-Key]"', "multipart/form-data; boundary=B"),
        (b'{"client_secret": "hush"', "application/json"),
        (b"authorization: Bearer hush", "text/plain"),
    ],
)
def test_secrets_do_not_leave_a_body_of_the_api_either(data: bytes, media: str) -> None:
    assert "hush" not in str(body(data, media, SECRETS))


def test_what_looks_like_a_token_is_masked_wherever_it_stands() -> None:
    assert path(f"/oauth/{'f0' * 32}") == "/oauth/***"
    assert path(f"/rest/v1.0/{TOKEN}/x") == "/rest/v1.0/***/x"
    assert headers({"authorization": TOKEN, "x-note": f"see {TOKEN}"}) == {"authorization": "***", "x-note": "see ***"}
    assert headers({"set-cookie": "a=secret; Path=/"}) == {"set-cookie": "a=***; Path=/"}
    assert body(f'{{"note": "{TOKEN}"}}'.encode(), "application/json", SECRETS) == {"note": "***"}
    assert query(f"q={TOKEN}", SECRETS) == "q=***"
