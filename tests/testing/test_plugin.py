"""The plugin as a project uses it: pytest runs in a folder of its own, with no conftest."""

import re

import pytest

from mockcore.paths import cache_directory

pytest_plugins = ["pytester"]
CACHE = cache_directory()


@pytest.fixture(autouse=True)
def kept_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    """pytester has a home of its own, in which every run would compile the document anew."""
    monkeypatch.setenv("MOCKCORE_CACHE", str(CACHE))


USES = """
import httpx
import pytest

RFIS = "/rest/v1.0/projects/{}/rfis"


def vendors(mockcore):
    return [part["name"] for part in mockcore.get("/rest/v1.0/vendors", company_id=mockcore.company_id)]


def add(mockcore, name):
    return mockcore.create("/rest/v1.0/vendors", {"company_id": mockcore.company_id, "vendor": {"name": name}})["id"]


FIRST = []


@pytest.mark.parametrize("number", [1, 2])
def test_every_test_begins_with_the_same_world_and_ids(mockcore, number):
    assert "Acme" not in vendors(mockcore)
    FIRST.append(add(mockcore, "Acme"))
    assert len(set(FIRST)) == 1


def test_the_clock_is_in_the_tests_hands(mockcore):
    mockcore.clock.freeze("2022-02-15T12:00:00Z")
    mockcore.clock.advance(hours=1)
    assert mockcore.clock.now == "2022-02-15T13:00:00Z"
    assert mockcore.client().get(f"/vapid/projects/{mockcore.project_id}/users").status_code == 200


@pytest.mark.mockcore(seed="demo", now="2022-02-15", frozen=True, rate_limit={"hourly": 5})
def test_a_marker_chooses_world_clock_and_quota(mockcore):
    assert mockcore.company_id == 4264700
    assert mockcore.clock.now == "2022-02-15T00:00:00Z"
    with mockcore.client() as http:
        assert [http.get(RFIS.format(mockcore.project_id)).status_code for _ in range(6)] == [200] * 5 + [429]


@pytest.mark.mockcore(faults=[{"match": {"tool": "rfi", "nth": 1}, "effect": {"status": 503}}])
def test_a_marker_adds_faults_and_the_journal_tells(mockcore):
    with mockcore.client() as http:
        assert http.get(RFIS.format(mockcore.project_id)).status_code == 503
    mockcore.requests.verify(path=RFIS.format("*"), status=503, count=1)
    with pytest.raises(AssertionError, match="0 of"):
        mockcore.requests.verify(operation="createRfi")


def test_nothing_of_another_test_is_left(mockcore):
    assert mockcore.faults.rules == []
    assert len(mockcore.requests) == 0
    assert mockcore.company_id == 4264590


def test_webhooks_have_somebody_who_listens(mockcore):
    mockcore.webhooks.subscribe("Company Vendors", "create")
    made = add(mockcore, "Told")
    assert mockcore.webhooks.wait_for("Company Vendors", "create")["resource_id"] == made


def test_without_a_socket(mockcore):
    with mockcore.client(in_process=True) as http:
        assert http.get("/rest/v1.0/me").status_code == 200
        assert http.get("/_mockcore/health").json()["status"] == "ok"


def test_snapshots(mockcore):
    add(mockcore, "Kept")
    mockcore.snapshot("one")
    add(mockcore, "Gone")
    mockcore.restore("one")
    assert "Kept" in vendors(mockcore) and "Gone" not in vendors(mockcore)


def test_the_shortcuts_stay_signed_in(mockcore):
    mockcore.snapshot("fresh")
    add(mockcore, "Gone")
    mockcore.restore("fresh")
    assert "Gone" not in vendors(mockcore)
    mockcore.webhooks.subscribe("Company Vendors", "create")
    mockcore.clock.advance(hours=12)
    add(mockcore, "Later")
    mockcore.webhooks.wait_for("Company Vendors", "create")


@pytest.mark.anyio
async def test_asynchronously(mockcore):
    async with mockcore.async_client() as http, mockcore.async_client(in_process=True) as direct:
        assert (await http.get("/rest/v1.0/me")).json() == (await direct.get("/rest/v1.0/me")).json()


@pytest.fixture
def anyio_backend():
    return "asyncio"


def test_people_sign_in(mockcore):
    person = mockcore.client("sandbox+sub@example.com").get("/rest/v1.0/me").json()
    assert person["login"] == "sandbox+sub@example.com"


def test_records_are_found_by_name(mockcore):
    found = mockcore.find("/rest/v1.0/projects", "Sandbox Test Project", company_id=mockcore.company_id)
    assert found["id"] == mockcore.project_id
    with pytest.raises(LookupError, match="there are"):
        mockcore.find("/rest/v1.0/projects", "None", company_id=mockcore.company_id)
"""


def test_the_fixture_gives_a_server_that_is_new_for_each_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USES)
    result = pytester.runpytest_subprocess("-q")
    result.assert_outcomes(passed=13)


def test_each_process_of_xdist_has_a_server_of_its_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USES)
    result = pytester.runpytest_subprocess("-q", "-n", "3")
    result.assert_outcomes(passed=13)


