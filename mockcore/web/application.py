"""The application: the API in front, everything else of ours behind it, loaded when it is first asked for."""

import asyncio
import gc
import sys
from contextlib import suppress
from threading import Lock
from typing import Any

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from mockcore.engine import Engine
from mockcore.errors import OperatorError, StorageFailed
from mockcore.jobsite.jobsite import Jobsite
from mockcore.journal.request_log import RequestLog
from mockcore.settings import Settings, load
from mockcore.web.api import Dispatcher
from mockcore.web.guard import HEALTH, Guard
from mockcore.web.recorded_endpoints import Recorded
from mockcore.web.uvicorn_internals import STARTUP_FAILURE
from mockcore.web.worker import end_with_parent
from mockcore.webhooks.sender import Sender
from mockcore.welcome import health

API_PREFIXES = ("/rest/", "/vapid/")
API_ROOTS = ("/rest", "/vapid")
RECORDED = ("/oauth/", "/_mockcore/storage/")
# Until then whoever waits for the server has seen that it answers: loading would hold that answer up.
AHEAD_SECONDS = 1.0
# A file that is deleted or replaced under the server is noticed by reads after so long, by writes at once.
LOOK_SECONDS = 0.5
LOOKS_TO_TIDY = 10
# Objects more than before, and collections of the younger ones before the older are looked through.
GARBAGE = (20_000, 20, 20)


class Application:
    """One ASGI application. Calls of the API never enter FastAPI's middleware, which would halve their speed.

    ``ahead``: what is loaded late is loaded soon after the start, beside the first requests.
    """

    def __init__(self, engine: Engine, *, ahead: bool = False) -> None:
        self.engine = engine
        self.api = self.direct = Dispatcher(engine)
        hosts = engine.settings.webhook_hosts.split(",")
        self.sender = Sender(engine.outbox, engine.clock, hosts, engine.faults.duplicates, engine.shared.notice)
        engine.resets.append(self.sender.forget)
        engine.state.keep("webhooks", lambda: self.sender.saved, self.sender.continue_from)
        self.jobsite = Jobsite(engine)
        self._ahead = ahead
        self._site: ASGIApp | None = None
        self._loading = Lock()
        self._recorded = Recorded(engine, self.site)
        self._guard = Guard(self._behind_the_guard, engine.settings)
        self._root = engine.settings.root_path.rstrip("/")

    def site(self) -> ASGIApp:
        """What answers everything but the API."""
        with self._loading:
            if self._site is None:
                from mockcore.web.site import built  # noqa: PLC0415 - see there

                self._site = built(self.engine, self.sender, self.jobsite)
            return self._site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand API calls to the engine's dispatcher and the rest to what is behind the guard."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if self._root:
            scope = self._below_root(scope)
        path = scope["path"]
        if path.startswith(API_PREFIXES) or path in API_ROOTS:
            await self.api(scope, receive, send)
        else:
            await self._guard(scope, receive, send)

    async def _behind_the_guard(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path.startswith(RECORDED):
            await self._recorded(scope, receive, send)
        elif path == HEALTH and scope["method"] == "GET":
            await _json(*health(self.engine), send)
        else:
            await self.site()(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Webhooks go out while the application runs; afterwards the world is closed."""
        await receive()
        self.engine.turns.wake = self.sender.wake
        tasks = [asyncio.create_task(work) for work in (self.sender.run(), self.jobsite.run(), self._look_after())]
        if self._ahead:
            loop = asyncio.get_running_loop()
            loop.call_later(AHEAD_SECONDS, loop.run_in_executor, None, self.site)
        await send({"type": "lifespan.startup.complete"})
        try:
            await receive()
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            self.engine.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _look_after(self) -> None:
        """Looks now and then whether the world is still there, so that no request need look, and tidies it when it rests."""
        looks = 0
        while self.engine.settings.db:
            await asyncio.sleep(LOOK_SECONDS)
            looks += 1
            healthy = health(self.engine)[0] == 200
            # What cannot be tidied now, because somebody reads or the disk is full, is tidied later.
            with self.engine.lock, suppress(StorageFailed):
                if healthy and looks % LOOKS_TO_TIDY == 0:
                    self.engine.world.storage.tidy()

    def _below_root(self, scope: Scope) -> Scope:
        # Proxies differ: some forward the path whole, some without the prefix below which they publish it.
        path = scope.get("path", "")
        inner = path.removeprefix(self._root) if path.startswith(self._root + "/") else path
        return {**scope, "root_path": self._root, "path": inner}


async def _json(status: int, value: Any, send: Send) -> None:
    body = orjson.dumps(value)
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def build(settings: Settings, *, ahead: bool = False) -> Application:
    """Open the world that the settings describe and return the application that serves it.

    Raises: OperatorError when the seed, the document or the database cannot be used.
    """
    return Application(Engine.open(settings), ahead=ahead)


def collect_rarely() -> None:
    """Have the garbage collector walk what a server keeps as seldom as is safe.

    Requests leave hardly a cycle, and much that stays: the journal, texts, totals.
    """
    # What start-up made lives as long as the server.
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()


def watch_requests(application: Application) -> None:
    """Writes a line for each request on standard output, where that is a terminal and the settings ask for nothing else."""
    engine = application.engine
    if engine.journal.echo is None and not engine.settings.quiet and sys.stdout.isatty():
        engine.journal.echo = RequestLog(sys.stdout, engine.catalog)


def from_environment() -> Application:
    """Return the application of one worker process, which finds its settings in `MOCKCORE_*` variables."""
    end_with_parent()
    try:
        application = build(load(), ahead=True)
    except (OperatorError, StorageFailed) as error:
        print(error, file=sys.stderr)
        sys.exit(STARTUP_FAILURE)
    watch_requests(application)
    collect_rarely()
    return application
