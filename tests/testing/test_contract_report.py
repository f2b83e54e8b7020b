"""The report about the contract as a project gets it: in the terminal, in files, over several processes."""

from xml.etree import ElementTree as Xml

import pytest

from mockcore.paths import cache_directory

pytest_plugins = ["pytester"]
CACHE = cache_directory()


@pytest.fixture(autouse=True)
def kept_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    """pytester has a home of its own, in which every run would compile the document anew."""
    monkeypatch.setenv("MOCKCORE_CACHE", str(CACHE))


WRONG = """
import pytest

RFIS = "/rest/v1.0/projects/{}/rfis"


def ask(mockcore, query):
    with mockcore.client() as http:
        http.get(RFIS.format(mockcore.project_id) + query).raise_for_status()


def test_colour(mockcore):
    ask(mockcore, "?colour=red")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_size(mockcore, number):
    ask(mockcore, "?per_page=5000")


def test_right(mockcore):
    ask(mockcore, "?page=1")


def test_nothing():
    pass
"""
COLOUR = "unknown-parameter  GET /rest/v1.0/projects/{project_id}/rfis: colour"
SIZE = "oversized-page  GET /rest/v1.0/projects/{project_id}/rfis: per_page=5000, at most 2000"


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    # Plugins that the runs do not need cost more than the runs.
    return pytester.runpytest_subprocess("-q", "-p", "no:schemathesis", "-p", "no:hypothesispytest", *arguments)


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(WRONG)
    return pytester


@pytest.mark.parametrize("processes", ["0", "2"])
def test_findings_and_coverage_of_all_processes_are_told_at_the_end(project: pytest.Pytester, processes: str) -> None:
    project.makeini("[pytest]\nmockcore_operations =\n    listRfis\n    POST /rest/v1.0/projects/{id}/rfis\n")
    result = run(project, "--mockcore-report", "-n", processes)
    result.assert_outcomes(passed=6)
    told = result.stdout.str()
    assert told.count(COLOUR) == told.count(SIZE) == 1
    result.stdout.fnmatch_lines(["*3 times, first in test_findings*test_size*1*", "*1 of 2 declared operations called (50 %)"])
    result.stdout.fnmatch_lines(["*listRfis): 200 (5); with colour, page, per_page", "*not called: createRfi"])


def test_a_strict_run_fails_the_tests_that_caused_a_finding(project: pytest.Pytester) -> None:
    result = run(project, "--mockcore-strict")
    result.assert_outcomes(failed=4, passed=2)
    result.stdout.fnmatch_lines(["*unknown-parameter: GET*rfis: colour - The operation has no such query parameter*"])