def test_options_come_from_the_ini_file_and_the_command_line(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nmockcore_now = 2021-05-01\nmockcore_seed = demo\n")
    pytester.makepyfile(
        "def test_it(mockcore):\n    assert (mockcore.clock.now[:10], mockcore.company_id) == ('2021-05-01', 4264700)\n"
    )
    pytester.runpytest_subprocess("-q").assert_outcomes(passed=1)
    pytester.makepyfile("def test_it(mockcore):\n    assert mockcore.company_id == 4264590\n")
    pytester.runpytest_subprocess("-q", "--mockcore-seed", "sandbox").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ("sed='demo'", "did you mean seed?"),
        ("'demo'", "takes names only"),
        ("colour=5", "known are now, frozen"),
        ("allow=['poling']", "did you mean polling?"),
        ("allow='nothing at all'", "known are unknown-parameter"),
    ],
)
def test_a_marker_that_is_not_known_names_the_choices(pytester: pytest.Pytester, marker: str, message: str) -> None:
    pytester.makepyfile(f"import pytest\n\n@pytest.mark.mockcore({marker})\ndef test_it(mockcore):\n    pass\n")
    result = pytester.runpytest_subprocess("-q")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert message in result.stderr.str() + result.stdout.str()


def test_an_unknown_seed_names_the_choices(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\n\n@pytest.mark.mockcore(seed='dmo')\ndef test_it(mockcore):\n    pass\n")
    result = pytester.runpytest_subprocess("-q")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*There is no seed 'dmo': choose one of demo, large, sandbox*"])


@pytest.mark.parametrize(
    ("marker", "message"),
    [("now='soon'", "*'soon' is not a time*"), ("rate_limit='fast'", "*is one of off, sandbox, production*")],
)
def test_a_value_that_cannot_be_fails_the_test_by_a_sentence(pytester: pytest.Pytester, marker: str, message: str) -> None:
    pytester.makepyfile(f"import pytest\n\n@pytest.mark.mockcore({marker})\ndef test_it(mockcore):\n    pass\n")
    result = pytester.runpytest_subprocess("-q")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_server_that_dies_fails_the_test_with_its_last_lines(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "def test_it(mockcore):\n"
        "    mockcore._thread.loop.call_soon_threadsafe(lambda: mockcore._thread.loop.stop())\n"
        "    mockcore._thread.join()\n"
        "\n"
        "def test_that_follows(mockcore_server):\n"
        "    pass\n"
    )
    result = pytester.runpytest_subprocess("-q", "-p", "no:randomly", "--mockcore-strict")
    result.assert_outcomes(passed=2, errors=1)
    told = result.stdout.str()
    # The error's own text begins a line; the summary names it again, whole where CI is set.
    assert len(re.findall("^The mockcore server has ended. Its last log lines:", told, re.MULTILINE)) == 1
    assert "Event loop stopped" in told


STYLES = """
import asyncio
import unittest

import pytest


class TestVendors(unittest.TestCase):
    @pytest.fixture(autouse=True)
    def served(self, mockcore):
        self.mockcore = mockcore

    def test_first(self):
        self.assertEqual(len(self.mockcore.requests), 0)
        self.mockcore.get("/rest/v1.0/me")

    def test_second(self):
        self.assertEqual(len(self.mockcore.requests), 0)
        self.mockcore.get("/rest/v1.0/me")


class TestLater(unittest.IsolatedAsyncioTestCase):
    @pytest.fixture(autouse=True)
    def served(self, mockcore):
        self.mockcore = mockcore

    async def test_it(self):
        async with self.mockcore.async_client() as http:
            self.assertEqual((await http.get("/rest/v1.0/me")).status_code, 200)


def test_asyncio(mockcore):
    async def ask():
        async with mockcore.async_client(in_process=True) as http:
            answers = await asyncio.gather(*(http.get("/rest/v1.0/me") for _ in range(5)))
        return [answer.status_code for answer in answers]

    assert asyncio.run(ask()) == [200] * 5


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_anyio(mockcore, anyio_backend):
    async with mockcore.async_client() as http:
        assert (await http.get("/rest/v1.0/me")).status_code == 200
"""


@pytest.mark.parametrize("order", [(), ("-p", "no:randomly"), ("-n", "2")])
def test_the_fixture_serves_every_style_of_test(pytester: pytest.Pytester, order: tuple[str, ...]) -> None:
    pytester.makepyfile(STYLES)
    pytester.runpytest_subprocess("-q", *order).assert_outcomes(passed=5)


def test_the_plugin_imports_nothing_of_the_server_for_tests_that_do_not_use_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n\ndef test_it():\n    assert not {'fastapi', 'uvicorn', 'sqlalchemy', 'httpx'} & set(sys.modules)\n"
    )
    pytester.runpytest_subprocess("-q", "-p", "no:schemathesis", "-p", "no:anyio").assert_outcomes(passed=1)


def test_what_is_imported_after_the_server_has_its_asserts_explained_and_httpx_whole(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        explained="""
        import pytest

        pytest.register_assert_rewrite("checks")


        def test_it(mockcore):
            import checks
            import httpx._main

            assert callable(httpx._main.main)
            with pytest.raises(AssertionError, match="assert 7 == 8"):
                checks.equal(7, 8)
        """,
        checks="def equal(one, other):\n    assert one == other\n",
    )
    pytester.runpytest_subprocess("-q", "explained.py").assert_outcomes(passed=1)


def test_a_server_can_be_had_without_pytest(pytester: pytest.Pytester) -> None:
    script = pytester.makepyfile(
        script="""
        import threading
        import unittest

        import mockcore


        class TestVendors(unittest.TestCase):
            def test_it(self):
                with mockcore.running(seed="demo", now="2022-02-15") as server:
                    self.assertEqual(server.company_id, 4264700)
                    self.assertTrue(server.clock.now.startswith("2022-02-15"))
                self.assertFalse(server.alive)
                self.assertEqual([part.name for part in threading.enumerate()], ["MainThread"])
                with self.assertRaisesRegex(Exception, "There is no option sed"):
                    with mockcore.running(sed="demo"):
                        pass


        unittest.main()
        """
    )
    result = pytester.runpython(script)
    assert result.ret == 0
