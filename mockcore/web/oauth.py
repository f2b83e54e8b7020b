"""``/oauth``: tokens by every encoding that clients use, their inspection and revocation."""

import base64
import binascii
from typing import Any
from urllib.parse import unquote, urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.errors import BadRequest, InvalidToken, UnsupportedMedia
from mockcore.gates.auth import authenticated
from mockcore.oauth.apps import installations, user_of
from mockcore.oauth.grants import OAuthError, authorize, client, out_of_band, token
from mockcore.spec.forms import parsed

router = APIRouter(prefix="/oauth", include_in_schema=False)
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
LIMIT = 1_000_000


@router.post("/token")
@router.post("/token/")
async def issue(request: Request) -> Response:
    """A token. Source: documented, OAuth endpoints; RFC 6749."""
    engine = _engine(request)
    try:
        form = await _form(request)
        with engine.world.database.transaction(write=True):
            return JSONResponse(token(form, engine.tokens), headers=NO_STORE)
    except OAuthError as error:
        return _refused(error)


@router.get("/token/info")
async def info(request: Request) -> Response:
    """What a token is. Source: reference, token info."""
    engine = _engine(request)
    try:
        grant = authenticated(_call(request, b""), engine.tokens)
    except InvalidToken as error:
        return JSONResponse({"error": "invalid_token", "error_description": error.message}, 401, headers=error.headers)
    owner = grant.user_id
    if owner is None:
        owner = next((user_of(found) for found in installations(engine.world, grant.client_id)), None)
    return JSONResponse(
        {
            "resource_owner_id": owner,
            "scopes": [],
            "expires_in_seconds": max(0, grant.expires_at - engine.clock.epoch()),
            "application": {"uid": grant.client_id},
            "created_at": grant.created_at,
        },
        headers=NO_STORE,
    )


@router.post("/revoke")
@router.post("/revoke/")
async def revoke(request: Request) -> Response:
    """Kills a token and its pair; always 200 ``{}``. Source: documented, OAuth endpoints."""
    engine = _engine(request)
    try:
        form = await _form(request)
        found = engine.tokens.find(form.get("token", ""))
        if found is not None and client(form).client_id == found.client_id:
            with engine.world.database.transaction(write=True):
                engine.tokens.revoke(found)
    except OAuthError as error:
        return _refused(error)
    return JSONResponse({})


@router.get("/authorize")
async def approve(request: Request) -> Response:
    """Approves as the seeded user and hands out a code. Source: documented, OAuth endpoints."""
    engine = _engine(request)
    query = dict(request.query_params)
    users = installations(engine.world, query.get("client_id", ""))
    owner = next((user_of(found) for found in users), None)
    try:
        with engine.world.database.transaction(write=True):
            redirect_uri, code = authorize(query, owner or 0, engine.tokens)
    except OAuthError as error:
        return _refused(error)
    if out_of_band(redirect_uri):
        return HTMLResponse(f'<!doctype html><title>Authorization code</title><code id="authorization_code">{code}</code>')
    answer = {"code": code, **({"state": query["state"]} if "state" in query else {})}
    joint = "&" if "?" in redirect_uri else "?"
    return Response(status_code=302, headers={"Location": f"{redirect_uri}{joint}{urlencode(answer)}"})


def _engine(request: Request) -> Engine:
    found: Engine = request.app.state.engine
    return found


def _call(request: Request, body: bytes) -> Call:
    return Call(
        request.method,
        request.url.path,
        request.url.query,
        {name.lower(): value for name, value in request.headers.items()},
        body,
    )


async def _form(request: Request) -> dict[str, str]:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LIMIT:
            raise OAuthError("invalid_request", "The request body is too large.", 413)
    try:
        values: Any = parsed(_call(request, bytes(body))) or {}
    except (BadRequest, UnsupportedMedia):
        raise OAuthError("invalid_request", "The request body cannot be read.") from None
    if not isinstance(values, dict):
        raise OAuthError("invalid_request", "The request body must be an object.")
    form = dict(request.query_params.items())
    form.update({str(name): str(value) for name, value in values.items() if isinstance(value, str | int)})
    return form | _basic(request)


def _basic(request: Request) -> dict[str, str]:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return {}
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise OAuthError("invalid_client", "The Basic credentials cannot be read.", 401) from None
    return {"client_id": unquote(name), "client_secret": unquote(secret)}


def _refused(error: OAuthError) -> Response:
    headers = {**NO_STORE, **({"WWW-Authenticate": 'Basic realm="Procore"'} if error.status == 401 else {})}
    return JSONResponse({"error": error.error, "error_description": error.description}, error.status, headers=headers)
