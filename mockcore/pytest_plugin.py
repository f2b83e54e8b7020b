"""The pytest plugin: the fixtures ``mockcore_server`` and ``mockcore``, the marker ``mockcore``, options in the ini file.

Nothing of mockcore is imported before a test asks for a server: the plugin is loaded in every run of pytest.
"""

import difflib
import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mockcore.live import Running

# What a marker may say: the first are set on the running server, every other setting takes a server of its own.
STEERED = ("now", "frozen", "rate_limit", "faults")
INI = {"seed": "World to start with.", "now": "Time of the clock.", "rate_limit": "Quota preset.", "faults": "Fault profile."}
_SERVERS = pytest.StashKey[dict[Any, "Running"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the command line and the ini file."""
    group = parser.getgroup("mockcore", "mockcore: a local server that behaves like the Procore API")
    group.addoption("--mockcore-seed", default=None, help="World that the servers of the fixtures start with.")
    group.addoption("--mockcore-report", action="store_true", help="At the end, tell where requests broke the API's contract.")
    group.addoption("--mockcore-strict", action="store_true", help="Fail a test whose requests break the API's contract.")
    parser.addini("mockcore_allow", "Codes of contract findings that are known and not told.", type="args", default=[])
    for name, text in INI.items():
        parser.addini(f"mockcore_{name}", text, default="")


def pytest_configure(config: pytest.Config) -> None:
    """The marker is known, and servers can be kept."""
    config.addinivalue_line(
        "markers", "mockcore(seed=, now=, frozen=, rate_limit=, faults=, ...): settings of the mockcore fixture for this test"
    )
    config.stash[_SERVERS] = {}


def pytest_unconfigure(config: pytest.Config) -> None:
    """No server outlives the run."""
    for server in config.stash.get(_SERVERS, {}).values():
        server.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A marker that cannot be used is told before any test runs."""
    for item in items:
        for marker in item.iter_markers("mockcore"):
            if marker.args:
                raise pytest.UsageError(f"{item.nodeid}: the marker mockcore takes names only, e.g. mockcore(seed='demo').")
            _check(item.nodeid, marker.kwargs)


def _check(where: str, given: Mapping[str, Any]) -> None:
    if not given:
        return
    from mockcore.settings import Settings  # noqa: PLC0415 - see above

    known = [*STEERED, *(name for name in Settings.model_fields if name not in STEERED)]
    for name in given:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}."
            raise pytest.UsageError(f"{where}: the marker mockcore does not know {name}: {hint}")


def _options(config: pytest.Config, item: pytest.Item | None) -> dict[str, Any]:
    """The settings of a test: ini file, then command line, then markers from the outermost to the test's own."""
    told: dict[str, Any] = {name: value for name in INI if (value := config.getini(f"mockcore_{name}"))}
    if config.getoption("--mockcore-seed"):
        told["seed"] = config.getoption("--mockcore-seed")
    for marker in reversed(list(item.iter_markers("mockcore"))) if item is not None else ():
        told.update(marker.kwargs)
    return told


def _server(config: pytest.Config, told: dict[str, Any]) -> "Running":
    """The server with those settings, started when it is first asked for, or again when it has died."""
    Running, load, OperatorError = _imported()  # noqa: N806 - classes
    own = {name: value for name, value in told.items() if name not in STEERED}
    key = tuple(sorted((name, repr(value)) for name, value in own.items()))
    servers = config.stash[_SERVERS]
    dead = servers.get(key)
    if dead is not None and not dead.alive:
        del servers[key]
        pytest.fail(f"The mockcore server has ended. Its last log lines:\n{dead.log}", pytrace=False)
    if key not in servers:
        try:
            servers[key] = Running(load(**{"port": 0, **own}))
        except OperatorError as error:
            pytest.fail(str(error), pytrace=False)
    return servers[key]


def _imported() -> tuple[type["Running"], Any, type[Exception]]:
    """What a server needs. Importing makes many objects and no garbage: collecting meanwhile costs a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        from mockcore.errors import OperatorError  # noqa: PLC0415 - see above
        from mockcore.live import Running  # noqa: PLC0415 - see above
        from mockcore.settings import load  # noqa: PLC0415 - see above
    finally:
        if collecting:
            gc.enable()
    return Running, load, OperatorError


@pytest.fixture(scope="session")
def mockcore_server(pytestconfig: pytest.Config) -> "Running":
    """A real server for the whole session, one for each process of pytest-xdist. It is not reset between tests."""
    return _server(pytestconfig, _options(pytestconfig, None))


@pytest.fixture
def mockcore(request: pytest.FixtureRequest) -> Iterator["Running"]:
    """A real server, reset before the test; the marker ``mockcore`` chooses its seed, clock, quota and faults."""
    config = request.config
    told = _options(config, request.node)
    server = _server(config, told)
    server.reset()
    if "now" in told or "frozen" in told:
        frozen = bool(told.get("frozen"))
        if "now" in told:
            server.clock.travel(str(told["now"]), frozen=frozen)
        elif frozen:
            server.clock.freeze()
    limit = told.get("rate_limit", "off")
    if limit != "off":
        server.rate_limit(**limit) if isinstance(limit, dict) else server.rate_limit(str(limit))
    faults = told.get("faults")
    if faults:
        server.faults.profile(faults) if isinstance(faults, str) else server.faults.replace(list(faults))
    yield server
    if not server.alive:
        pytest.fail(f"The mockcore server has ended. Its last log lines:\n{server.log}", pytrace=False)
    if config.getoption("--mockcore-report") or config.getoption("--mockcore-strict"):
        _look(config, request.node, server)


def _look(config: pytest.Config, item: pytest.Item, server: "Running") -> None:
    """Notes what the test's requests broke; with --mockcore-strict it fails the test."""
    allowed = config.getini("mockcore_allow")
    item.user_properties += [
        ("mockcore", f"{part['code']}: {part['detail']}") for part in server.contract.findings if part["code"] not in allowed
    ]
    if config.getoption("--mockcore-strict"):
        try:
            server.contract.check(*allowed)
        except AssertionError as error:
            pytest.fail(str(error), pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The findings of all tests, once each, with how many tests had them."""
    if not config.getoption("--mockcore-report"):
        return
    found = Counter(
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "teardown"
        for name, value in report.user_properties
        if name == "mockcore"
    )
    terminalreporter.section("mockcore: requests against the contract of the API")
    for text, count in sorted(found.items()):
        terminalreporter.line(f"{count:>5}  {text}")
    if not found:
        terminalreporter.line("none")
