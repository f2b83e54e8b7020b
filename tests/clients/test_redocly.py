"""Redocly's linter on the whole document."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import command, environment

HERE = Path(__file__).parent
CONFIGURATION = HERE.parent.parent / "openapi" / "redocly.yaml"

pytestmark = pytest.mark.node


def test_redocly_finds_no_error_in_the_document(tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    subprocess.run(command("openapi", "bundle", "--output", str(document)), check=True, env=environment(), timeout=120)
    told = subprocess.run(
        [HERE / "node_modules" / ".bin" / "redocly", "lint", document, "--config", CONFIGURATION],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        # Without these it would look for a newer version of itself and report its use.
        env={**os.environ, "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "REDOCLY_TELEMETRY": "off"},
    )
    assert told.returncode == 0, told.stdout[-5000:] + told.stderr[-5000:]
