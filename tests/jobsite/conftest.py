"""The people of the sandbox world, who live when a test lets time pass."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.engine import Engine
from mockcore.jobsite.jobsite import Jobsite
from mockcore.jobsite.site import Site
from mockcore.settings import Settings
from tests.world import PROJECT, World

# A Thursday, seven in the morning in California.
BEGIN = "2026-01-15T15:00:00Z"
DAY = 86_400


class Town(World):
    """The sandbox world with its jobsite, whose time passes when a test says so."""

    def __init__(self, **settings: Any) -> None:
        self.engine = Engine.open(Settings(now=BEGIN, frozen=True, **settings))
        self.token = self.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
        self.people = Jobsite(self.engine)

    def start(self, *tools: str, **rates: float) -> None:
        self.people.start(list(tools) or None, [PROJECT], rates)

    def pass_days(self, days: float) -> dict[str, Any]:
        """What the jobsite has done when so many days have passed."""
        self.engine.clock.advance(days * DAY)
        asyncio.run(self.people.catch_up())
        return self.people.as_json()

    def site(self) -> Site:
        project = self.engine.world.get("projects", PROJECT)
        assert project is not None
        return Site(self.engine.world, project, "sandbox")

    def rfi(self) -> int:
        people = {user["name"]: user["id"] for user in self.ask("GET", f"/rest/v1.0/projects/{PROJECT}/users")[1]}
        body = {
            "subject": "Lintel bearing at opening 4",
            "question": {"body": "Which bearing applies?"},
            "assignee_ids": [people["Test Architect"]],
            "rfi_manager_id": people["API Support"],
        }
        status, rfi = self.ask("POST", f"/rest/v1.0/projects/{PROJECT}/rfis", {"rfi": body})
        assert status == 201, rfi
        return int(rfi["id"])


@pytest.fixture(scope="session")
def quiet() -> Iterator[Town]:
    """A town for tests that change nothing."""
    town = Town()
    yield town
    town.engine.close()


@pytest.fixture
def town() -> Iterator[Town]:
    town = Town()
    yield town
    town.engine.close()
