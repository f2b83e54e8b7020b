"""Every kind of name that a user writes, in every place where it can be written: with a typo it is refused, and the close
name is told. A kind of name that comes to be belongs into these tables."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.paths import cache_directory
from mockcore.settings import Settings, load, load_here
from mockcore.testing.running import Running
from tests.conftest import command, environment

pytest_plugins = ["pytester"]
COMPANY = 4264590
# pytester has a home of its own, in which every run would compile the document anew.
CACHE = cache_directory()
RULE = {"effect": {"status": 503}}
ROW = {"name": "own", "deprecated": "2031-01-01"}

# (kind of name, method, path below /_mockcore, body, what is told)
CONTROL: list[tuple[str, str, str, Any, str]] = [
    ("operation in a query", "GET", "/requests?operation=listRfi", None, "listRfis"),
    ("operation in a claim", "POST", "/requests/verify", {"request": {"operation": "listRfi"}}, "listRfis"),
    ("operation of an order", "POST", "/requests/verify", {"order": [{"operation": "listRfi"}]}, "listRfis"),
    ("operation of a fault", "POST", "/faults", {**RULE, "match": {"operation": "listRfi"}}, "listRfis"),
    ("operation of a row", "POST", "/lifecycle", {**ROW, "operations": ["listRfi"]}, "listRfis"),
    ("operation in a report", "GET", "/contract/coverage?operations=listRfi", None, "listRfis"),
    ("operation declared", "POST", "/contract/coverage", ["listRfi"], "listRfis"),
    ("path in a claim", "POST", "/requests/verify", {"request": {"path": "/rest/v1.0/companis"}}, "/rest/v1.0/companies"),
    ("path of OAuth in a claim", "GET", "/requests?path=/oauth/tokn", None, "/oauth/token"),
    ("path of a fault", "POST", "/faults", {**RULE, "match": {"path": "/rest/v1.0/companis"}}, "/rest/v1.0/companies"),
    ("path of a row", "POST", "/lifecycle", {**ROW, "path": "/rest/v1.0/companis"}, "no operation has the path"),
    ("successor of a row", "POST", "/lifecycle", {**ROW, "tool": "rfi", "successor": "/rest/v1.0/companis"}, "/companies"),
    ("tool of a fault", "POST", "/faults", {**RULE, "match": {"tool": "rfis"}}, "rfi"),
    ("tool of a row", "POST", "/lifecycle", {**ROW, "tool": "rfis"}, "rfi"),
    ("tool of an app", "POST", "/apps", {"name": "A", "project_permissions": {"rfis": "Admin"}}, "rfi"),
    ("level of an app", "POST", "/apps", {"name": "A", "project_permissions": {"rfi": "Amdin"}}, "'Admin'"),
    ("kind of an app", "POST", "/apps", {"name": "A", "kind": "dsma"}, "'dmsa'"),
    ("grant of a row", "POST", "/lifecycle", {**ROW, "grant": "refresh_tokn"}, "refresh_token"),
    ("parameter of a row", "POST", "/lifecycle", {**ROW, "operations": ["listRfis"], "parameter": "viw"}, "parameter viw"),
    ("resource of a fault", "POST", "/faults", {**RULE, "match": {"resource": "RFI"}}, "not the name of a resource"),
    ("app in a query", "GET", "/requests?client_id=mockcore-wbe", None, "mockcore-web"),
    ("app in a claim", "POST", "/requests/verify", {"request": {"client_id": "mockcore-wbe"}}, "mockcore-web"),
    ("app of a fault", "POST", "/faults", {**RULE, "match": {"client_id": "mockcore-wbe"}}, "mockcore-web"),
    ("app of a report", "GET", "/contract?client_id=mockcore-wbe", None, "mockcore-web"),
    ("app of a coverage", "GET", "/contract/coverage?client_id=mockcore-wbe", None, "mockcore-web"),
    ("app to be changed", "PATCH", "/apps/mockcore-wbe", {"name": "A"}, "mockcore-web"),
    ("app to be approved", "POST", "/apps/mockcore-wbe/approve", None, "mockcore-web"),
    ("app to be installed", "POST", f"/companies/{COMPANY}/installations", {"app_uid": "mockcore-wbe"}, "mockcore-web"),
    ("app that signs in", "POST", "/authorize", {"client_id": "mockcore-wbe", "redirect_uri": "http://localhost"}, "not known"),
    ("company in a claim", "POST", "/requests/verify", {"request": {"company_id": 4264599}}, "did you mean 426459"),
    ("company of a fault", "PUT", "/faults", {"rules": [{**RULE, "match": {"company_id": 4264599}}]}, "did you mean 426459"),
    ("company of a report", "GET", "/contract?company_id=4264599", None, "did you mean 426459"),
    ("company of a coverage", "POST", "/contract/coverage?company_id=4264599", [], "did you mean 426459"),
    ("sandbox in a query", "GET", "/requests?sandbox=4264599", None, "did you mean 426459"),
    ("sandbox in a claim", "POST", "/requests/verify", {"order": [{"sandbox": "4264599"}]}, "did you mean 426459"),
    ("sandbox of a clock", "GET", "/clock?sandbox=4264599", None, "no sandbox 4264599"),
    ("sandbox of a quota", "GET", "/rate-limit?sandbox=4264599", None, "no sandbox 4264599"),
    ("sandbox of faults", "GET", "/faults?sandbox=4264599", None, "no sandbox 4264599"),
    ("fault in a query", "GET", "/requests?fault=flky", None, "flaky"),
    ("fault in a claim", "POST", "/requests/verify", {"request": {"fault": "flky"}, "never": True}, "flaky"),
    ("fault to be removed", "DELETE", "/faults/flky", None, "flaky"),
    ("profile of faults", "PUT", "/faults", {"profile": "flaky-netwrk"}, "flaky-network"),
    ("kind of a fault", "POST", "/faults", {"effect": {"kind": "rest"}}, "reset"),
    ("preset of a quota", "PUT", "/rate-limit", {"preset": "sandbx"}, "sandbox"),
    ("seed of a sandbox", "POST", "/sandboxes", {"seed": "dmo"}, "demo"),
    ("snapshot to be restored", "POST", "/snapshots/befor/restore", None, "before"),
    ("snapshot to be removed", "DELETE", "/snapshots/befor", None, "before"),
    ("row to be shown", "GET", "/lifecycle/vapd", None, "vapid"),
    ("row to be removed", "DELETE", "/lifecycle/rehearsl", None, "rehearsal"),
    ("code of a report", "GET", "/contract?code=poling", None, "polling"),
    ("code in a claim", "POST", "/requests/verify", {"request": {"finding": "poling"}}, "polling"),
    ("phase in a claim", "POST", "/requests/verify", {"request": {"lifecycle": "sunst"}}, "sunset"),
    ("method in a claim", "POST", "/requests/verify", {"request": {"method": "GTE"}}, "GET"),
    ("method of a fault", "POST", "/faults", {**RULE, "match": {"method": "GTE"}}, "GET"),
    ("criterion", "POST", "/requests/verify", {"request": {"operatin": "listRfis"}}, "operation"),
    ("query in a claim", "POST", "/requests/verify", {"request": {"operation": "listRfis", "query": "per_pag=5"}}, "per_page"),
    ("field in a claim", "POST", "/requests/verify", {"request": {"operation": "createRfi", "body": {"rfii": {}}}}, "rfi"),
    ("key of a body", "PUT", "/clock", {"frozn": True}, "frozen"),
    ("parameter of a query", "GET", "/clock?sandbx=1", None, "sandbox"),
    ("path below /_mockcore", "GET", "/clok", None, "Not Found"),
]  # fmt: skip

# (arguments of the command, variables, what is told)
COMMANDS: dict[str, tuple[list[str], dict[str, str], str]] = {
    "seed": (["serve", "--seed", "dmo"], {}, "demo"),
    "option": (["serve", "--sed", "demo"], {}, "--seed"),
    "variable": (["serve"], {"MOCKCORE_SEDE": "demo"}, "MOCKCORE_SEED"),
    "value": (["serve", "--rate-limit", "sandbx"], {}, "sandbox"),
    "tool of routes": (["routes", "--tool", "rfis"], {}, "did you mean rfi?"),
    "tool of a bundle": (["openapi", "bundle", "--tool", "rfis"], {}, "did you mean rfi?"),
    "tool of a tour": (["verify", "--tour", "--tool", "rfis", "--against", "http://127.0.0.1:9"], {}, "did you mean rfi?"),
    "command": (["serv"], {}, "serve"),
}  # fmt: skip

# Lines of a project's pytest.ini, arguments of pytest, what is told.
PLUGIN: dict[str, tuple[str, list[str], str]] = {
    "key of the ini file": ("mockcore_seeed = demo", [], "mockcore_seed"),
    "code of the ini file": ("mockcore_allow = poling", ["--mockcore-report"], "polling"),
    "operation of the ini file": ("mockcore_operations = listRfi", ["--mockcore-report"], "listRfis"),
    "option": ("", ["--mockcore-sed=demo"], "unrecognized arguments"),
    "code of the baseline": ("", ["--mockcore-report", "--mockcore-baseline=known.txt"], "polling"),
    "operation of the file": ("", ["--mockcore-report", "--mockcore-operations=used.txt"], "listRfis"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with mockcore.running() as running:
        running.faults.add({"path": "/rest/v1.0/me"}, status=503)
        http = httpx.Client(base_url=running.url)
        for path, body in (
            ("faults", {"id": "flaky", **RULE, "match": {"tool": "rfi"}}),
            ("snapshots", {"name": "before"}),
            ("lifecycle", {**ROW, "name": "rehearsal", "tool": "rfi"}),
        ):
            http.post(f"/_mockcore/{path}", json=body).raise_for_status()
        http.close()
        yield running


@pytest.mark.parametrize(("kind", "method", "path", "body", "close"), CONTROL, ids=[row[0] for row in CONTROL])
def test_the_control_api_refuses_it(server: Running, kind: str, method: str, path: str, body: Any, close: str) -> None:
    answer = httpx.request(method, f"{server.url}/_mockcore{path}", json=body, timeout=60)
    assert (answer.status_code in (400, 404, 422), close in answer.text) == (True, True), (kind, answer.text)


@pytest.mark.parametrize("criteria", [{"client_id": "mockcore-wbe"}, {"company_id": 1}, {"sandbox": 1}, {"fault": "flky"}])
def test_the_fixture_refuses_a_claim_about_it(server: Running, criteria: dict[str, Any]) -> None:
    for claim in (server.requests.never, server.requests.verify, server.requests.find):
        with pytest.raises(OperatorError, match="does not exist"):
            claim(**criteria)


def test_settings_refuse_it_wherever_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        typo = f"{name}x"
        with pytest.raises(OperatorError, match=name), mockcore.running(**{typo: "1"}):
            pass
        for file, text in ((".env", f"MOCKCORE_{typo.upper()}=1"), ("mockcore.toml", f"{typo} = 1")):
            (tmp_path / file).write_text(text)
            with pytest.raises(OperatorError, match=re.compile(name, re.IGNORECASE)):
                load_here()
            (tmp_path / file).unlink()
        with monkeypatch.context() as variables:
            variables.setenv(f"MOCKCORE_{typo.upper()}", "1")
            with pytest.raises(OperatorError, match=f"MOCKCORE_{name.upper()}"):
                load()


@pytest.mark.parametrize("kind", COMMANDS)
def test_the_command_refuses_it(kind: str, tmp_path: Path) -> None:
    arguments, variables, close = COMMANDS[kind]
    (tmp_path / "a.har").write_text('{"log": {"entries": []}}')
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(**variables),
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, close in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("kind", PLUGIN)
def test_the_plugin_refuses_it(kind: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    ini, arguments, close = PLUGIN[kind]
    monkeypatch.setenv("MOCKCORE_CACHE", str(CACHE))
    pytester.makeini(f"[pytest]\n{ini}\n")
    pytester.makefile(".txt", known="poling  GET /rest/v1.0/me: again\n", used="listRfi\n")
    pytester.makepyfile("def test_it():\n    pass\n")
    result = pytester.runpytest_subprocess("-q", *arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert close in result.stderr.str() + result.stdout.str()
