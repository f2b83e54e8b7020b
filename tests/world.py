"""An engine over the sandbox world, asked without a server."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.path_values import path_values
from mockcore.request.context import Context
from mockcore.settings import Settings

PROJECT, COMPANY = 225100, 4264590


class World:
    """The sandbox world and one token to ask it with."""

    def __init__(self) -> None:
        self.engine = Engine.open(Settings())
        # Time stands still, so that what moves with it can be told to the second.
        self.engine.clock.set(self.engine.clock.now(), frozen=True)
        self.token = self.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
        self.users = [user["id"] for user in self.ask("GET", f"/rest/v1.0/projects/{PROJECT}/users")[1]]

    def ask(self, method: str, target: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of one call."""
        path, _, query = target.partition("?")
        headers = {"authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["content-type"] = "application/json"
        reply = self.engine.handle(Call(method, path, query, headers, b"" if body is None else json.dumps(body).encode()))
        return reply.status, json.loads(reply.body) if reply.body else None

    def context(self, path: str = "/rest/v1.0/companies", **scope: Any) -> Context:
        """What a rule or a tool gets of a call of the first user's in the project."""
        engine = self.engine
        operation, segments = engine.catalog.match("GET", path)
        values: dict[str, Any] = {
            "catalog": engine.catalog,
            "records": engine.world,
            "projector": engine.projector,
            "settings": engine.settings,
            "clock": engine.clock,
            "call": Call("GET", path, at=engine.clock.seconds()),
            "operation": operation,
            "inputs": Inputs(path_values(operation, segments), {}),
            "user_id": self.users[0],
            "company_id": COMPANY,
            "project_id": PROJECT,
        }
        return Context(**values | scope)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.engine.close()
