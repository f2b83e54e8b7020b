"""A server in a thread of its own: started, watched, ended at once."""

import asyncio
import logging
import socket
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mockcore.errors import OperatorError
from mockcore.web.application import Application
from mockcore.web.protocol import Protocol
from mockcore.web.uvicorn_internals import Config, Server, configure, make_loop

START_SECONDS, STOP_SECONDS = 30, 5
LAST_LINES = 20
LOGGERS = ("mockcore", "uvicorn.error")


class _Log(logging.Handler):
    """The last lines that the server has logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=LAST_LINES)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one line."""
        self.lines.append(self.format(record))


class _Server(Server):
    """Leaves at once when it is told to, not at its next tick."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.leave = asyncio.Event()

    async def main_loop(self) -> None:
        """Ticks until it is told to leave."""
        ticks = 0
        while not self.leave.is_set() and not await self.on_tick(ticks):
            ticks = (ticks + 1) % 864_000
            with suppress(TimeoutError):
                await asyncio.wait_for(self.leave.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Closes everything without waiting for clients, which are this process itself."""
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self.lifespan.shutdown()


class ServerThread:
    """Serves an application at a listening socket until it is stopped. Raises: OperatorError when it does not start."""

    def __init__(self, application: Application, listener: socket.socket, certificate_file: Path | None) -> None:
        self._listener = listener
        self._log = _Log()
        self._failure: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._server = _Server(_config(application, certificate_file))
        self._thread = threading.Thread(target=self._run, name="mockcore", daemon=True)
        for name in LOGGERS:
            logging.getLogger(name).addHandler(self._log)
        self._thread.start()
        if not self._ready.wait(START_SECONDS) or not self.alive:
            raise OperatorError(f"The server did not start.\n{self.log}")

    def _run(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            started = asyncio.create_task(self._announced())
            await self._server.serve(sockets=[self._listener])
            started.cancel()

        try:
            with asyncio.Runner(loop_factory=make_loop) as runner:
                runner.run(serve())
        except BaseException as error:
            self._failure = error
            logging.getLogger("mockcore").exception("The server has ended.")
        finally:
            self._ready.set()

    async def _announced(self) -> None:
        while not self._server.started:
            await asyncio.sleep(0.001)
        self._ready.set()

    @property
    def alive(self) -> bool:
        """Whether it still answers."""
        return self._thread.is_alive() and self._failure is None

    @property
    def log(self) -> str:
        """The last lines that it has logged."""
        return "\n".join(self._log.lines)

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop in which it answers."""
        assert self._loop is not None
        return self._loop

    def between_requests(self, work: Callable[[], None]) -> None:
        """Lets the server's own thread do something, without a request for it. Raises: OperatorError when it has ended."""

        async def done() -> None:
            work()

        if not self.alive:
            raise OperatorError(f"The server has ended.\n{self.log}")
        asyncio.run_coroutine_threadsafe(done(), self.loop).result(START_SECONDS)

    def join(self, seconds: float = STOP_SECONDS) -> None:
        """Waits until the thread has ended."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Ends the server; its thread and port are gone afterwards."""
        if self.alive:
            self.loop.call_soon_threadsafe(self._server.leave.set)
        self.join()
        for name in LOGGERS:
            logging.getLogger(name).removeHandler(self._log)
        with suppress(OSError):
            self._listener.close()


def _config(application: Application, certificate_file: Path | None) -> Config:
    return configure(application, http=Protocol, timeout_graceful_shutdown=1, ssl_certfile=certificate_file)
