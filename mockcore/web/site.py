"""What is behind the API: the control API, OAuth's pages and the documentation, in FastAPI.

Imported with the first request for one of them: FastAPI takes longer to import than all the rest takes to start.
"""

import logging

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Match

from mockcore import __version__
from mockcore.engine import Engine
from mockcore.errors import MockError, OperatorError, StorageBusy, StorageFailed
from mockcore.jobsite.jobsite import Jobsite
from mockcore.journal import masking
from mockcore.reference import error_body
from mockcore.sandboxes import Sandboxes
from mockcore.snapshots import Snapshots
from mockcore.web import (
    clock,
    consent,
    contract_report,
    control_document,
    control_names,
    developer_portal,
    docs_site,
    documentation,
    faults,
    files,
    headless_consent,
    health,
    jobsite,
    journal,
    lifecycle,
    metrics,
    rate_limits,
    reset,
    sandboxes,
    snapshots,
    uploads,
    webhooks,
)
from mockcore.webhooks.sender import Sender

log = logging.getLogger("mockcore")
ROOMS = (
    health,
    control_document,
    reset,
    clock,
    jobsite,
    faults,
    journal,
    contract_report,
    lifecycle,
    rate_limits,
    metrics,
    webhooks,
    snapshots,
    sandboxes,
    documentation,
    docs_site,
    consent,
    headless_consent,
    developer_portal,
    files,
    uploads,
)


def built(engine: Engine, sender: Sender, people: Jobsite) -> FastAPI:
    """The application that answers everything but calls of the API."""
    site = FastAPI(title="mockcore", version=__version__, openapi_url=None)
    site.state.engine = engine
    site.state.sender = sender
    site.state.jobsite = people
    site.state.snapshots = Snapshots(engine)
    site.state.sandboxes = Sandboxes(engine)
    site.state.renderings = {}
    site.state.control_document = None
    site.state.routes = [route for room in ROOMS for route in room.router.routes]
    for kind, handler in (
        (HTTPException, _refused),
        (RequestValidationError, _malformed),
        (MockError, _failed),
        (OperatorError, _unusable),
        (StorageFailed, _locked),
    ):
        site.add_exception_handler(kind, handler)
    for room in ROOMS:
        site.include_router(room.router, dependencies=[Depends(control_names.check_names)])
    site.add_api_route("/", _welcome)
    return site


async def _welcome(request: Request) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/docs")


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        # Each route knows its own methods only; where two paths are possible, that with fewer parameters is meant.
        routes = [route for route in request.app.state.routes if route.matches(request.scope)[0] != Match.NONE]
        fewest = min((len(route.param_convertors) for route in routes), default=0)
        methods = {method for route in routes if len(route.param_convertors) == fewest for method in route.methods}
        headers["Allow"] = ", ".join(sorted(methods))
    return JSONResponse({"errors": [error.detail]}, error.status_code, headers)


async def _failed(_: Request, error: Exception) -> Response:
    assert isinstance(error, MockError)
    return Response(error_body.render(error), error.status, error.headers, "application/json")


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields: dict[str, list[str]] = {}
    for mistake in error.errors():
        name = ".".join(str(key) for key in mistake["loc"][1:]) or "body"
        unknown = mistake["type"] == "extra_forbidden"
        fields.setdefault(name, []).append(control_names.reason(request, name) if unknown else mistake["msg"])
    return JSONResponse({"errors": fields}, 400)


async def _unusable(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"errors": [str(error)]}, 400)


async def _locked(request: Request, error: Exception) -> Response:
    log.error("%s %s: %s", request.method, masking.path(request.url.path), error)
    return await _failed(request, StorageBusy())
