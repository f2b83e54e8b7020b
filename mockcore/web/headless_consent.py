"""``POST /_mockcore/authorize``: the consent of a person in one request, for tests that have no browser."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from mockcore.engine import Engine
from mockcore.oauth.apps import default_user
from mockcore.oauth.consent import approve, authorization_request, denied, person
from mockcore.oauth.errors import OAuthError
from mockcore.web.control_schema import ERRORS, JSON, TEXT, TEXTS, answers, closed_with, or_null, record
from mockcore.web.redirect_advice import advice
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore", tags=["Apps"])
GRANTED = record("Granted", {"code": or_null(TEXT), "redirect_to": or_null(TEXT)})
REFUSED = record("Refused", {"error": TEXT, "error_description": TEXT, "redirect_to": or_null(TEXT)}, {"advice": TEXTS})
WEB = {"client_id": "mockcore-web", "redirect_uri": "http://localhost"}


class Consent(BaseModel):
    """An authorization request and who grants it: `user_id`, or `login`, or the user that the app was given at installation."""

    model_config = closed_with(**WEB, login="sandbox+admin@example.com")

    client_id: str
    redirect_uri: str
    user_id: int | None = None
    login: str | None = None
    approve: bool = True
    response_type: str = "code"
    state: str | None = None
    scope: str | None = None
    code_challenge: str | None = None
    code_challenge_method: str | None = None


@router.post(
    "/authorize",
    responses={
        **answers(GRANTED, {"code": "b5f8", "redirect_to": "http://localhost?code=b5f8"}),
        400: {"content": {JSON: {"schema": {"anyOf": [ERRORS, REFUSED]}}}},
    },
)
async def authorize(request: Request, engine: Served, consent: Consent) -> Response:
    """The `code`, and the address `redirect_to` that a browser would be sent to (null when the code would be shown).

    A refusal has the words of RFC 6749; `advice` are commands that register a redirection URI, where that is what is missing.
    """
    try:
        return JSONResponse(_granted(engine, consent))
    except OAuthError as error:
        refusal = {"error": error.error, "error_description": error.description, "redirect_to": error.redirect_to}
        lines = advice(error, str(request.base_url).rstrip("/"))
        return JSONResponse(refusal | ({"advice": lines} if lines else {}), error.status)


def _granted(engine: Engine, consent: Consent) -> dict[str, Any]:
    request = consent.model_dump(exclude={"user_id", "login", "approve"}, exclude_none=True)
    authorization = authorization_request(list(request.items()), engine.apps.named)
    if not consent.approve:
        return {"code": None, "redirect_to": denied(authorization).redirect_to}
    chosen = consent.user_id
    if chosen is None and consent.login is None:
        chosen = default_user(engine.world, authorization.app.client_id)
    code = approve(authorization, person(engine.world, chosen, consent.login).id, engine.tokens)
    return {"code": code, "redirect_to": authorization.location(code)}
