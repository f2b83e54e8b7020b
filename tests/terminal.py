"""A terminal of so many columns, and a command that runs on it."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import START_SECONDS, command, environment, stop


class Terminal:
    """What a command shows on its screen, and its process."""

    def __init__(self, columns: int, *arguments: str, **changes: str) -> None:
        self._screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            command(*arguments), stdin=inside, stdout=inside, stderr=inside, text=True, close_fds=True,
            env={**environment(**{"TERM": "xterm-256color", **changes})}, start_new_session=True,
        )  # fmt: skip
        os.close(inside)
        self.shown = ""

    def read(self) -> bool:
        """Reads on; whether there may be more."""
        try:
            data = os.read(self._screen, 65536)
        except OSError:
            return False
        self.shown += data.decode()
        return bool(data)

    def until(self, text: str) -> str:
        """The screen once the text is on it."""
        deadline = time.monotonic() + START_SECONDS
        while text not in self.shown and time.monotonic() < deadline and self.read():
            pass
        assert text in self.shown
        return self.shown

    def close(self) -> None:
        """Ends the command."""
        stop(self.process)
        os.close(self._screen)


@contextmanager
def on_terminal(*arguments: str, columns: int = 80, **changes: str) -> Iterator[Terminal]:
    """A command on a terminal until the block ends."""
    terminal = Terminal(columns, *arguments, **changes)
    try:
        yield terminal
    finally:
        terminal.close()
