"""Procore's own JavaScript SDK against a running server: today's, and the last one that called /vapid."""

import subprocess
from pathlib import Path

import pytest

import mockcore
from tests.conftest import RunningServer, environment, running

HERE = Path(__file__).parent
STEPS = ["token", "companies", "projects", "create", "list", "show", "update", "delete"]

pytestmark = pytest.mark.node


def story(file: str, *arguments: object, **variables: str) -> list[str]:
    """The steps that a story came through; with variables, Procore's hosts are found where they say."""
    node = ["node", *(["--import", "./hosts/hosts.mjs"] if variables else []), file]
    told = subprocess.run(
        [*node, *map(str, arguments)],
        cwd=HERE,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout.split()


def test_an_rfi_lives_its_whole_life_through_the_javascript_sdk(server: RunningServer) -> None:
    app = server.client_id, server.client_secret
    assert story("js_sdk.mjs", server.url, *app, server.company_id, server.project_id) == STEPS


def test_the_same_life_below_vapid_before_its_sunset(tmp_path: Path) -> None:
    with running(tmp_path / "log", "--now", "2021-06-15") as server:
        steps = story("js_sdk_2.mjs", server.url, server.company_id, server.project_id)
    assert steps == [*STEPS[:-1], "deprecated", "delete"]


def test_both_find_their_own_hosts_here(tmp_path: Path) -> None:
    with mockcore.running(tls=True) as server:
        place = {"PROCORE_AT": server.url.removeprefix("https://"), "NODE_EXTRA_CA_CERTS": str(server.ca_file)}
        app = server.client_id, server.client_secret, server.company_id, server.project_id
        assert story("js_sdk.mjs", "https://api.procore.com", *app, **place) == STEPS
        assert story("js_sdk_hosts.mjs", *app, **place) == ["token", "companies", "companies"]
