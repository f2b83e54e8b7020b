"""What a server writes of its requests on standard output: a line for whoever watches it, or JSON for another program."""

import shutil
import sys
from collections.abc import Callable
from typing import TextIO

import orjson

from mockcore.journal import masking
from mockcore.journal.exchange import Exchange
from mockcore.journal.findings import of_one
from mockcore.reference.catalog import Catalog

# Method, status and milliseconds take so many columns of a line; a path is never cut below the second number.
_HEAD, _SHORTEST_PATH = 22, 24
_STATUS = {2: "green", 3: "cyan", 4: "yellow", 5: "bold red"}


def write_json(exchange: Exchange) -> None:
    """Writes all of an exchange, without secrets, as one line of JSON."""
    sys.stdout.buffer.write(orjson.dumps(exchange.shown(), default=str) + b"\n")
    sys.stdout.flush()


class RequestLog:
    """A line for each request on a terminal: method, status, milliseconds, path, operation, codes of findings.

    The findings are those of a request by itself; what several break together is at ``/_mockcore/contract``.
    """

    def __init__(self, terminal: TextIO, catalog: Catalog) -> None:
        self._terminal: TextIO | None = terminal
        self._catalog = catalog
        self._paint = painter(terminal)

    def __call__(self, exchange: Exchange) -> None:
        """Writes the line of an exchange, as long as there is a terminal."""
        terminal = self._terminal
        if terminal is None:
            return
        line = self.line(exchange, shutil.get_terminal_size().columns)
        try:
            terminal.write(line.encode(terminal.encoding, "replace").decode(terminal.encoding) + "\n")
            terminal.flush()
        except OSError:
            self._terminal = None

    def line(self, exchange: Exchange, columns: int) -> str:
        """The line of an exchange, in so many columns where its findings leave room."""
        call, status = exchange.call, exchange.reply.status
        codes = ", ".join(dict.fromkeys(code for code, _ in of_one(exchange, self._catalog)))
        findings = f"  ! {codes}" if codes else ""
        path = masking.path(call.path)
        query = masking.query(call.query, masking.secrets_of(call.path))
        address, operation = fitted(path, query, call.operation, columns - _HEAD - len(findings))
        paint = self._paint
        method = paint(f"{printable(exchange.method):<7}", "bold")
        number = paint(str(status), _STATUS.get(status // 100, "none"))
        shown = f"  {paint(operation, 'dim')}" if operation else ""
        return f"{method}{number} {milliseconds(exchange.seconds):>6} ms  {address}{shown}{paint(findings, 'magenta')}"


def milliseconds(seconds: float) -> str:
    """A duration as it is read: tenths of a millisecond below ten, then whole ones."""
    return f"{seconds * 1000:.1f}" if seconds < 0.00995 else f"{seconds * 1000:.0f}"


def fitted(path: str, query: str, operation: str, columns: int) -> tuple[str, str]:
    """Path with query, and operation, in so many columns: the query gives way first, then the operation, then the path."""
    path, query = printable(path), printable(query)
    short = f"{path}?…" if query else path
    for address, shown in ((f"{path}?{query}" if query else path, operation), (short, operation), (short, "")):
        if len(address) + (len(shown) + 2 if shown else 0) <= columns:
            return address, shown
    room = max(columns, _SHORTEST_PATH)
    return (short if len(short) <= room else "…" + short[1 - room :]), ""


def printable(text: str) -> str:
    """A text of a client's without characters that steer a terminal."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "�" for letter in text)


def painter(terminal: TextIO) -> Callable[[str, str], str]:
    """What gives a text its style on a terminal, as ``NO_COLOR`` and ``TERM`` have it."""
    from rich.color import ColorSystem  # noqa: PLC0415 - only who watches a server needs colours
    from rich.console import Console  # noqa: PLC0415 - see above
    from rich.style import Style  # noqa: PLC0415 - see above

    console = Console(file=terminal)
    if console.no_color or console.color_system in (None, "windows"):
        return lambda text, style: text
    return lambda text, style: Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if text else ""
