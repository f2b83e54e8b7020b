"""A real server for the tests that need one: a process on a free port, stopped whatever happens."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scripts import docs_site

START_SECONDS = 90  # the first start on a machine compiles the document and builds the world
STOP_SECONDS = 5


@dataclass(frozen=True)
class RunningServer:
    """Where a server listens, and the credentials of its default app."""

    url: str
    process: subprocess.Popen[str]
    client_id: str = "mockcore-dmsa"
    client_secret: str = "mockcore-dmsa-secret"
    company_id: int = 4264590
    project_id: int = 225100

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return json.load(answer)


def environment(**changes: str) -> dict[str, str]:
    """The environment without the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOCKCORE_") or name == "MOCKCORE_CACHE"}
    return {**kept, **changes}


def command(*arguments: str) -> list[str]:
    """The command `mockcore` of this interpreter."""
    return [sys.executable, "-m", "mockcore", *arguments]


@contextmanager
def running(log: Path, *arguments: str, **changes: str) -> Iterator[RunningServer]:
    """`mockcore serve` on a free port until the block ends; its output goes to a file, `changes` into its environment."""
    with log.open("w+") as output:
        process = subprocess.Popen(
            command("serve", "--port", "0", *arguments),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=environment(**changes),
            text=True,
        )
        try:
            yield RunningServer(_url(process, log), process)
        finally:
            stop(process)


def stop(process: subprocess.Popen[str]) -> int:
    """End a server as an operator would, by force when it does not listen; return its exit status."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _url(process: subprocess.Popen[str], log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for line in log.read_text().splitlines():
            if "Health" in line:
                return line.split()[-1].removesuffix("/_mockcore/health")
        time.sleep(0.05)
    pytest.fail(f"The server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with the default world, shared by the tests of one process."""
    with running(tmp_path_factory.mktemp("server") / "log") as started:
        yield started


@pytest.fixture(scope="session")
def site() -> Path:
    """The documentation site of this checkout, made anew where a page has changed since."""
    return docs_site.SITE if docs_site.is_current() else docs_site.build()
