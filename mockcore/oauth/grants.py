"""Grant type → function: each answers a token request or raises what RFC 6749 names."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from mockcore.oauth.apps import OUT_OF_BAND, App, app_named
from mockcore.oauth.tokens import ACCESS_SECONDS, CODE_SECONDS, Grant, Tokens


class OAuthError(Exception):
    """A refusal in RFC 6749's words: ``error`` and ``error_description``. Source: RFC 6749 §5.2; descriptions observed."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status


INVALID_CLIENT = (
    "Client authentication failed due to unknown client, no client authentication included, "
    "or unsupported authentication method."
)
INVALID_GRANT = (
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI "
    "used in the authorization request, or was issued to another client."
)


def client(form: Mapping[str, str]) -> App:
    """The app that a token request authenticates as. Raises: OAuthError invalid_client."""
    app = app_named(form.get("client_id", ""))
    if app is None or not secrets.compare_digest(app.client_secret.encode(), form.get("client_secret", "").encode()):
        raise OAuthError("invalid_client", INVALID_CLIENT, 401)
    return app


def token(form: Mapping[str, str], tokens: Tokens) -> dict[str, Any]:
    """Answers ``POST /oauth/token``. Raises: OAuthError."""
    name = form.get("grant_type", "")
    if not name:
        raise OAuthError("invalid_request", "Missing required parameter: grant_type.")
    grant = GRANTS.get(name)
    if grant is None:
        raise OAuthError("unsupported_grant_type", "The authorization grant type is not supported by the authorization server.")
    app = client(form)
    if name not in app.grants:
        raise OAuthError("unauthorized_client", "The client is not authorized to perform this request using this method.")
    return grant(form, app, tokens)


def _client_credentials(form: Mapping[str, str], app: App, tokens: Tokens) -> dict[str, Any]:
    return _body(tokens.issue("access", app.client_id, None, ACCESS_SECONDS))


def _authorization_code(form: Mapping[str, str], app: App, tokens: Tokens) -> dict[str, Any]:
    found = tokens.find(_needed(form, "code"))
    if found is None or found.purpose != "code" or found.client_id != app.client_id or not found.live(tokens.clock.epoch()):
        raise OAuthError("invalid_grant", INVALID_GRANT)
    if found.redirect_uri != form.get("redirect_uri", found.redirect_uri):
        raise OAuthError("invalid_grant", INVALID_GRANT)
    tokens.discard(found)
    return _pair(app, found.user_id, tokens)


def _refresh_token(form: Mapping[str, str], app: App, tokens: Tokens) -> dict[str, Any]:
    found = tokens.find(_needed(form, "refresh_token"))
    if found is None or found.purpose != "refresh" or found.client_id != app.client_id:
        raise OAuthError("invalid_grant", INVALID_GRANT)
    tokens.revoke(found)
    return _pair(app, found.user_id, tokens)


def _needed(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "")
    if not value:
        raise OAuthError("invalid_request", f"Missing required parameter: {name}.")
    return value


def _pair(app: App, user_id: int | None, tokens: Tokens) -> dict[str, Any]:
    access = tokens.issue("access", app.client_id, user_id, ACCESS_SECONDS)
    refresh = tokens.issue("refresh", app.client_id, user_id, 0, pair=access.pair)
    return _body(access) | {"refresh_token": refresh.token}


def _body(access: Grant) -> dict[str, Any]:
    lifetime = access.expires_at - access.created_at
    return {
        "access_token": access.token,
        "token_type": "bearer",
        "expires_in": lifetime,
        "created_at": access.created_at,
    }


def authorize(query: Mapping[str, str], user_id: int, tokens: Tokens) -> tuple[str, str]:
    """(redirect URI, code) for an approved authorization request. Raises: OAuthError."""
    app = app_named(query.get("client_id", ""))
    if app is None:
        raise OAuthError("invalid_client", INVALID_CLIENT, 401)
    redirect_uri = query.get("redirect_uri", "")
    if redirect_uri not in app.redirect_uris:
        raise OAuthError(
            "invalid_redirect_uri", "The requested redirect uri is malformed or doesn't match client redirect URI."
        )
    if query.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "The authorization server does not support this response type.")
    code = tokens.issue("code", app.client_id, user_id, CODE_SECONDS, redirect_uri=redirect_uri)
    return redirect_uri, code.token


def out_of_band(redirect_uri: str) -> bool:
    """Whether the code is shown instead of sent. Source: documented, authorization code flow."""
    return redirect_uri == OUT_OF_BAND


GRANTS: dict[str, Callable[[Mapping[str, str], App, Tokens], dict[str, Any]]] = {
    "client_credentials": _client_credentials,
    "authorization_code": _authorization_code,
    "refresh_token": _refresh_token,
}
