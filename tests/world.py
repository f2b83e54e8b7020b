"""An engine over the sandbox world, asked without a server; with ``OVER_HTTP=1`` by HTTP, as `make contract` does."""

import atexit
import json
import os
from functools import cache
from typing import Any

import httpx
import pytest

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.settings import Settings
from mockcore.testing.running import Running

PROJECT, COMPANY = 225100, 4264590
OVER_HTTP = os.environ.get("OVER_HTTP") == "1"


class World:
    """The sandbox world and one token to ask it with."""

    def __init__(self, engine: Engine | None = None) -> None:
        self.engine = engine or Engine.open(Settings())
        self.token = ""
        if OVER_HTTP and self.engine is _engine():
            # Two threads may not use a connection at once.
            _server()._thread.between_requests(self._sign_in)
        else:
            self._sign_in()
        self.users = [user["id"] for user in self.ask("GET", f"/rest/v1.0/projects/{PROJECT}/users")[1]]

    def _sign_in(self) -> None:
        # Time stands still, so that what moves with it can be told to the second.
        self.engine.clock.set(self.engine.clock.now(), frozen=True)
        self.token = self.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token

    def ask(self, method: str, target: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of one call."""
        path, _, query = target.partition("?")
        headers = {"authorization": f"Bearer {self.token}"}
        if OVER_HTTP and self.engine is _engine():
            answer = _client().request(method, target, headers=headers, json=body)
            return answer.status_code, answer.json() if answer.content else None
        if body is not None:
            headers["content-type"] = "application/json"
        reply = self.engine.handle(Call(method, path, query, headers, b"" if body is None else json.dumps(body).encode()))
        return reply.status, json.loads(reply.body) if reply.body else None


def approved(world: World, number: int) -> int:
    """The commitment of that id, with a company of the project and approved: it takes change orders and invoices."""
    vendor = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1][0]["id"]
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/commitment_contracts/{number}"
    assert world.ask("PATCH", path, {"status": "Approved", "vendor_id": str(vendor)})[0] == 200
    return number


@cache
def _engine() -> Engine:
    """One for all tests of a process: what it has worked out of the document is of use to the next, its world is not."""
    if OVER_HTTP:
        return _server().application.engine
    engine = Engine.open(Settings())
    atexit.register(engine.close)
    return engine


@cache
def _server() -> Running:
    server = Running(Settings(port=0))
    atexit.register(server.stop)
    return server


@cache
def _client() -> httpx.Client:
    return httpx.Client(base_url=_server().url, timeout=30)


@pytest.fixture
def world() -> World:
    engine = _engine()
    if OVER_HTTP:
        _server().reset()
    else:
        engine.reset()
    return World(engine)
