"""The application: the API in front, everything else of ours behind it in FastAPI."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from sqlite3 import OperationalError

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import STARTUP_FAILURE

from mockcore import __version__
from mockcore.engine import Engine
from mockcore.errors import MockError, OperatorError
from mockcore.journal import masking
from mockcore.sandboxes import Sandboxes
from mockcore.settings import Settings, load
from mockcore.snapshots import Snapshots
from mockcore.spec import dialect
from mockcore.store.database import busy
from mockcore.web import (
    apps,
    consent,
    contract,
    control,
    faults,
    files,
    headless,
    journal,
    lifecycle,
    limits,
    metrics,
    oauth,
    reference,
    sandboxes,
    snapshots,
    webhooks,
)
from mockcore.web.api import Dispatcher
from mockcore.web.recorded import Recorded
from mockcore.webhooks.sender import Sender

log = logging.getLogger("mockcore")
API_PREFIXES = ("/rest/", "/vapid/")
API_ROOTS = ("/rest", "/vapid")
RECORDED = ("/oauth/", "/_mockcore/storage/")
# Routes are tried in order: tokens are asked for most.
PARTS = (
    oauth,
    contract,
    control,
    faults,
    journal,
    lifecycle,
    limits,
    metrics,
    webhooks,
    snapshots,
    sandboxes,
    reference,
    consent,
    headless,
    apps,
    files,
)


class Application:
    """One ASGI application. Calls of the API never enter FastAPI's middleware, which would halve their speed."""

    def __init__(self, engine: Engine, site: ASGIApp, api: Dispatcher) -> None:
        self.engine = engine
        self.site = site
        self.api = self.direct = api
        self._oauth = Recorded(engine, site)
        self._root = engine.settings.root_path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand API calls to the engine's dispatcher and the rest to FastAPI."""
        if self._root:
            scope = self._below_root(scope)
        if scope["type"] == "http" and (scope["path"].startswith(API_PREFIXES) or scope["path"] in API_ROOTS):
            await self.api(scope, receive, send)
        elif scope["type"] == "http" and scope["path"].startswith(RECORDED):
            await self._oauth(scope, receive, send)
        else:
            await self.site(scope, receive, send)

    def _below_root(self, scope: Scope) -> Scope:
        # Proxies differ: some forward the path whole, some without the prefix below which they publish it.
        path = scope.get("path", "")
        inner = path.removeprefix(self._root) if path.startswith(self._root + "/") else path
        return {**scope, "root_path": self._root, "path": inner}


def build(settings: Settings) -> Application:
    """Open the world that the settings describe and return the application that serves it.

    Raises: OperatorError when the seed, the document or the database cannot be used.
    """
    engine = Engine.open(settings)
    return Application(engine, _site(engine), Dispatcher(engine))


def from_environment() -> Application:
    """Return the application of one worker process, which finds its settings in `MOCKCORE_*` variables."""
    try:
        return build(load())
    except OperatorError as error:
        print(error, file=sys.stderr)
        sys.exit(STARTUP_FAILURE)


def _lifespan(engine: Engine, sender: Sender) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Webhooks go out while the application runs; afterwards the world is closed."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        engine.wake = sender.wake
        sending = asyncio.create_task(sender.run())
        try:
            yield
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending
            engine.close()

    return lifespan


def _site(engine: Engine) -> FastAPI:
    hosts = engine.settings.webhook_hosts.split(",")
    sender = Sender(engine.outbox, engine.clock, hosts, engine.faults.duplicates, engine.shared.notice)
    site = FastAPI(title="mockcore", version=__version__, openapi_url=None, lifespan=_lifespan(engine, sender))
    site.state.engine = engine
    site.state.sender = sender
    site.state.snapshots = Snapshots(engine)
    site.state.sandboxes = Sandboxes(engine)
    engine.resets.append(sender.forget)
    site.state.renderings = {}
    origins = [origin.strip() for origin in engine.settings.cors_origins.split(",")]
    site.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["*"], allow_headers=["*"])
    for kind, handler in (
        (HTTPException, _refused),
        (RequestValidationError, _malformed),
        (MockError, _failed),
        (OperatorError, _unusable),
        (OperationalError, _locked),
    ):
        site.add_exception_handler(kind, handler)
    for part in PARTS:
        site.include_router(part.router)
    site.add_api_route("/", _welcome)
    return site


async def _welcome(request: Request) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/docs")


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return JSONResponse({"errors": [error.detail]}, error.status_code, error.headers)


async def _failed(_: Request, error: Exception) -> Response:
    assert isinstance(error, MockError)
    return Response(dialect.error_body(error, dialect.V1), error.status, error.headers, "application/json")


async def _malformed(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields: dict[str, list[str]] = {}
    for found in error.errors():
        name = ".".join(str(part) for part in found["loc"][1:]) or "body"
        fields.setdefault(name, []).append(found["msg"])
    return JSONResponse({"errors": fields}, 400)


async def _unusable(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"errors": [str(error)]}, 400)


async def _locked(request: Request, error: Exception) -> Response:
    log.error("%s %s: %s", request.method, masking.path(request.url.path), error)
    return await _failed(request, busy())
