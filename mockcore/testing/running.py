"""A real server inside the process of a test: ``with mockcore.running(seed="demo") as server:``."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

from mockcore.close_names import hint
from mockcore.errors import OperatorError
from mockcore.settings import Settings, load
from mockcore.testing import open_servers
from mockcore.testing.clients import Clients
from mockcore.testing.controls import (
    AppControl,
    ClockControl,
    Contract,
    FaultControl,
    JobsiteControl,
    Requests,
    SandboxControls,
    Webhooks,
    json_of,
    limit_rate,
)
from mockcore.testing.server_thread import ServerThread
from mockcore.testing.transport import AsyncTransport, Transport
from mockcore.web.application import Application, build
from mockcore.web.server import bind
from mockcore.welcome import introduction

# What people call a record, in the order in which ``find`` says it.
LABELS = ("name", "title", "subject", "login", "email_address")


class Running:
    """A server in a thread of its own, on a free port of the loopback, and everything that a test steers on it.

    ``url`` is its address, and ``ca_file`` what clients have to trust when there is ``tls=True``; ``client_id`` and
    ``client_secret`` are those of the default app; ``company_id`` and ``project_id`` are the first of the seed.
    ``clock``, ``faults``, ``apps``, ``jobsite``, ``requests`` and ``webhooks`` steer it.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        listener = bind("127.0.0.1", settings.port)
        self.url = f"{'https' if settings.tls else 'http'}://127.0.0.1:{listener.getsockname()[1]}"
        self.ca_file, certificate_file = _certificates(settings)
        self._application: Application = build(settings)
        world = introduction(self._application.engine)
        self.company_id = int(world["companies"][0]["id"]) if world["companies"] else 0
        self.project_id = int(world["projects"][0]["id"]) if world["projects"] else 0
        self._thread = ServerThread(self._application, listener, certificate_file)
        self._clients = Clients(self._application, self._thread, self.url, self.ca_file, self.company_id)
        self.client_id, self.client_secret = self._clients.client_id, self._clients.client_secret
        self._http = self._clients.operator
        self.clock, self.faults = ClockControl(self._http), FaultControl(self._http)
        self.apps, self.jobsite = AppControl(self._http), JobsiteControl(self._http)
        self.contract = Contract(self._http)
        self.requests = Requests(self._http, self.contract)

    @property
    def alive(self) -> bool:
        """Whether it still answers."""
        return self._thread.alive

    @property
    def log(self) -> str:
        """The last lines that it has logged."""
        return self._thread.log

    @property
    def application(self) -> Application:
        """The ASGI application, for whoever mounts it elsewhere."""
        return self._application

    def token(self, login: str | None = None) -> str:
        """An access token: of the default app's service account, or of the person with that login."""
        return self._clients.token(login)

    def client(self, login: str | None = None, *, in_process: bool = False, **options: Any) -> httpx.Client:
        """An httpx client that is signed in and names the company; ``in_process`` without a socket."""
        inside = {"transport": self.transport} if in_process else {}
        return self._clients.client(login, **{**options, **inside})

    def async_client(self, login: str | None = None, *, in_process: bool = False, **options: Any) -> httpx.AsyncClient:
        """The same for asyncio and anyio."""
        inside = {"transport": self.async_transport} if in_process else {}
        return self._clients.async_client(login, **{**options, **inside})

    @property
    def transport(self) -> Transport:
        """An httpx transport that answers without a socket."""
        return self._clients.transport

    @property
    def async_transport(self) -> AsyncTransport:
        """The same for asynchronous clients."""
        return self._clients.async_transport

    @cached_property
    def webhooks(self) -> Webhooks:
        """Hooks with somebody who listens to them."""
        return Webhooks(self._http, lambda: self._clients.signed_in, self.company_id)

    def get(self, path: str, **query: Any) -> Any:
        """The JSON at a path, signed in. Raises: OperatorError for an answer that is an error."""
        return json_of(self._clients.signed_in.get(path, params=query or None))

    def create(self, path: str, body: dict[str, Any]) -> Any:
        """What a POST makes: ``create("/rest/v1.0/vendors", {"company_id": …, "vendor": {"name": "Acme"}})``."""
        return json_of(self._clients.signed_in.post(path, json=body))

    def find(self, path: str, name: str, **query: Any) -> Any:
        """The record of a list with that name (title, subject, login). Raises: LookupError that names those there are."""
        body = self.get(path, **{"per_page": 100 if path.startswith("/rest/v2") else 1000, **query})
        rows = body["data"] if isinstance(body, dict) and "data" in body else body
        for row in rows:
            if name in (row.get(label) for label in LABELS):
                return row
        names = ", ".join(str(next((row[label] for label in LABELS if row.get(label)), row.get("id"))) for row in rows[:20])
        raise LookupError(f"There is no {name!r} at {path}: there are {names}.")

    def rate_limit(self, preset: str = "off", *, hourly: int | None = None, spike: int | None = None) -> None:
        """Other quotas."""
        limit_rate(self._http, {}, preset, hourly, spike)

    def sandbox(self, company_id: int) -> SandboxControls:
        """The controls of a sandbox, by the id that its creation has told."""
        return SandboxControls(self._http, company_id)

    def reset(self) -> None:
        """Everything as it was at the start: records, tokens, ids, clock, rules, journal, hooks."""
        self._thread.between_requests(self._application.engine.reset)
        self.contract.begin()
        self._signed_out()

    def _signed_out(self) -> None:
        webhooks = self.__dict__.pop("webhooks", None)
        if webhooks is not None:
            webhooks.close()
        self._clients.sign_out()

    def snapshot(self, name: str) -> None:
        """Keeps everything under a name."""
        json_of(self._http.post("/_mockcore/snapshots", json={"name": name}))

    def restore(self, name: str) -> None:
        """Puts everything back as it was."""
        self.contract.put_aside()
        json_of(self._http.post(f"/_mockcore/snapshots/{name}/restore"))
        self.contract.begin(self._application.engine.journal.last)

    def stop(self) -> None:
        """Ends the server; its thread and port are gone afterwards."""
        self._signed_out()
        self._clients.close()
        self._thread.stop()


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
        raise OperatorError(f"There is no option {min(unknown)}: {hint(min(unknown), Settings.model_fields)}")
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
