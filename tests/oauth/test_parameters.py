import base64
from typing import Any

import pytest

from mockcore.oauth.errors import OAuthError
from mockcore.oauth.parameters import TOKEN_NAMES, check_scope, needed, single, with_basic

NAMES = frozenset({"code", "client_id"})


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


def test_what_is_empty_or_unknown_is_as_if_absent() -> None:
    pairs = [("code", ""), ("code", None), ("x", "1"), ("x", "2"), ("code", "abc"), ("client_id", 7)]
    assert single(pairs, NAMES) == {"code": "abc", "client_id": "7"}


@pytest.mark.parametrize(
    "pairs",
    [
        [("code", "a"), ("code", "a")],
        [("code", "a" * 4_097)],
        [("code", ["a"])],
        [("code", {"a": 1})],
        [("code", True)],
        [("code", 1.5)],
        [("code", "\ud800")],
    ],
)
def test_a_parameter_is_one_text_of_bearable_length(pairs: list[tuple[str, Any]]) -> None:
    with pytest.raises(OAuthError) as told:
        single(pairs, NAMES)
    assert told.value.error == "invalid_request"
    assert single([("code", "a" * 4_096)], NAMES)


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(OAuthError, match="code_verifier"):
        needed({}, "code_verifier")


def test_the_token_endpoint_takes_a_parameter_twice_where_both_say_the_same() -> None:
    assert single([("code", "a"), ("code", "a")], TOKEN_NAMES) == {"code": "a"}
    with pytest.raises(OAuthError, match="more than once"):
        single([("code", "a"), ("code", "b")], TOKEN_NAMES)


@pytest.mark.parametrize("scope", [" ", "a  b", 'a"b', "a\\b", "ä", "a\tb", "a "])
def test_a_scope_is_ignored_unless_it_is_malformed(scope: str) -> None:
    check_scope({"scope": "openid profile"})
    with pytest.raises(OAuthError) as told:
        check_scope({"scope": scope})
    assert told.value.error == "invalid_scope"


def test_basic_credentials_join_the_form_and_other_schemes_are_ignored() -> None:
    found = {"client_id": "a b", "client_secret": "s:c+d"}
    assert with_basic({}, basic("a%20b:s%3Ac+d")) == found
    assert with_basic({"client_id": "a b"}, basic("a%20b:s:c+d").replace("Basic", "basic")) == found
    assert with_basic({"client_id": "x"}, "Bearer old") == {"client_id": "x"}
    assert with_basic({}, "") == {}


@pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic /w==", "Basic Ym9l Ym9l"])
def test_basic_credentials_that_cannot_be_read_are_no_authentication(header: str) -> None:
    with pytest.raises(OAuthError) as told:
        with_basic({}, header)
    assert (told.value.error, told.value.status) == ("invalid_client", 401)


@pytest.mark.parametrize("form", [{"client_id": "b"}, {"client_secret": "t"}, {"client_id": "a", "client_secret": "t"}])
def test_two_ways_to_authenticate_must_not_differ(form: dict[str, str]) -> None:
    with pytest.raises(OAuthError) as told:
        with_basic(form, basic("a:s"))
    assert told.value.error == "invalid_request"
