import pytest

from mockcore.clock import Clock
from mockcore.oauth.grants import OAuthError, authorize, token
from mockcore.oauth.tokens import Tokens
from mockcore.store.database import Database

WEB = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}
ASKED = {"client_id": "mockcore-web", "redirect_uri": "http://localhost", "response_type": "code"}


@pytest.fixture
def tokens() -> Tokens:
    database = Database()
    database.create_tables()
    clock = Clock("2026-01-15T15:00:00Z")
    clock.set(clock.now(), frozen=True)
    return Tokens(database, clock)


def exchanged(tokens: Tokens, code: str, **changes: str) -> dict[str, object]:
    return token({"grant_type": "authorization_code", "code": code, **WEB, **changes}, tokens)


def test_a_code_is_exchanged_once_for_a_pair(tokens: Tokens) -> None:
    _, code = authorize(ASKED, 100, tokens)
    pair = exchanged(tokens, code, redirect_uri="http://localhost")
    grant = tokens.access(str(pair["access_token"]))
    assert grant is not None
    assert (grant.user_id, pair["expires_in"]) == (100, 5_400)
    with pytest.raises(OAuthError, match="invalid, expired, revoked"):
        exchanged(tokens, code)


def test_a_code_lives_ten_minutes_and_for_its_own_address(tokens: Tokens) -> None:
    _, code = authorize(ASKED, 100, tokens)
    with pytest.raises(OAuthError, match="redirection URI"):
        exchanged(tokens, code, redirect_uri="http://localhost/callback")
    tokens.clock.advance(600)
    with pytest.raises(OAuthError, match="expired"):
        exchanged(tokens, code)


def test_a_refresh_token_works_once_and_kills_its_pair(tokens: Tokens) -> None:
    _, code = authorize(ASKED, 100, tokens)
    first = exchanged(tokens, code)
    form = {"grant_type": "refresh_token", "refresh_token": str(first["refresh_token"]), **WEB}
    second = token(form, tokens)
    assert tokens.access(str(first["access_token"])) is None
    assert tokens.access(str(second["access_token"])) is not None
    with pytest.raises(OAuthError) as refused:
        token(form, tokens)
    assert (refused.value.error, refused.value.status) == ("invalid_grant", 400)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "nobody"}, "invalid_client"),
        ({"redirect_uri": "http://localhost/"}, "invalid_redirect_uri"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
def test_an_authorization_request_must_name_app_address_and_type(tokens: Tokens, changes: dict[str, str], error: str) -> None:
    with pytest.raises(OAuthError) as refused:
        authorize({**ASKED, **changes}, 100, tokens)
    assert refused.value.error == error
