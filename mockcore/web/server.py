"""Runs the application: takes the port first, so that a taken one costs no start-up, then serves until stopped."""

import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from mockcore.errors import OperatorError
from mockcore.platforms import check_workers, exclusive_address, refused_port
from mockcore.setting_sources import variable
from mockcore.settings import Settings
from mockcore.web.application import build, collect_rarely, watch_requests
from mockcore.web.protocol import Protocol
from mockcore.web.uvicorn_internals import AnnouncingServer, Config, Workers, configure
from mockcore.welcome import introduction

# What is being answered is finished; with nothing under way the server ends at once. Containers are killed after ten.
GRACE_SECONDS = 8


def bind(host: str, port: int) -> socket.socket:
    """Take an address to listen on.

    Raises: OperatorError naming what is wrong with it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, getattr(socket, exclusive_address()), 1)
    try:
        listener.bind((host, port))
        # Listening now makes a second server fail here, not after it has built its world.
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise OperatorError(_why_not(error, host, port)) from None
    listener.set_inheritable(True)
    return listener


def serve(settings: Settings, announce: Callable[[str, dict[str, Any]], None]) -> None:
    """Serve until SIGINT or SIGTERM. Calls `announce(url, introduction)` once requests are answered.

    Raises: OperatorError when the port, the seed or the database cannot be used.
    """
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    check_workers(settings.workers)
    if settings.workers > 1 and not settings.db:
        raise OperatorError("--workers above 1 needs --db: processes cannot share a world in memory.")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    listener = bind(settings.host, settings.port)
    url = address(settings, listener)
    if settings.workers > 1:
        _serve_with_workers(settings, listener, lambda world: announce(url, world))
        return
    application = build(settings, ahead=True)
    world = introduction(application.engine)
    watch_requests(application)
    collect_rarely()
    server = AnnouncingServer(_config(application, settings), lambda: announce(url, world))
    server.run(sockets=[listener])


def address(settings: Settings, listener: socket.socket) -> str:
    """Return the URL at which this machine reaches the server."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    if ":" in host and not host.startswith("["):
        host = f"[{host}]"
    return f"{'https' if settings.tls else 'http'}://{host}:{listener.getsockname()[1]}{settings.root_path}"


def _serve_with_workers(settings: Settings, listener: socket.socket, announce: Callable[[dict[str, Any]], None]) -> None:
    # The world is written once, before the workers open it; they find their settings in the environment.
    first = build(settings)
    world = introduction(first.engine)
    first.engine.state.begin()
    first.engine.close()
    for name, value in settings.model_dump(exclude_none=True, exclude_unset=True).items():
        os.environ[variable(name)] = str(value)
    announce(world)
    workers = Workers(_config("mockcore.web.application:from_environment", settings), [listener])
    try:
        workers.run()
    finally:
        if first.engine.state.sidecar is not None:
            first.engine.state.sidecar.remove()
    if workers.failed:
        raise OperatorError("The server ended because a worker could not start.")


def _config(application: Any, settings: Settings) -> Config:
    return configure(
        application,
        http=Protocol,
        factory=isinstance(application, str),
        workers=settings.workers,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        timeout_graceful_shutdown=GRACE_SECONDS,
        **_certificate(settings),
    )


def _certificate(settings: Settings) -> dict[str, Any]:
    if not settings.tls:
        return {}
    from mockcore.web import certificate  # noqa: PLC0415 - cryptography is slow to import and rarely needed

    return {"ssl_certfile": str(certificate.ensure(settings.host))}


def _stop(_number: int, _frame: FrameType | None) -> None:
    # uvicorn raises the signal again after its orderly shutdown: that is the moment to leave, without a traceback.
    sys.exit(0)


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is already in use: choose another with --port."
    if error.errno == errno.EACCES:
        return refused_port(host, port)
    return f"Cannot listen on {host}: {error.strerror or error}. Choose another address with --host."
