"""What tests have asked of servers: looked at after each test, told at the end of the run, or failing the test that broke it.

Like the plugin it imports nothing of mockcore that is heavy before a test has asked for a server.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mockcore.testing import open_servers
from mockcore.testing.contract_report import (
    TITLE,
    Collected,
    Finding,
    Summary,
    baseline,
    html,
    junit,
    line,
    lines,
    write,
    write_baseline,
)

if TYPE_CHECKING:
    from mockcore.testing.running import Running

# The server of a test.
USED = pytest.StashKey["Running"]()


class Reporting:
    """Looks at what each test has asked, in each process, and tells all of it at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.collected = Collected()
        self.shared: Running | None = None
        # What servers of ``running()`` were asked that have ended since.
        self._left: list[dict[str, Any]] = []
        path, writes = config.getoption("mockcore_baseline"), config.getoption("mockcore_baseline_write")
        if writes and not path:
            raise pytest.UsageError("--mockcore-baseline-write needs --mockcore-baseline=FILE.")
        self.baseline = baseline(path) if path and not writes else frozenset()
        if self.baseline:
            check_codes(f"The baseline {path}", sorted({text.partition("  ")[0] for text in self.baseline}))
        self.declared = [] if hasattr(config, "workerinput") else self._declared()
        allowed = config.getini("mockcore_allow")
        if allowed:
            check_codes("mockcore_allow", allowed)
        open_servers.ending.append(self._leave)

    def judge(self, item: pytest.Item, servers: "list[Running]", *, failed: bool = False) -> None:
        """Notes what the test has asked since it was looked at last; with --mockcore-strict it fails by what that broke."""
        allowed = {*self.config.getini("mockcore_allow"), *_allowed(item)}
        findings = [finding for finding in self._looked(item.nodeid, servers, allowed) if line(finding) not in self.baseline]
        if findings and not failed and self.config.getoption("mockcore_strict"):
            from mockcore.testing.controls import broken  # noqa: PLC0415 - see above

            pytest.fail(broken(findings), pytrace=False)
        item.user_properties += [("mockcore", line(finding)) for finding in findings]

    def _looked(self, test: str, servers: "list[Running]", allowed: set[str]) -> list[Finding]:
        findings: list[Finding] = []
        left, self._left = self._left, []
        for report in (*left, *(server.contract.fresh() for server in servers if server.alive)):
            for called in report["called"]:
                self.collected.cover(called)
            findings += [finding for finding in report["findings"] if finding["code"] not in allowed]
        self.collected.add(test, findings)
        return findings

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """After the test's own part its requests are looked at; one that has failed by itself does not fail by them too."""
        try:
            yield
        except BaseException:
            self.judge(item, self._servers(item), failed=True)
            raise
        self.judge(item, self._servers(item))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        """What a test's fixtures have asked of servers that ended with them is the test's too."""
        try:
            yield
        except BaseException:
            self._settle(item, failed=True)
            raise
        self._settle(item)

    def _settle(self, item: pytest.Item, *, failed: bool = False) -> None:
        if self._left:
            self.judge(item, [], failed=failed)

    def _leave(self, server: "Running") -> None:
        if server.alive:
            self._left.append(server.contract.fresh())

    def _servers(self, item: pytest.Item) -> "list[Running]":
        """Those that a test has used: its own, that of the session where it names it, and those of ``running()``."""
        shared = self.shared if "mockcore_server" in getattr(item, "fixturenames", ()) else None
        used = (item.stash.get(USED, None), shared, *open_servers.servers)
        return list(dict.fromkeys(server for server in used if server is not None))

    def pytest_sessionfinish(self) -> None:
        """A process of pytest-xdist tells the one that reports."""
        if self.shared is not None:
            self._looked("after the tests", [self.shared], set(self.config.getini("mockcore_allow")))
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output["mockcore"] = self.collected.as_json()

    def pytest_unconfigure(self) -> None:
        """Nothing is looked at any more."""
        open_servers.ending.remove(self._leave)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """What a process of pytest-xdist has told."""
        output = getattr(node, "workeroutput", {}).get("mockcore")
        if output is not None:
            self.collected.merge(output)

    def pytest_terminal_summary(self, terminalreporter: "pytest.TerminalReporter") -> None:
        """The findings of all tests, and the coverage; in files where they are named."""
        option = self.config.getoption
        summary = Summary.of(self.collected, self.baseline, self.declared)
        for path, rendered in ((option("mockcore_report_html"), html), (option("mockcore_report_junit"), junit)):
            if path:
                write(summary, path, rendered)
        if option("mockcore_report"):
            terminalreporter.section(TITLE)
            for text in lines(summary):
                terminalreporter.line(text)
        if option("mockcore_baseline_write"):
            path = option("mockcore_baseline")
            count = write_baseline(self.collected, path)
            terminalreporter.line(f"mockcore: {count} findings written to {path}")

    def _declared(self) -> list[str]:
        """The operationIds that the ini file and the file of --mockcore-operations name. Raises: UsageError."""
        names = list(self.config.getini("mockcore_operations"))
        path = self.config.getoption("mockcore_operations")
        if path:
            names += _read(path).splitlines()
        names = [name.strip() for name in names if name.strip() and not name.strip().startswith("#")]
        if not names:
            return []
        from mockcore.errors import BadRequest  # noqa: PLC0415 - see above
        from mockcore.journal.coverage import operation_ids  # noqa: PLC0415 - see above
        from mockcore.reference.catalog import Catalog  # noqa: PLC0415 - see above

        try:
            return operation_ids(names, Catalog.load())
        except BadRequest as error:
            raise pytest.UsageError(error.fields["operations"][0]) from None


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise pytest.UsageError(f"The file {path} cannot be read: {error}.") from None


def _allowed(item: pytest.Item) -> list[str]:
    allowances = [marker.kwargs.get("allow", ()) for marker in item.iter_markers("mockcore")]
    return [code for codes in allowances for code in ([codes] if isinstance(codes, str) else codes)]


def check_codes(where: str, codes: Any) -> None:
    """Raises: UsageError for a code that no contract finding has."""
    from mockcore.close_names import hint  # noqa: PLC0415 - see above
    from mockcore.journal.codes import CODES  # noqa: PLC0415 - see above

    for code in [codes] if isinstance(codes, str) else codes:
        if code not in CODES:
            raise pytest.UsageError(f"{where}: there is no code {code} of contract findings: {hint(code, CODES)}")
