"""Signing in, over HTTP and with several worker processes; and what of it is written down: nothing."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import RunningServer, running

HOME = "http://localhost:7000"
APP = ("mockcore-web", "mockcore-web-secret")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workers") / "log"


@pytest.fixture(scope="module")
def workers(log: Path) -> Iterator[RunningServer]:
    """Two processes on one database file."""
    with running(log, "--db", str(log.with_name("world.db")), "--workers", "2") as server:
        yield server


def ask(server: RunningServer, path: str, **sent: Any) -> httpx.Response:
    """One request by a connection of its own, so that either worker may get it."""
    return httpx.request(sent.pop("method", "POST"), server.url + path, timeout=30, **sent)


def signed_in(server: RunningServer) -> dict[str, Any]:
    asked = {"client_id": APP[0], "redirect_uri": HOME}
    code = ask(server, "/_mockcore/authorize", json=asked).raise_for_status().json()["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": HOME}
    told: dict[str, Any] = ask(server, "/oauth/token", data=form, auth=APP).raise_for_status().json() | {"code": code}
    return told


def refresh(server: RunningServer, token: str) -> httpx.Response:
    return ask(server, "/oauth/token", data={"grant_type": "refresh_token", "refresh_token": token}, auth=APP)


def me(server: RunningServer, token: str) -> int:
    return ask(server, "/rest/v1.0/me", method="GET", headers={"Authorization": f"Bearer {token}"}).status_code


def test_of_many_refreshes_at_once_exactly_one_wins(workers: RunningServer) -> None:
    for _ in range(5):
        token = signed_in(workers)["refresh_token"]
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(refresh, [workers] * 6, [token] * 6))
        assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400, 400, 400]
        assert {answer.json()["error"] for answer in answers if answer.status_code == 400} == {"invalid_grant"}


def test_every_worker_knows_what_is_signed_and_what_is_revoked(workers: RunningServer) -> None:
    token = signed_in(workers)["access_token"]
    assert {me(workers, token) for _ in range(10)} == {200}
    assert ask(workers, "/oauth/revoke", data={"token": token}, auth=APP).json() == {}
    assert {me(workers, token) for _ in range(10)} == {401}


def test_after_a_reset_no_worker_knows_the_tokens_of_before(workers: RunningServer) -> None:
    token = signed_in(workers)["access_token"]
    ask(workers, "/_mockcore/reset").raise_for_status()
    assert {me(workers, token) for _ in range(10)} == {401}
    again = signed_in(workers)["access_token"]
    assert {me(workers, again) for _ in range(10)} == {200}


def test_no_secret_token_or_code_is_written_down(workers: RunningServer, log: Path) -> None:
    told = signed_in(workers)
    renewed = refresh(workers, told["refresh_token"]).json()
    secrets = [told[name] for name in ("code", "access_token", "refresh_token")] + [renewed["access_token"], "wrong-secret"]
    query = {"client_secret": "wrong-secret", "client_id": APP[0], "code": told["code"]}
    ask(workers, "/oauth/token", params=query, data={"grant_type": "authorization_code"})
    ask(workers, "/oauth/token", content=json.dumps({"refresh_token": told["refresh_token"]})[:-1])
    ask(workers, f"/rest/v1.0/nothing?access_token={told['access_token']}", method="GET")
    me(workers, told["access_token"])
    written = log.read_text().partition("Health")[2]
    assert [secret for secret in secrets if secret in written] == []
