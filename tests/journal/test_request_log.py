"""What a server writes of its requests on standard output."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from mockcore.journal.request_log import RequestLog, fitted, milliseconds, painter, printable
from tests.journal.exchanges import exchange
from tests.tiny import WIDGETS, Tiny, catalog

RFIS = "/rest/v1.0/projects/225100/rfis"


class Screen(io.TextIOWrapper):
    """A terminal that remembers what it shows."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        return self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined]


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Screen]:
    monkeypatch.setenv("NO_COLOR", "1")
    return Screen


def test_a_line_says_method_status_duration_path_operation_and_findings(plain: Callable[[], Screen]) -> None:
    call = exchange("GET", WIDGETS, operation="listWidgets", headers={"procore-company-id": "", "authorization": ""})
    line = RequestLog(plain(), catalog()).line(call, 200)
    assert line.startswith(f"GET    200     10 ms  {WIDGETS}  listWidgets  ! missing-token")


def test_a_line_shows_no_secret_and_nothing_that_steers_the_terminal(plain: Callable[[], Screen]) -> None:
    line = RequestLog(plain(), catalog()).line(exchange("GET", "/rest/v1.0/\x1b[31m?access_token=abc"), 200)
    assert "\x1b" not in line
    assert "abc" not in line
    assert "access_token=***" in line


def test_a_narrow_terminal_gets_one_row_a_request(plain: Callable[[], Screen]) -> None:
    long = f"{RFIS}/17/replies?{'filters[status]=open&' * 5}"
    assert len(RequestLog(plain(), catalog()).line(exchange("GET", long, status=200), 80)) <= 80


def test_colours_are_there_unless_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert painter(Screen())("500", "bold red") == "\x1b[1;31m500\x1b[0m"
    monkeypatch.setenv("TERM", "dumb")
    assert painter(Screen())("500", "bold red") == "500"
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert painter(Screen())("500", "bold red") == "500"


def test_a_terminal_that_knows_few_letters_gets_those(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen("ascii")
    RequestLog(screen, catalog())(exchange("GET", "/rest/v1.0/é"))
    assert screen.shown().startswith("GET    200     10 ms  /rest/v1.0/?")


def test_a_terminal_that_is_gone_disturbs_no_request(plain: Callable[[], Screen], monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_text: str) -> int:
        raise OSError(5, "Input/output error")

    screen = plain()
    log = RequestLog(screen, catalog())
    monkeypatch.setattr(screen, "write", gone)
    log(exchange("GET", WIDGETS))
    monkeypatch.undo()
    log(exchange("GET", WIDGETS))
    assert screen.shown() == ""


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (60, (f"{RFIS}?page=2", "listRfis")),
        (44, (f"{RFIS}?…", "listRfis")),
        (40, (f"{RFIS}?…", "")),
        (26, ("….0/projects/225100/rfis?…", "")),
    ],
)
def test_the_query_gives_way_first_then_the_operation_then_the_start_of_the_path(columns: int, shown: tuple[str, str]) -> None:
    assert fitted(RFIS, "page=2", "listRfis", columns) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(0.00042, "0.4"), (0.00996, "10"), (0.1594, "159"), (2.5, "2500")])
def test_a_duration_is_rounded_as_it_is_read(seconds: float, shown: str) -> None:
    assert milliseconds(seconds) == shown


def test_letters_of_any_language_are_printable() -> None:
    assert printable("/Straße/東京") == "/Straße/東京"
    assert printable("a\r\nb") == "a��b"


@pytest.mark.parametrize(
    ("settings", "writes"),
    [
        ({}, False),
        ({"log_requests": True}, True),
        ({"log_format": "json"}, True),
        ({"log_format": "json", "quiet": True}, False),
    ],
)
def test_json_is_written_where_the_settings_say_so(
    settings: dict[str, Any], writes: bool, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    tiny = Tiny(**settings)
    tiny.engine.journal.add("GET", exchange("GET", WIDGETS).call, exchange("GET", WIDGETS).reply, 0.0, "id-1")
    out = capsysbinary.readouterr().out
    assert out.startswith(b'{"id":1,') is writes
    assert bool(out) is writes
