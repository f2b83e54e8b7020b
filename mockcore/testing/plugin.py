"""The pytest plugin: the fixtures ``mockcore_server`` and ``mockcore``, the marker ``mockcore``, options in the ini file.

Nothing of mockcore is imported before a test asks for a server: the plugin is loaded in every run of pytest.
"""

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.assertion.rewrite import AssertionRewritingHook

from mockcore.testing.contract_checks import USED, Reporting, check_codes

if TYPE_CHECKING:
    from mockcore.testing.running import Running

# What a marker may say: the first are set on the running server, every other setting takes a server of its own.
STEERED = ("now", "frozen", "rate_limit", "faults", "allow")
INI = {"seed": "World to start with.", "now": "Time of the clock.", "rate_limit": "Quota preset.", "faults": "Fault profile."}
OPTIONS = {
    "--mockcore-report-html": "Write the report of --mockcore-report to this file as a page.",
    "--mockcore-report-junit": "Write the report of --mockcore-report to this file as JUnit XML.",
    "--mockcore-baseline": "File with contract findings that are known: they are not reported and fail no test.",
    "--mockcore-operations": "File with the operations that the code under test uses, one a line, for the report's coverage.",
}
_SERVERS = pytest.StashKey[dict[Any, "Running"]]()
_REPORTING = pytest.StashKey["Reporting | None"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the command line and the ini file."""
    group = parser.getgroup("mockcore", "mockcore: a local server that behaves like the Procore API")
    group.addoption("--mockcore-seed", default=None, help="World that the servers of the fixtures start with.")
    group.addoption("--mockcore-report", action="store_true", help="At the end, tell where requests broke the API's contract.")
    group.addoption("--mockcore-strict", action="store_true", help="Fail a test whose requests break the API's contract.")
    group.addoption("--mockcore-baseline-write", action="store_true", help="Write what this run finds to --mockcore-baseline.")
    for name, text in OPTIONS.items():
        group.addoption(name, default=None, metavar="FILE", help=text)
    parser.addini("mockcore_allow", "Codes of contract findings that are known and not told.", type="args", default=[])
    parser.addini("mockcore_operations", "Operations that the code under test uses.", type="linelist", default=[])
    for name, text in INI.items():
        parser.addini(f"mockcore_{name}", text, default="")


def pytest_configure(config: pytest.Config) -> None:
    """The marker is known, servers can be kept, and what they find is collected when somebody wants to know."""
    config.addinivalue_line(
        "markers",
        "mockcore(seed=, now=, frozen=, rate_limit=, faults=, allow=, ...): settings of the mockcore fixture for a test",
    )
    _check_ini(config)
    config.stash[_SERVERS] = {}
    options = ("report", "strict", "report_html", "report_junit", "baseline_write")
    needed = any(config.getoption(f"mockcore_{name}") for name in options)
    config.stash[_REPORTING] = Reporting(config) if needed else None
    if needed:
        config.pluginmanager.register(config.stash[_REPORTING], "mockcore-reporting")


def _check_ini(config: pytest.Config) -> None:
    """Raises: UsageError for a key of ours in the ini file that does not exist; pytest itself would only warn."""
    names = [f"mockcore_{name}" for name in ("allow", "operations", *INI)]
    # Since pytest 9 the public name warns.
    written = getattr(config, "_inicfg", None)
    for name in config.inicfg if written is None else written:
        if name.startswith("mockcore_") and name not in names:
            from mockcore.close_names import hint  # noqa: PLC0415 - see above

            raise pytest.UsageError(f"{config.inipath}: the key {name} is not known: {hint(name, names)}")


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


def _check(where: str, values: Mapping[str, Any]) -> None:
    if not values:
        return
    from mockcore.close_names import hint  # noqa: PLC0415 - see above
    from mockcore.settings import Settings  # noqa: PLC0415 - see above

    names = [*STEERED, *(name for name in Settings.model_fields if name not in STEERED)]
    for name in values:
        if name not in names:
            raise pytest.UsageError(f"{where}: the marker mockcore does not know {name}: {hint(name, names)}")
    check_codes(where, values.get("allow", ()))


def _options(config: pytest.Config, item: pytest.Item | None) -> dict[str, Any]:
    """The settings of a test: ini file, then command line, then markers from the outermost to the test's own."""
    settings: dict[str, Any] = {name: value for name in INI if (value := config.getini(f"mockcore_{name}"))}
    if config.getoption("--mockcore-seed"):
        settings["seed"] = config.getoption("--mockcore-seed")
    for marker in reversed(list(item.iter_markers("mockcore"))) if item is not None else ():
        settings.update(marker.kwargs)
    return settings


def _server(config: pytest.Config, settings: dict[str, Any]) -> "Running":
    """The server with those settings, started when it is first asked for, or again when it has died."""
    Running, load, OperatorError = _imported()  # noqa: N806 - classes
    own = {name: value for name, value in settings.items() if name not in STEERED}
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
    """What a server needs."""
    with _imports():
        from mockcore.errors import OperatorError  # noqa: PLC0415 - see above
        from mockcore.settings import load  # noqa: PLC0415 - see above
        from mockcore.testing.running import Running  # noqa: PLC0415 - see above
    return Running, load, OperatorError


@contextmanager
def _imports() -> Iterator[None]:
    """Imports without what makes them slow in a run of pytest.

    Importing makes many objects and no garbage: collecting meanwhile costs a tenth of the time. Another tenth is httpx's
    command line with all that it draws with, which no test calls. And pytest compiles anew what comes with a plugin, as anyio
    does, to explain its asserts: where Python may not keep what it has compiled, that is much of the rest.
    """
    collecting, command = gc.isenabled(), "httpx._main"
    left_out = command not in sys.modules
    rewriting = [finder for finder in sys.meta_path if isinstance(finder, AssertionRewritingHook)]
    gc.disable()
    if left_out:
        # Whoever imports it is told that it is not installed.
        sys.modules[command] = None  # type: ignore[assignment]
    for finder in rewriting:
        sys.meta_path.remove(finder)
    try:
        yield
    finally:
        sys.meta_path[:0] = rewriting
        if left_out:
            del sys.modules[command]
        if collecting:
            # What was imported stays: counted as old, it does not bring on a collection of everything.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@pytest.fixture(scope="session")
def mockcore_server(pytestconfig: pytest.Config) -> "Running":
    """A real server for the whole session, one for each process of pytest-xdist. It is not reset between tests."""
    server = _server(pytestconfig, _options(pytestconfig, None))
    reporting = pytestconfig.stash[_REPORTING]
    if reporting is not None:
        reporting.shared = server
    return server


@pytest.fixture
def mockcore(request: pytest.FixtureRequest) -> Iterator["Running"]:
    """A real server, reset before the test; the marker ``mockcore`` chooses its seed, clock, quota and faults."""
    config = request.config
    settings = _options(config, request.node)
    server = _server(config, settings)
    _steer(server, settings)
    request.node.stash[USED] = server
    yield server
    if not server.alive:
        # The next test has another one.
        servers = config.stash[_SERVERS]
        config.stash[_SERVERS] = {key: other for key, other in servers.items() if other is not server}
        pytest.fail(f"The mockcore server has ended. Its last log lines:\n{server.log}", pytrace=False)
    reporting = config.stash[_REPORTING]
    if reporting is not None:
        reporting.judge(request.node, [server])


def _steer(server: "Running", settings: Mapping[str, Any]) -> None:
    """Resets a server and sets it as a test wants it; what cannot be used fails the test by one sentence."""
    _, _, OperatorError = _imported()  # noqa: N806 - classes
    try:
        server.reset()
        frozen = bool(settings.get("frozen"))
        if "now" in settings:
            server.clock.travel(str(settings["now"]), frozen=frozen)
        elif frozen:
            server.clock.freeze()
        limit = settings.get("rate_limit", "off")
        if limit != "off":
            server.rate_limit(**limit) if isinstance(limit, dict) else server.rate_limit(str(limit))
        faults = settings.get("faults")
        if faults:
            server.faults.profile(faults) if isinstance(faults, str) else server.faults.replace(list(faults))
    except OperatorError as error:
        pytest.fail(str(error), pytrace=False)
