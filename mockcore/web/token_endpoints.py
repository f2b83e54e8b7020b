"""``/oauth`` but for its pages: tokens by every encoding that clients use, their inspection and revocation.

Without FastAPI: its middleware costs as much as the signature of a token, and its import more than the start of a server.
"""

import logging
from collections.abc import Callable
from typing import Any

import orjson

from mockcore.call import Call, Reply
from mockcore.engine import Engine
from mockcore.errors import (
    InvalidToken,
    MethodNotAllowed,
    MockError,
    ServerFault,
    ServiceUnavailable,
    StorageBusy,
    StorageFailed,
)
from mockcore.gates import app_lifecycle, lifecycle
from mockcore.gates.authentication import grant_of
from mockcore.journal import masking
from mockcore.oauth.apps import App, default_user
from mockcore.oauth.errors import OAuthError
from mockcore.oauth.grant_types import client, token
from mockcore.oauth.parameters import REVOCATION_NAMES, TOKEN_NAMES, needed, single, with_basic
from mockcore.reference.timeline import Notice
from mockcore.replies import refusal
from mockcore.web.form_encodings import pairs, query_pairs

log = logging.getLogger("mockcore")
NO_STORE = [("Cache-Control", "no-store"), ("Pragma", "no-cache")]
JSON = "application/json"


def answer(call: Call, engine: Engine) -> Reply | None:
    """The answer of an endpoint that a call names, with or without a slash at its end; None for another path."""
    method, ask = ENDPOINTS.get(call.path.removesuffix("/"), ("", None))
    if ask is None:
        return None
    try:
        if call.method != method:
            raise MethodNotAllowed(headers={"Allow": method})
        return ask(call, engine)
    except OAuthError as error:
        return _refused(error)
    except ServiceUnavailable as error:
        return _unavailable(error)
    except StorageFailed:
        log.exception("%s %s met a database that cannot be written", call.method, masking.path(call.path))
        return _unavailable(StorageBusy())
    except MockError as error:
        return refusal(call, error)
    except Exception:
        log.exception("%s %s failed", call.method, masking.path(call.path))
        return refusal(call, ServerFault())


def _issue(call: Call, engine: Engine) -> Reply:
    """A token. Source: documented, OAuth endpoints; RFC 6749."""
    announced: list[Notice] = []

    def check(app: App, grant_type: str) -> None:
        announced.extend(app_lifecycle.granted(engine.timeline, app, grant_type))

    body = token(_form(call, TOKEN_NAMES), engine.tokens, engine.apps.named, check)
    if not engine.settings.lifecycle_headers:
        announced.clear()
    return _reply(body, headers=[line for notice in announced for line in lifecycle.headers(notice, call, {})])


def _inspect(call: Call, engine: Engine) -> Reply:
    """What a token is. Source: reference, token info."""
    try:
        grant = grant_of(call, engine.tokens)
    except InvalidToken as error:
        refusal = {"error": "invalid_token", "error_description": error.message}
        return _reply(refusal, 401, list(error.headers.items()))
    owner = default_user(engine.world, grant.client_id) if grant.user_id is None else grant.user_id
    return _reply(
        {
            "resource_owner_id": owner,
            "scopes": [],
            "expires_in_seconds": grant.seconds_left(engine.clock.epoch()),
            "application": {"uid": grant.client_id},
            "created_at": grant.created_at,
        }
    )


def _revoke(call: Call, engine: Engine) -> Reply:
    """Ends a token and its pair: 200 ``{}``, also when it is unknown or another app's. Source: documented; RFC 7009."""
    form = _form(call, REVOCATION_NAMES)
    app = client(form, engine.apps.named)
    engine.tokens.revoke(needed(form, "token"), app.client_id)
    return _reply({})


def _form(call: Call, names: frozenset[str]) -> dict[str, str]:
    sent = [*query_pairs(call.query), *pairs(call)]
    return with_basic(single(sent, names), call.headers.get("authorization", ""))


def _reply(value: dict[str, Any], status: int = 200, headers: list[tuple[str, str]] | None = None) -> Reply:
    return Reply(status, orjson.dumps(value), [*NO_STORE, *(headers or ())], JSON)


def _refused(error: OAuthError) -> Reply:
    challenge = [("WWW-Authenticate", 'Basic realm="Procore"')] if error.status == 401 else []
    return _reply({"error": error.error, "error_description": error.description}, error.status, challenge)


def _unavailable(error: ServiceUnavailable) -> Reply:
    """The database is locked: to be tried again, with nothing used up. Source: RFC 6749 §4.1.2.1 has the name; assumed."""
    body = {"error": "temporarily_unavailable", "error_description": error.message}
    return _reply(body, error.status, list(error.headers.items()))


ENDPOINTS: dict[str, tuple[str, Callable[[Call, Engine], Reply]]] = {
    "/oauth/token": ("POST", _issue),
    "/oauth/token/info": ("GET", _inspect),
    "/oauth/revoke": ("POST", _revoke),
}
