import pytest

from mockcore.oauth.errors import OAuthError
from mockcore.oauth.pkce import challenge, verify

# The example of RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_the_example_of_the_standard_is_proven() -> None:
    verify({"code_verifier": VERIFIER}, CHALLENGE, "S256")
    verify({"code_verifier": VERIFIER}, VERIFIER, "plain")
    verify({}, "", "")


def test_the_method_is_plain_when_none_is_named() -> None:
    assert challenge({"code_challenge": VERIFIER}) == (VERIFIER, "plain")
    assert challenge({"code_challenge": CHALLENGE, "code_challenge_method": "S256"}) == (CHALLENGE, "S256")
    assert challenge({}) == ("", "")


@pytest.mark.parametrize(
    ("form", "given", "method", "error"),
    [
        ({"code_verifier": CHALLENGE}, CHALLENGE, "S256", "invalid_grant"),
        ({"code_verifier": VERIFIER}, CHALLENGE, "plain", "invalid_grant"),
        ({"code_verifier": VERIFIER}, "", "", "invalid_grant"),
        ({}, CHALLENGE, "S256", "invalid_request"),
        ({"code_verifier": "short"}, CHALLENGE, "S256", "invalid_request"),
        ({"code_verifier": "ä" * 43}, CHALLENGE, "S256", "invalid_request"),
    ],
)
def test_a_verifier_that_does_not_fit_is_refused(form: dict[str, str], given: str, method: str, error: str) -> None:
    with pytest.raises(OAuthError) as told:
        verify(form, given, method)
    assert told.value.error == error


@pytest.mark.parametrize(
    "form",
    [
        {"code_challenge": CHALLENGE, "code_challenge_method": "S512"},
        {"code_challenge": CHALLENGE, "code_challenge_method": "s256"},
        {"code_challenge_method": "S256"},
        {"code_challenge": "a" * 42},
        {"code_challenge": "a" * 129},
        {"code_challenge": CHALLENGE + "="},
        {"code_challenge": CHALLENGE + "\n"},
    ],
)
def test_a_challenge_that_cannot_be_met_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(OAuthError) as told:
        challenge(form)
    assert told.value.error == "invalid_request"
