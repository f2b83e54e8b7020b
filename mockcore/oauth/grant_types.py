"""Grant type → function: each answers a token request or raises what RFC 6749 names."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from mockcore.grants import SERVICE_ACCOUNT
from mockcore.oauth import codes
from mockcore.oauth.apps import App
from mockcore.oauth.errors import OAuthError, invalid_client, invalid_grant
from mockcore.oauth.parameters import check_scope, needed
from mockcore.oauth.tokens import Grant, Tokens

Find = Callable[[str], App | None]
Check = Callable[[App, str], None]


def client(form: Mapping[str, str], find: Find) -> App:
    """The app that a token request authenticates as; ``find`` knows apps by client id. Raises: OAuthError invalid_client."""
    app = find(form.get("client_id", ""))
    if app is None or not secrets.compare_digest(app.client_secret.encode(), form.get("client_secret", "").encode()):
        raise invalid_client()
    return app


def token(form: dict[str, str], tokens: Tokens, find: Find, check: Check) -> dict[str, Any]:
    """Answers ``POST /oauth/token``; ``check`` refuses an app or grant type whose time is over.

    Raises: OAuthError. Source: documented, OAuth endpoints; RFC 6749 §5.
    """
    name = needed(form, "grant_type")
    grant = ANSWERS.get(name)
    if grant is None:
        raise OAuthError("unsupported_grant_type", "The authorization grant type is not supported by the authorization server.")
    app = client(form, find)
    if name not in app.grants:
        raise OAuthError("unauthorized_client", "The client is not authorized to perform this request using this method.")
    check_scope(form)
    check(app, name)
    return grant(form, app, tokens)


def _client_credentials(form: dict[str, str], app: App, tokens: Tokens) -> dict[str, Any]:
    return _body(tokens.issue(app.client_id, None, service=app.kind == SERVICE_ACCOUNT))


def _authorization_code(form: dict[str, str], app: App, tokens: Tokens) -> dict[str, Any]:
    return _body(*codes.redeem(form, app.client_id, tokens))


def _refresh_token(form: dict[str, str], app: App, tokens: Tokens) -> dict[str, Any]:
    pair = tokens.rotate(needed(form, "refresh_token"), app.client_id)
    if pair is None:
        raise invalid_grant()
    return _body(*pair)


def _body(access: Grant, refresh: str | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {
        "access_token": access.token,
        "token_type": "bearer",
        "expires_in": access.seconds_left(access.created_at),
        "created_at": access.created_at,
    }
    return body if refresh is None else body | {"refresh_token": refresh}


ANSWERS: dict[str, Callable[[dict[str, str], App, Tokens], dict[str, Any]]] = {
    "client_credentials": _client_credentials,
    "authorization_code": _authorization_code,
    "refresh_token": _refresh_token,
}
