"""A real server inside the process of a test: ``with mockcore.running(seed="demo") as server:``."""

import asyncio
import logging
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from mockcore.errors import OperatorError
from mockcore.oauth.apps import DEFAULT_APPS
from mockcore.settings import Settings, load
from mockcore.testing import open_servers
from mockcore.testing.controls import ClockControl, Contract, FaultControl, Requests, Webhooks, asked
from mockcore.testing.transport import AsyncTransport, Bridge, Transport
from mockcore.web.application import Application, build
from mockcore.web.protocol import Protocol
from mockcore.web.server import bind
from mockcore.welcome import introduction

START_SECONDS, STOP_SECONDS = 30, 5
LAST_LINES = 20


class _Log(logging.Handler):
    """The last lines that the server has logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=LAST_LINES)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one line."""
        self.lines.append(self.format(record))


class _Server(uvicorn.Server):
    """Leaves at once when it is told to, not at its next tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.leave = asyncio.Event()

    async def main_loop(self) -> None:
        """Ticks until it is told to leave."""
        ticks = 0
        while not self.leave.is_set() and not await self.on_tick(ticks):
            ticks = (ticks + 1) % 864_000
            with suppress(TimeoutError):
                await asyncio.wait_for(self.leave.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Closes everything without waiting for clients, which are this process itself."""
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self.lifespan.shutdown()


