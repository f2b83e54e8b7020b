"""Procore's own JavaScript SDK against a running server."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import RunningServer

HERE = Path(__file__).parent
STEPS = ["token", "companies", "projects", "create", "list", "show", "update", "delete"]

pytestmark = pytest.mark.node


def test_an_rfi_lives_its_whole_life_through_the_javascript_sdk(server: RunningServer) -> None:
    arguments = [server.url, server.client_id, server.client_secret, server.company_id, server.project_id]
    told = subprocess.run(
        ["node", "js_sdk.mjs", *map(str, arguments)], cwd=HERE, capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.split() == STEPS
