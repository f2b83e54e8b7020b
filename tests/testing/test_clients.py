"""Clients of a running server."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

import mockcore
from mockcore.testing.running import Running


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with mockcore.running() as running:
        yield running


@pytest.mark.parametrize("in_process", [False, True])
def test_a_client_is_signed_in_and_names_the_company(server: Running, in_process: bool) -> None:
    with server.client(in_process=in_process) as http:
        assert http.headers["Procore-Company-Id"] == str(server.company_id)
        assert http.get("/rest/v1.0/me").status_code == 200


def test_an_asynchronous_client_is_the_same(server: Running) -> None:
    async def status() -> int:
        async with server.async_client(in_process=True) as http:
            return (await http.get("/rest/v1.0/me")).status_code

    assert asyncio.run(status()) == 200


def test_the_servers_own_client_signs_in_again_when_the_clock_has_left_its_token_behind(server: Running) -> None:
    server.reset()
    assert server.get("/rest/v1.0/me")
    server.clock.advance(hours=3)
    assert server.get("/rest/v1.0/me")
    server.clock.real()


def test_whoever_steers_a_server_sends_its_token_by_themselves() -> None:
    with mockcore.running(control_token="s3cret") as server:
        server.clock.freeze("2026-01-15T12:00:00Z")
        assert server.clock.now == "2026-01-15T12:00:00Z"
        assert server.token(server.get("/rest/v1.0/me")["login"])
        assert len(server.requests)
        assert httpx.get(f"{server.url}/_mockcore/clock").status_code == 401
        assert httpx.get(f"{server.url}/_mockcore/health").status_code == 200


def test_a_call_without_a_socket_may_name_any_host(server: Running) -> None:
    with server.client(in_process=True, base_url="https://mock.example.com") as http:
        assert http.get("/_mockcore/clock").status_code == 200
        assert http.post("/oauth/token", data={}).json()["error"] == "invalid_request"
        assert http.post("/_mockcore/reset", headers={"Origin": "https://evil.example"}).status_code == 403
