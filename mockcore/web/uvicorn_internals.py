"""What mockcore uses of uvicorn that uvicorn does not promise: everything of uvicorn is imported here, and nowhere else.

``TESTED`` is the range of versions that the tests run with. Another version is said in one sentence, and tried.
"""

import logging
import sys
from asyncio import AbstractEventLoop, new_event_loop
from collections.abc import Callable
from importlib import import_module
from inspect import signature
from socket import socket
from typing import Any

from mockcore.errors import OperatorError

try:
    import uvicorn
    from uvicorn import Config, Server
    from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
    from uvicorn.supervisors import Multiprocess
except ImportError as error:
    raise OperatorError(
        f"mockcore cannot use the uvicorn or httptools that is installed ({error}): pip install 'uvicorn>=0.32,<0.55' httptools"
    ) from None

__all__ = ["STATUS_LINE", "Config", "HttpToolsProtocol", "RequestResponseCycle", "Server"]

TESTED = ((0, 32), (0, 54))
# The exit status of a process that could not start, in uvicorn's words to its supervisor.
STARTUP_FAILURE = 3


class AnnouncingServer(Server):
    """A server that calls ``announce`` once it answers, and ends the process where the application does not start."""

    def __init__(self, config: Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listens, then announces. Raises: SystemExit, which versions before 0.50 leave to their caller."""
        await super().startup(sockets)
        if not self.started:
            sys.exit(STARTUP_FAILURE)
        self._announce()


class Workers(Multiprocess):
    """Processes that answer at one socket; when one of them cannot start, all end."""

    failed = False

    def __init__(self, config: Config, sockets: list[socket]) -> None:
        # Older versions want to know what each process runs.
        more: dict[str, Any] = {"target": Server(config).run} if "target" in signature(Multiprocess.__init__).parameters else {}
        super().__init__(config, sockets=sockets, **more)

    def keep_subprocess_alive(self) -> None:
        """Replaces a process that has died. Versions before 0.50 would start again for ever what cannot start."""
        if any(worker.process.exitcode == STARTUP_FAILURE for worker in self.processes):
            self.failed = True
            self.should_exit.set()
        super().keep_subprocess_alive()


def configure(application: Any, **options: Any) -> Config:
    """The configuration that all our servers share, with ``options`` of this one. Logs what is wrong with the version."""
    reason = doubt(uvicorn.__version__)
    if reason:
        logging.getLogger("mockcore").warning(reason)
    return Config(
        application, interface="asgi3", lifespan="on", ws="none", log_config=None, log_level="warning", access_log=False,
        server_header=False, **options,
    )  # fmt: skip


def doubt(version: str) -> str | None:
    """A sentence about a version of uvicorn that has not been tested; None for one that has."""
    numbers = tuple(int(number) for number in version.split(".")[:2])
    oldest, newest = TESTED
    if oldest <= numbers <= newest:
        return None
    older, newer = (".".join(map(str, bound)) for bound in TESTED)
    return f"uvicorn {version} is installed; mockcore has been tested with {older} to {newer}. If it fails, use one of these."


def make_loop() -> AbstractEventLoop:
    """A new event loop: uvloop's where it is installed."""
    try:
        loop: AbstractEventLoop = import_module("uvloop").new_event_loop()
    except ImportError:
        return new_event_loop()
    return loop
