"""The bodies of OAuth clients as pairs."""

import pytest

from mockcore.call import Call
from mockcore.oauth.errors import OAuthError
from mockcore.web.form_encodings import LIMIT_BYTES, MOST_FIELDS, pairs, query_pairs


def call(body: bytes, media: str) -> Call:
    return Call("POST", "/oauth/token", headers={"content-type": media}, body=body)


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"a=1&a=2", "application/x-www-form-urlencoded"),
        (b'{"a": "1", "a": "2"}', "application/json"),
        (
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n2\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_repeated_names_stay_visible_in_every_encoding(body: bytes, media: str) -> None:
    assert pairs(call(body, media)) == [("a", "1"), ("a", "2")]


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"[1]", "application/json"),
        (b"{", "application/json"),
        (b"a=\xff", "application/x-www-form-urlencoded"),
        (b"a", "text/plain"),
    ],
)
def test_a_body_that_cannot_be_read_is_an_invalid_request(body: bytes, media: str) -> None:
    with pytest.raises(OAuthError) as refused:
        pairs(call(body, media))
    assert (refused.value.error, refused.value.status) == ("invalid_request", 400)


def test_a_body_may_be_only_so_large() -> None:
    with pytest.raises(OAuthError) as refused:
        pairs(call(b" " * (LIMIT_BYTES + 1), "application/json"))
    assert refused.value.status == 413


def test_a_query_may_have_only_so_many_parameters() -> None:
    assert query_pairs("a=&b=2") == [("a", ""), ("b", "2")]
    with pytest.raises(OAuthError, match="too many"):
        query_pairs("&".join(["a=1"] * (MOST_FIELDS + 1)))
