"""``/oauth/authorize``: a person signs in and grants or refuses what an app asks for, without JavaScript."""

import hashlib
import hmac
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.oauth.consent import (
    AuthorizationRequest,
    approve,
    authorization_request,
    companies,
    denied,
    has_more_companies,
    person,
)
from mockcore.oauth.errors import OAuthError, invalid_request
from mockcore.oauth.parameters import single
from mockcore.web.form_encodings import LIMIT_BYTES, pairs, query_pairs
from mockcore.web.pages import page
from mockcore.web.redirect_advice import advice
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/oauth", include_in_schema=False)

_STYLE = Path(__file__).parent / "static" / "consent.css"
_COOKIE = "mockcore_consent"
_NONCE = re.compile(r"[0-9a-f]{64}")
_SEARCH = "company"
_ANSWER_NAMES = frozenset({"csrf", "decision", "user_id", "login"})
_USER_ID = re.compile(r"[0-9]{1,18}")
_HEADERS = {
    "Cache-Control": "no-store",
    "Pragma": "no-cache",
    # No form-action: browsers apply it to the redirection that follows the form too, which leads to the app.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class Forged(OAuthError):
    """The form does not come from the page that this browser was shown."""

    def __init__(self) -> None:
        super().__init__("invalid_request", "This form has expired. Go back to the app and begin again.", 403)


@router.get("/consent.css")
async def style() -> Response:
    """The style of the pages."""
    return FileResponse(_STYLE, media_type="text/css")


async def authorize(request: Request, engine: Served) -> Response:
    """The consent page, and the answer that it sends. Source: documented, OAuth endpoints; RFC 6749 §4.1."""
    try:
        authorization = authorization_request(query_pairs(request.scope["query_string"].decode("latin-1")), engine.apps.named)
        if request.method == "POST":
            return await _decided(request, engine, authorization)
        return _page(request, engine, authorization)
    except OAuthError as error:
        if error.redirect_to is not None:
            return _sent(error.redirect_to)
        lines = advice(error, str(request.base_url).rstrip("/"))
        return _rendered(request, "refusal.html", error.status, error=error.error, description=error.description, advice=lines)


for _path in ("/authorize", "/authorize/"):
    router.add_api_route(_path, authorize, methods=["GET", "POST"])


async def _decided(request: Request, engine: Engine, authorization: AuthorizationRequest) -> Response:
    form = single(pairs(await _call(request)), _ANSWER_NAMES)
    _check_proof(request, form)
    if form.get("decision") == "deny":
        raise denied(authorization)
    try:
        user = _chosen(engine, form)
    except OAuthError as error:
        return _page(request, engine, authorization, error.description)
    code = approve(authorization, user, engine.tokens)
    location = authorization.location(code)
    if location is not None:
        return _sent(location)
    return _rendered(request, "code.html", app=authorization.app, code=code)


async def _call(request: Request) -> Call:
    """The request with its body, or so much of it that it is too large."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LIMIT_BYTES:
                break
    except ClientDisconnect:
        raise invalid_request("The request body is incomplete.") from None
    return Call(request.method, request.url.path, headers=request.headers, body=bytes(body))


def _chosen(engine: Engine, form: dict[str, str]) -> int:
    if form.get("decision") != "approve":
        raise invalid_request("Choose Allow or Deny.")
    if "login" in form:
        return person(engine.world, None, form["login"]).id
    if not _USER_ID.fullmatch(form.get("user_id", "")):
        raise invalid_request("Choose a person.")
    return person(engine.world, int(form["user_id"])).id


def _check_proof(request: Request, form: dict[str, str]) -> None:
    # The guard refuses what browsers say is foreign. This is for those that do not say: it needs the cookie of the page.
    nonce = request.cookies.get(_COOKIE, "")
    if not _NONCE.fullmatch(nonce) or not hmac.compare_digest(_proof(nonce, request), form.get("csrf", "").encode()):
        raise Forged


def _proof(nonce: str, request: Request) -> bytes:
    """Binds the form to this browser and to what the person was shown."""
    return hmac.new(nonce.encode(), _query(request).encode(), hashlib.sha256).hexdigest().encode()


def _query(request: Request) -> str:
    return urlencode(request.query_params.multi_items())


def _page(request: Request, engine: Engine, authorization: AuthorizationRequest, message: str = "") -> Response:
    nonce = request.cookies.get(_COOKIE, "")
    if not _NONCE.fullmatch(nonce):
        nonce = secrets.token_hex(32)
    path = f"{_root(request)}/oauth/authorize"
    company = request.query_params.get(_SEARCH, "").strip()[:100]
    answer = _rendered(
        request,
        "consent.html",
        400 if message else 200,
        app=authorization.app,
        redirect_uri=None if authorization.out_of_band else authorization.redirect_uri,
        companies=companies(engine.world, authorization.app, company),
        search=_search(request, path, company) if company or has_more_companies(engine.world) else None,
        action=f"{path}?{_query(request)}",
        csrf=_proof(nonce, request).decode(),
        message=message,
    )
    secure = request.url.scheme == "https"
    answer.set_cookie(_COOKIE, nonce, path=path, secure=secure, httponly=True, samesite="lax")
    return answer


def _search(request: Request, path: str, company: str) -> dict[str, Any]:
    """What the form says that looks for a company: the request as it came, and another name."""
    asked_for = [(name, value) for name, value in request.query_params.multi_items() if name != _SEARCH]
    return {"action": path, "parameters": asked_for, "company": company, "name": _SEARCH}


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", "")).rstrip("/")


def _sent(location: str) -> Response:
    return RedirectResponse(location, 302, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


def _rendered(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    return HTMLResponse(page(name, root=_root(request), **values), status, headers=_HEADERS)
