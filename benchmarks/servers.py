"""Starting and stopping what is measured."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Returns once the URL answers anything at all."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if process.poll() is not None:
            raise SystemExit(f"{process.args!r} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.002)
    raise SystemExit(f"{url} did not answer")


@contextlib.contextmanager
def running(command: list[str], url: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=HERE, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        wait(url, process)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def mockcore(port: int, *options: str) -> list[str]:
    return [str(BIN / "mockcore"), "serve", "--port", str(port), *options]


def bare(port: int) -> list[str]:
    return [str(BIN / "uvicorn"), "bare:app", "--port", str(port), "--log-level", "warning", "--no-access-log"]