class Running:
    """A server in a thread of its own, on a free port of the loopback, and everything that a test steers on it.

    ``url`` is its address, and ``ca_file`` what clients have to trust when there is ``tls=True``; ``client_id`` and
    ``client_secret`` are those of the default app; ``company_id`` and ``project_id`` are the first of the seed.
    ``clock``, ``faults``, ``requests`` and ``webhooks`` steer it.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._log = _Log()
        self._failure: BaseException | None = None
        self._listener = bind("127.0.0.1", settings.port)
        self.url = f"{'https' if settings.tls else 'http'}://127.0.0.1:{self._listener.getsockname()[1]}"
        self.ca_file, certificate_file = _certificates(settings)
        self._application: Application = build(settings)
        told = introduction(self._application.engine)
        self.client_id, self.client_secret = DEFAULT_APPS[0].client_id, DEFAULT_APPS[0].client_secret
        self.company_id = int(told["companies"][0]["id"]) if told["companies"] else 0
        self.project_id = int(told["projects"][0]["id"]) if told["projects"] else 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._own: httpx.Client | None = None
        self._server = _Server(self._config(certificate_file))
        self._thread = threading.Thread(target=self._run, name="mockcore", daemon=True)
        for name in ("mockcore", "uvicorn.error"):
            logging.getLogger(name).addHandler(self._log)
        self._thread.start()
        if not self._ready.wait(START_SECONDS) or not self.alive:
            raise OperatorError(f"The server did not start.\n{self.log}")
        own = {"User-Agent": "mockcore-fixture"}
        # Reading whom to trust takes longer than all the rest, and there is nobody to trust without TLS.
        trust = self._verify if settings.tls else False
        self._http = httpx.Client(base_url=self.url, timeout=30, trust_env=False, headers=own, verify=trust)
        self.clock, self.faults = ClockControl(self._http), FaultControl(self._http)
        self.contract = Contract(self._http)
        self.requests = Requests(self._http, self.contract)

    def _config(self, certificate_file: Path | None) -> uvicorn.Config:
        return uvicorn.Config(
            self._application, interface="asgi3", http=Protocol, lifespan="on", ws="none", log_config=None,
            log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1,
            ssl_certfile=certificate_file,
        )  # fmt: skip

    def _run(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            started = asyncio.create_task(self._announced())
            await self._server.serve(sockets=[self._listener])
            started.cancel()

        try:
            with asyncio.Runner(loop_factory=self._server.config.get_loop_factory()) as runner:
                runner.run(serve())
        except BaseException as error:
            self._failure = error
            logging.getLogger("mockcore").exception("The server has ended.")
        finally:
            self._ready.set()

    async def _announced(self) -> None:
        while not self._server.started:
            await asyncio.sleep(0.001)
        self._ready.set()

    @property
    def alive(self) -> bool:
        """Whether it still answers."""
        return self._thread.is_alive() and self._failure is None

    @property
    def log(self) -> str:
        """The last lines that it has logged."""
        return "\n".join(self._log.lines)

    @property
    def application(self) -> Application:
        """The ASGI application, for whoever mounts it elsewhere."""
        return self._application

    def token(self, login: str | None = None) -> str:
        """An access token: of the default app's service account, or of the person with that login."""
        if login is None:
            form = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.client_secret}
            return str(asked(self._http.post("/oauth/token", data=form))["access_token"])
        web = {"client_id": DEFAULT_APPS[1].client_id, "redirect_uri": DEFAULT_APPS[1].redirect_uris[0]}
        code = asked(self._http.post("/_mockcore/authorize", json={**web, "login": login}))["code"]
        form = {"grant_type": "authorization_code", "code": code, "client_secret": DEFAULT_APPS[1].client_secret, **web}
        return str(asked(self._http.post("/oauth/token", data=form))["access_token"])

    @property
    def _usual(self) -> dict[str, Any]:
        # Many processes of tests on few cores may keep each other waiting.
        return {"verify": self._verify, "timeout": 30}

    @cached_property
    def _verify(self) -> ssl.SSLContext:
        """Whom the clients trust, read once for all of them."""
        return ssl.create_default_context(cafile=self.ca_file) if self.ca_file else httpx.create_ssl_context(trust_env=False)

    def client(self, login: str | None = None, *, in_process: bool = False, **options: Any) -> httpx.Client:
        """An httpx client that is signed in and names the company; ``in_process`` without a socket."""
        if in_process:
            options["transport"] = self.transport
        return httpx.Client(base_url=self.url, headers=self._headers(login), trust_env=False, **{**self._usual, **options})

    def async_client(self, login: str | None = None, *, in_process: bool = False, **options: Any) -> httpx.AsyncClient:
        """The same for asyncio and anyio."""
        if in_process:
            options["transport"] = self.async_transport
        return httpx.AsyncClient(base_url=self.url, headers=self._headers(login), trust_env=False, **{**self._usual, **options})

    def _headers(self, login: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(login)}", "Procore-Company-Id": str(self.company_id)}

    @property
    def transport(self) -> Transport:
        """An httpx transport that answers without a socket."""
        assert self._loop is not None
        return Transport(Bridge(self._application, self._loop))

    @property
    def async_transport(self) -> AsyncTransport:
        """The same for asynchronous clients."""
        assert self._loop is not None
        return AsyncTransport(Bridge(self._application, self._loop))

    @cached_property
    def webhooks(self) -> Webhooks:
        """Hooks with somebody who listens to them."""
        return Webhooks(self._http, lambda: self._signed_in, self.company_id)

    @property
    def _signed_in(self) -> httpx.Client:
        if self._own is None:
            self._own = self.client()
        else:
            self._between_requests(self._sign_in_again)
        return self._own

    def _sign_in_again(self) -> None:
        """With another token when the clock has left the last one behind, or a snapshot knows nothing of it."""
        tokens, own = self._application.engine.tokens, self._own
        if own is not None and tokens.access(own.headers["Authorization"].removeprefix("Bearer ")) is None:
            own.headers["Authorization"] = f"Bearer {tokens.issue(self.client_id, None).token}"

    def get(self, path: str, **query: Any) -> Any:
        """The JSON at a path, signed in. Raises: OperatorError for an answer that is an error."""
        return asked(self._signed_in.get(path, params=query or None))

    def create(self, path: str, body: dict[str, Any]) -> Any:
        """What a POST makes: ``create("/rest/v1.0/vendors", {"company_id": …, "vendor": {"name": "Acme"}})``."""
        return asked(self._signed_in.post(path, json=body))

    def find(self, path: str, name: str, **query: Any) -> Any:
        """The record of a list with that name (title, subject, login). Raises: LookupError that names those there are."""
        found = self.get(path, **{"per_page": 100 if path.startswith("/rest/v2") else 1000, **query})
        rows = found["data"] if isinstance(found, dict) and "data" in found else found
        labels = ("name", "title", "subject", "login", "email_address")
        for row in rows:
            if name in (row.get(label) for label in labels):
                return row
        known = ", ".join(str(next((row[label] for label in labels if row.get(label)), row.get("id"))) for row in rows[:20])
        raise LookupError(f"There is no {name!r} at {path}: there are {known}.")

    def rate_limit(self, preset: str = "off", *, hourly: int | None = None, spike: int | None = None) -> None:
        """Other quotas."""
        change = {"preset": preset, "hourly": hourly, "spike": spike}
        asked(
            self._http.put("/_mockcore/rate-limit", json={name: value for name, value in change.items() if value is not None})
        )

    def reset(self) -> None:
        """Everything as it was at the start: records, tokens, ids, clock, rules, journal, hooks."""
        self._between_requests(self._application.engine.reset)
        self.contract.begin()
        self._signed_out()

    def _between_requests(self, work: Callable[[], None]) -> None:
        """Lets the server's own thread do something, without a request for it."""

        async def done() -> None:
            work()

        if self._loop is None or not self.alive:
            raise OperatorError(f"The server has ended.\n{self.log}")
        asyncio.run_coroutine_threadsafe(done(), self._loop).result(START_SECONDS)

    def _signed_out(self) -> None:
        held, own, self._own = self.__dict__.pop("webhooks", None), self._own, None
        for part in (held, own):
            if part is not None:
                part.close()

    def snapshot(self, name: str) -> None:
        """Keeps everything under a name."""
        asked(self._http.post("/_mockcore/snapshots", json={"name": name}))

    def restore(self, name: str) -> None:
        """Puts everything back as it was."""
        self.contract.put_aside()
        asked(self._http.post(f"/_mockcore/snapshots/{name}/restore"))
        self.contract.begin(self._application.engine.journal.last)

    def stop(self) -> None:
        """Ends the server; its thread and port are gone afterwards."""
        self._signed_out()
        self._http.close()
        if self._loop is not None and self.alive:
            self._loop.call_soon_threadsafe(self._server.leave.set)
        self._thread.join(STOP_SECONDS)
        for name in ("mockcore", "uvicorn.error"):
            logging.getLogger(name).removeHandler(self._log)
        with suppress(OSError):
            self._listener.close()


def _certificates(settings: Settings) -> tuple[Path | None, Path | None]:
    if not settings.tls:
        return None, None
    from mockcore.web import certificate  # noqa: PLC0415 - cryptography is slow to import and rarely needed

    return certificate.authority_file(), certificate.ensure("127.0.0.1")


@contextmanager
def running(**options: Any) -> Iterator[Running]:
    """A server until the block ends; options are those of ``mockcore serve``: ``running(seed="demo", now="2022-02-15")``.

    Raises: OperatorError for an option or seed that cannot be used.
    """
    unknown = set(options) - set(Settings.model_fields)
    if unknown:
        raise OperatorError(f"There is no option {min(unknown)}: known are {', '.join(Settings.model_fields)}.")
    server = Running(load(**{"port": 0, **options}))
    open_servers.servers.append(server)
    try:
        yield server
    finally:
        open_servers.servers.remove(server)
        try:
            for look in open_servers.ending:
                look(server)
        finally:
            server.stop()
