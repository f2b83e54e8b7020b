from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mockcore.clock import Clock
from mockcore.oauth.apps import DEFAULT_APPS
from mockcore.oauth.tokens import Tokens
from mockcore.store.sqlite.database import Database
from tests.conftest import RunningServer

# The apps that every world begins with, by client id.
named = {app.client_id: app for app in DEFAULT_APPS}.get


def standing(text: str = "2026-01-15T15:00:00Z") -> Clock:
    """A clock that moves only when it is told to."""
    clock = Clock(text)
    clock.set(clock.now(), frozen=True)
    return clock


@pytest.fixture
def tokens() -> Tokens:
    database = Database()
    database.create_tables()
    return Tokens(database, standing())


@pytest.fixture
def workers(tmp_path: Path) -> tuple[Tokens, Tokens]:
    """The tokens of two workers that share a database file."""
    path = str(tmp_path / "shared.db")
    first = Database(path, shared=True)
    first.create_tables()
    return Tokens(first, standing()), Tokens(Database(path, shared=True), standing())


@pytest.fixture(scope="module")
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client
