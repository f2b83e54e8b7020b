"""``/oauth``: tokens by every encoding that clients use, their inspection and revocation."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from mockcore.call import Call
from mockcore.errors import InvalidToken, ServiceUnavailable
from mockcore.gates import lifecycle
from mockcore.gates.auth import authenticated
from mockcore.oauth.apps import App, default_user
from mockcore.oauth.grants import client, token
from mockcore.oauth.parameters import REVOCATION_NAMES, TOKEN_NAMES, needed, single, with_basic
from mockcore.oauth.refusals import OAuthError
from mockcore.spec.timeline import Held
from mockcore.web.control import Served
from mockcore.web.encodings import pairs, query_pairs

router = APIRouter(prefix="/oauth", include_in_schema=False)
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


@router.post("/token")
@router.post("/token/")
async def issue(request: Request, engine: Served) -> Response:
    """A token. Source: documented, OAuth endpoints; RFC 6749."""
    announced: list[Held] = []

    def check(app: App, grant_type: str) -> None:
        announced.extend(lifecycle.granted(engine.timeline, app, grant_type))

    try:
        told = token(await _form(request, TOKEN_NAMES), engine.tokens, engine.apps.named, check)
    except OAuthError as error:
        return _refused(error)
    except ServiceUnavailable as error:
        return _busy(error)
    answer = JSONResponse(told, headers=NO_STORE)
    if engine.settings.lifecycle_headers:
        call = Call("POST", request.url.path, url=str(request.base_url).rstrip("/"))
        for name, value in (line for held in announced for line in lifecycle.headers(held, call, {})):
            answer.headers.append(name, value)
    return answer


@router.get("/token/info")
@router.get("/token/info/")
async def info(request: Request, engine: Served) -> Response:
    """What a token is. Source: reference, token info."""
    try:
        grant = authenticated(Call("GET", request.url.path, headers=request.headers), engine.tokens)
    except InvalidToken as error:
        told = {"error": "invalid_token", "error_description": error.message}
        return JSONResponse(told, 401, headers={**NO_STORE, **error.headers})
    owner = default_user(engine.world, grant.client_id) if grant.user_id is None else grant.user_id
    return JSONResponse(
        {
            "resource_owner_id": owner,
            "scopes": [],
            "expires_in_seconds": grant.seconds_left(engine.clock.epoch()),
            "application": {"uid": grant.client_id},
            "created_at": grant.created_at,
        },
        headers=NO_STORE,
    )


@router.post("/revoke")
@router.post("/revoke/")
async def revoke(request: Request, engine: Served) -> Response:
    """Ends a token and its pair: 200 ``{}``, also when it is unknown or another app's. Source: documented; RFC 7009."""
    try:
        form = await _form(request, REVOCATION_NAMES)
        app = client(form, engine.apps.named)
        engine.tokens.revoke(needed(form, "token"), app.client_id)
    except OAuthError as error:
        return _refused(error)
    except ServiceUnavailable as error:
        return _busy(error)
    return JSONResponse({}, headers=NO_STORE)


async def _form(request: Request, names: frozenset[str]) -> dict[str, str]:
    sent = [*query_pairs(request), *await pairs(request)]
    return with_basic(single(sent, names), request.headers.get("authorization", ""))


def _refused(error: OAuthError) -> Response:
    headers = {**NO_STORE, **({"WWW-Authenticate": 'Basic realm="Procore"'} if error.status == 401 else {})}
    return JSONResponse({"error": error.error, "error_description": error.description}, error.status, headers=headers)


def _busy(error: ServiceUnavailable) -> Response:
    """The database is locked: to be tried again, with nothing used up. Source: RFC 6749 §4.1.2.1 has the name; assumed."""
    told = {"error": "temporarily_unavailable", "error_description": error.message}
    return JSONResponse(told, error.status, headers={**NO_STORE, **error.headers})