def test_codes_are_allowed_for_all_tests_or_for_one(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nmockcore_allow = unknown-parameter\n")
    run(project, "--mockcore-strict").assert_outcomes(failed=3, passed=3)
    project.makepyfile(
        WRONG.replace("@pytest.mark.param", "@pytest.mark.mockcore(allow=['oversized-page'])\n@pytest.mark.param")
    )
    run(project, "--mockcore-strict").assert_outcomes(passed=6)
    project.makeini("[pytest]\nmockcore_allow = unknown-parametr\n")
    result = run(project, "--mockcore-strict")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "did you mean unknown-parameter?" in result.stderr.str()


def test_a_baseline_holds_what_is_known(project: pytest.Pytester) -> None:
    result = run(project, "--mockcore-baseline=known.txt", "--mockcore-baseline-write", "-n", "2")
    result.stdout.fnmatch_lines(["mockcore: 2 findings written to known.txt"])
    assert (project.path / "known.txt").read_text().splitlines()[1:] == [SIZE, COLOUR]
    run(project, "--mockcore-baseline=known.txt", "--mockcore-strict").assert_outcomes(passed=6)
    project.makepyfile(WRONG.replace("?colour=red", "?shape=round"))
    result = run(project, "--mockcore-baseline=known.txt", "--mockcore-strict", "--mockcore-report")
    result.assert_outcomes(failed=1, passed=5)
    result.stdout.fnmatch_lines(["*rfis: shape", "1 more known by the baseline", f"no longer found*{COLOUR[-20:]}"])


@pytest.mark.parametrize(
    ("argument", "message"),
    [("--mockcore-baseline=none.txt", "cannot be read"), ("--mockcore-baseline-write", "needs --mockcore-baseline=FILE")],
)
def test_a_baseline_that_cannot_be_used_is_told(project: pytest.Pytester, argument: str, message: str) -> None:
    result = run(project, argument, "--mockcore-strict")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert message in result.stderr.str()


def test_an_operation_that_there_is_not_is_told_before_any_test(project: pytest.Pytester) -> None:
    (project.path / "used.txt").write_text("# ours\nlistRfi\n")
    result = run(project, "--mockcore-report", "--mockcore-operations=used.txt")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "did you mean listRfis?" in result.stderr.str()


def test_the_report_is_written_as_a_page_and_as_junit(project: pytest.Pytester) -> None:
    result = run(project, "--mockcore-report-html=out/report.html", "--mockcore-report-junit=out/report.xml")
    result.assert_outcomes(passed=6)
    page = (project.path / "out/report.html").read_text()
    assert "<code>oversized-page</code>" in page
    assert "test_size[3]" in page
    suite = Xml.parse(project.path / "out/report.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    failure = suite.find("testcase[@classname='mockcore.oversized-page']/failure")
    assert failure is not None
    assert (failure.text or "").count("test_size") == 3


def test_a_test_that_has_failed_by_itself_fails_once(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(WRONG.replace("raise_for_status()", "raise_for_status()\n    assert '?page' in query"))
    run(pytester, "--mockcore-strict", "--mockcore-report").assert_outcomes(failed=4, passed=2)


SHARED = """
import httpx


def ask(mockcore_server, query):
    with mockcore_server.client() as http:
        http.get(f"/rest/v1.0/projects/{mockcore_server.project_id}/rfis{query}").raise_for_status()


def test_wrong(mockcore_server):
    ask(mockcore_server, "?colour=red")


def test_right(mockcore_server):
    ask(mockcore_server, "?page=1")


class TestUnittest(__import__("unittest").TestCase):
    @__import__("pytest").fixture(autouse=True)
    def served(self, mockcore):
        self.mockcore = mockcore

    def test_it(self):
        ask(self.mockcore, "?shape=round")
"""


def test_the_server_of_the_session_and_unittest_are_looked_at_too(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SHARED)
    result = run(pytester, "--mockcore-strict", "--mockcore-report", "-p", "no:randomly")
    result.assert_outcomes(failed=2, passed=1)
    result.stdout.fnmatch_lines(["*rfis: colour", "*in *test_wrong", "*rfis: shape", "*in *TestUnittest::test_it"])
    result.stdout.fnmatch_lines(["*listRfis): 200 (3)*"])


def test_what_a_fixture_asks_for_itself_is_nobodys_finding(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "def test_it(mockcore):\n"
        "    for _ in range(6):\n"
        "        mockcore.client().get('/rest/v1.0/me')\n"
        "    mockcore.find('/rest/v1.0/vendors', 'Test Subcontracting', company_id=mockcore.company_id)\n"
        "    mockcore.webhooks.subscribe('Company Vendors', 'create')\n"
        "    mockcore.create('/rest/v1.0/vendors', {'company_id': mockcore.company_id, 'vendor': {'name': 'Acme'}})\n"
    )
    run(pytester, "--mockcore-strict").assert_outcomes(passed=1)


OWN_SERVERS = """
import mockcore
import pytest

RFIS = "/rest/v1.0/projects/{}/rfis"


def ask(server, query):
    with server.client() as http:
        http.get(RFIS.format(server.project_id) + query).raise_for_status()


@pytest.fixture(scope="module")
def shared():
    with mockcore.running() as server:
        yield server


@pytest.fixture
def own():
    with mockcore.running() as server:
        yield server
        ask(server, "?per_page=5000")


def test_inside():
    with mockcore.running() as server:
        ask(server, "?colour=red")


def test_first(shared):
    ask(shared, "?size=1")


def test_second(shared):
    ask(shared, "?page=1")


def test_right(own):
    ask(own, "?page=1")
"""


def test_servers_that_a_test_runs_itself_are_looked_at_too(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(OWN_SERVERS)
    result = run(pytester, "--mockcore-report", "--mockcore-strict")
    result.assert_outcomes(failed=2, passed=2, errors=1)
    told = result.stdout.str()
    for finding, test in ((COLOUR, "test_inside"), (SIZE, "test_right"), (COLOUR.replace("colour", "size"), "test_first")):
        after = told.partition(f"{finding}\n")[2].splitlines()
        assert after[1].endswith(f"::{test}")
    result.stdout.fnmatch_lines(["ERROR *::test_right*"])
