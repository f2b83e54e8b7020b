import pytest

from mockcore.grants import GRANTS
from mockcore.oauth import codes
from mockcore.oauth.apps import App
from mockcore.oauth.errors import OAuthError
from mockcore.oauth.grant_types import ANSWERS, client, token
from mockcore.oauth.tokens import Tokens
from tests.oauth.conftest import named

WEB = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}
DMSA = {"client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
HOME = {"redirect_uri": "http://localhost"}


def nothing_announced(app: App, grant_type: str) -> None:
    """Every app and grant type goes on."""


def test_the_token_endpoint_answers_exactly_the_grants_of_the_table() -> None:
    assert ANSWERS.keys() == GRANTS.keys()


def test_a_code_is_exchanged_for_a_pair_and_that_refreshed(tokens: Tokens) -> None:
    code = codes.issue(tokens, "mockcore-web", 100, "http://localhost")
    first = token({"grant_type": "authorization_code", "code": code, **WEB, **HOME}, tokens, named, nothing_announced)
    assert {name: first[name] for name in ("token_type", "expires_in", "created_at")} == {
        "token_type": "bearer",
        "expires_in": 5_400,
        "created_at": tokens.clock.epoch(),
    }
    second = token(
        {"grant_type": "refresh_token", "refresh_token": first["refresh_token"], **WEB, **HOME},
        tokens,
        named,
        nothing_announced,
    )
    assert second.keys() == first.keys()
    assert tokens.access(first["access_token"]) is None
    assert tokens.access(second["access_token"]) is not None


def test_client_credentials_bring_no_refresh_token(tokens: Tokens) -> None:
    told = token({"grant_type": "client_credentials", **DMSA, **HOME}, tokens, named, nothing_announced)
    assert set(told) == {"access_token", "token_type", "expires_in", "created_at"}
    grant = tokens.access(told["access_token"])
    assert grant is not None
    assert (grant.client_id, grant.user_id) == ("mockcore-dmsa", None)


@pytest.mark.parametrize("form", [{}, {"client_id": "nobody"}, {**DMSA, "client_secret": ""}, {**DMSA, "client_secret": "ä"}])
def test_an_app_is_known_by_id_and_secret(form: dict[str, str]) -> None:
    assert client(DMSA, named).client_id == "mockcore-dmsa"
    with pytest.raises(OAuthError) as told:
        client(form, named)
    assert (told.value.error, told.value.status) == ("invalid_client", 401)
