"""The command as an operator meets it."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import mockcore
from mockcore.cli import _banner
from mockcore.paths import seeds_directory
from mockcore.shells import Shell
from mockcore.welcome import introduction
from scripts.seed_schema import FILE
from tests.conftest import RunningServer, command, environment, running, stop
from tests.terminal import Terminal, on_terminal


def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=120, env=environment(**changes), check=False
    )


def refused(told: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that failed."""
    assert told.returncode == 2
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    (sentence,) = told.stderr.splitlines()
    return sentence


def test_the_version_is_shown() -> None:
    assert run("--version").stdout == "mockcore 0.1.0\n"


def test_a_bad_option_is_one_sentence() -> None:
    assert refused(run("serve", "--port", "70000")).startswith("--port is 70000")


def test_a_bad_variable_is_one_sentence() -> None:
    assert refused(run("serve", MOCKCORE_WORKERS="many")).startswith("MOCKCORE_WORKERS is 'many'")


def test_names_that_the_terminal_cannot_show_end_nothing(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("companies: [{id: 7, name: Łódź 建设}]\n", encoding="utf-8")
    shown = run("seed", str(file), PYTHONIOENCODING="ascii")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "7  ??d? ??" in shown.stdout


def test_an_unknown_seed_is_one_sentence() -> None:
    assert "no-such-seed" in refused(run("serve", "--port", "0", "--seed", "no-such-seed"))


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    assert str(tmp_path) in refused(run("serve", "--port", "0", "--db", str(tmp_path / "none" / "world.db")))


def test_a_database_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "world.db"
    file.write_text("not a database" * 1000)
    assert str(file) in refused(run("serve", "--port", "0", "--db", str(file)))


def test_a_bad_time_is_one_sentence() -> None:
    assert "'soon' is not a time" in refused(run("serve", "--port", "0", "--now", "soon"))


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = refused(run("serve", "--port", str(port)))
    assert sentence == f"Port {port} on 127.0.0.1 is already in use: choose another with --port."


def test_an_address_of_another_machine_is_one_sentence() -> None:
    assert refused(run("serve", "--host", "192.0.2.1", "--port", "0")).startswith("Cannot listen on 192.0.2.1")


def test_several_workers_without_a_file_are_refused() -> None:
    assert refused(run("serve", "--port", "0", "--workers", "2")).startswith("--workers above 1 needs --db")


def test_the_server_stops_within_two_seconds_of_sigterm(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server:
        with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2]))):
            began = time.monotonic()
            assert stop(server.process) == 0
        assert time.monotonic() - began < 2
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_the_server_stops_without_a_traceback_when_interrupted(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(5) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_the_curl_line_of_the_start_works_when_pasted(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server:
        line = next(line for line in (tmp_path / "log").read_text().splitlines() if line.startswith("TOKEN="))
        told = subprocess.run(["sh", "-euc", line], capture_output=True, text=True, timeout=30, check=True)
        assert str(server.project_id) in told.stdout


SEEDS = {
    **dict.fromkeys(sorted(file.stem for file in seeds_directory().glob("*.yaml"))),
    "large": "{like: large, scale: 0.02}",
    "the first company has no app": "companies: [{id: 1, records: {}}, {id: 2, apps: [mockcore-dmsa], projects: [{id: 20}]}]",
    "an app of its own": (
        "apps: [{name: Own, client_id: own, client_secret: a&b c, kind: dmsa,"
        " versions: [{number: 1.0.0, key: k, company_permissions: {'*': Admin}, project_permissions: {'*': Admin}}]}]\n"
        "companies: [{id: 2, apps: [own], projects: [{id: 20}]}]"
    ),
}


@pytest.mark.parametrize("name", SEEDS)
def test_the_line_to_try_lists_projects_of_every_seed(tmp_path: Path, name: str) -> None:
    if SEEDS[name] is not None:
        (tmp_path / "own.yaml").write_text(SEEDS[name])
    with mockcore.running(seed=name if SEEDS[name] is None else str(tmp_path / "own.yaml")) as server:
        banner = _banner(server.settings, server.url, introduction(server.application.engine), Shell.SH)
        line = banner.partition("Try:")[2].strip()
        told = subprocess.run(["sh", "-euc", line], capture_output=True, text=True, timeout=60, check=True)
    assert [project["id"] for project in json.loads(told.stdout)]


ODD_SEEDS = {
    "no company": "companies: []",
    "no app": "companies: [{id: 1, projects: [{id: 2}]}]",
    "no project, and an id of 64 bits": "companies: [{id: 9223372036854775807, apps: [mockcore-dmsa]}]",
    "people alone sign in": "companies: [{id: 1, apps: [mockcore-web], projects: [{id: 2}]}]",
    "an app of the past alone": "companies: [{id: 1, apps: [mockcore-service-account], projects: [{id: 2}]}]",
    "an app that may do nothing": """
        apps: [{name: Own, client_id: own, client_secret: s, versions: [{number: '1', key: k}]}]
        companies: [{id: 1, apps: [own], projects: [{id: 2}]}]""",
    "an app that is let into no project": (
        "companies: [{id: 1, apps: [mockcore-dmsa], permitted: {mockcore-dmsa: []}, projects: [{id: 2}]}]"
    ),
    "credentials that a shell could read": """
        apps: [{name: Own, client_id: "it's `me`", client_secret: '$HOME " & %', versions: [{number: '1', key: k}]}]
        companies: [{id: 1, apps: ["it's `me`"], projects: [{id: 2}]}]""",
}


@pytest.mark.parametrize("name", ODD_SEEDS)
def test_the_line_to_try_is_answered_whatever_a_seed_has(tmp_path: Path, name: str) -> None:
    (tmp_path / "own.yaml").write_text(ODD_SEEDS[name])
    with mockcore.running(seed=str(tmp_path / "own.yaml")) as server:
        banner = _banner(server.settings, server.url, introduction(server.application.engine), Shell.SH)
        line = banner.partition("Try:")[2].strip()
        told = subprocess.run(["sh", "-euc", line], capture_output=True, text=True, timeout=60, check=True)
        statuses = [exchange["status"] for exchange in server.requests]
    # What the control API answers is no exchange of the journal.
    assert statuses == [200, 200] if "TOKEN=" in line else json.loads(told.stdout)["status"] == "ok", told.stdout


def test_workers_share_the_world_of_a_database_file(tmp_path: Path) -> None:
    with running(tmp_path / "log", "--workers", "2", "--db", str(tmp_path / "world.db")) as server:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                assert server.get("/_mockcore/health")["status"] == "ok"
                break
            except OSError:
                time.sleep(0.1)
        told = run("token", "--url", server.url)
        assert told.returncode == 0, told.stderr
        assert stop(server.process) == 0


def test_the_clock_starts_where_now_says(tmp_path: Path) -> None:
    with running(tmp_path / "log", "--now", "2022-02-15") as server:
        assert server.get("/_mockcore/clock")["now"].startswith("2022-02-15T00:")


def test_https_is_served_with_a_certificate_of_our_own(tmp_path: Path) -> None:
    with running(tmp_path / "log", "--tls") as server:
        assert server.url.startswith("https://")
        told = run("token", "--url", server.url)
        assert told.returncode == 0, told.stderr
        authority = run("ca").stdout.strip()
        banner = (tmp_path / "log").read_text()
        assert f"export SSL_CERT_FILE={authority} REQUESTS_CA_BUNDLE={authority}\n" in banner
        assert f"export NODE_EXTRA_CA_CERTS={authority} CURL_CA_BUNDLE={authority}\n" in banner
        assert run("ca", "--env", "--shell", "sh").stdout in banner


def test_a_token_of_the_running_server_is_printed(server: RunningServer) -> None:
    told = run("token", "--url", server.url)
    assert told.returncode == 0, told.stderr
    assert len(told.stdout.split()) == 1


def test_a_token_without_a_server_is_one_sentence() -> None:
    assert refused(run("token", "--url", "http://127.0.0.1:9")).startswith("No server answers at http://127.0.0.1:9")


def test_a_token_for_an_unknown_app_is_one_sentence(server: RunningServer) -> None:
    assert "invalid_client" in refused(run("token", "--url", server.url, "--client-id", "nobody"))


def test_a_world_is_built_into_a_file_and_told(tmp_path: Path) -> None:
    told = run("seed", "sandbox", "--db", str(tmp_path / "world.db"))
    assert told.returncode == 0, told.stderr
    assert "mockcore-dmsa / mockcore-dmsa-secret" in told.stdout
    assert (tmp_path / "world.db").stat().st_size > 0


def test_the_schema_of_seed_files_is_printed_for_editors() -> None:
    told = run("seed", "--schema")
    assert told.returncode == 0, told.stderr
    assert told.stdout == FILE.read_text(encoding="utf-8")


def test_every_operation_is_listed_with_its_rule() -> None:
    lines = run("routes").stdout.splitlines()
    assert len(lines) == 2690
    assert all(len(line.split("\t")) == 3 for line in lines)


def test_the_operations_of_one_tool_are_listed() -> None:
    assert all("/rest/" in line for line in run("routes", "--tool", "rfi").stdout.splitlines())


def test_an_unknown_tool_is_one_sentence() -> None:
    assert refused(run("openapi", "bundle", "--tool", "nothing")).startswith("There is no tool 'nothing'")


def test_the_document_is_bundled_for_one_tool(tmp_path: Path) -> None:
    run("openapi", "bundle", "--tool", "rfi", "--output", str(tmp_path / "rfi.json"))
    document = json.loads((tmp_path / "rfi.json").read_text())
    assert document["openapi"].startswith("3.1")
    assert "/rest/v1.0/projects/{project_id}/rfis" in document["paths"]


def test_an_unwritable_output_is_one_sentence(tmp_path: Path) -> None:
    assert refused(run("openapi", "bundle", "-o", str(tmp_path))).startswith(f"Cannot write {tmp_path}")


@pytest.mark.parametrize("subcommand", ["serve", "seed", "token", "routes", "openapi"])
def test_every_command_explains_itself(subcommand: str) -> None:
    assert "Usage: " in run(subcommand, "--help").stdout


@pytest.mark.parametrize(("token", "noted"), [("", 1), ("s3cret", 0)])
def test_a_server_that_other_machines_can_steer_says_so_in_one_line(tmp_path: Path, token: str, noted: int) -> None:
    with running(tmp_path / "log", "--host", "0.0.0.0", MOCKCORE_CONTROL_TOKEN=token) as server:
        assert server.get("/_mockcore/health")["status"] == "ok"
        banner = (tmp_path / "log").read_text()
    assert (banner.count("MOCKCORE_CONTROL_TOKEN"), "s3cret" in banner) == (noted, False)


def _ask(terminal: Terminal) -> None:
    url = terminal.until("Health").partition("Health")[2].split()[0].removesuffix("/_mockcore/health")
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{url}/rest/v1.0/me", timeout=30)


def test_a_request_is_one_line_on_a_terminal() -> None:
    with on_terminal("serve", "--port", "0", NO_COLOR="1") as terminal:
        _ask(terminal)
        (line,) = (line for line in terminal.until("missing-token").splitlines() if "ms  /rest" in line)
    assert line.split()[:2] == ["GET", "401"]
    assert line.endswith("/rest/v1.0/me  getMe  ! missing-token")


def test_a_quiet_server_writes_nothing_for_a_request() -> None:
    with on_terminal("serve", "--port", "0", "--quiet") as terminal:
        _ask(terminal)
        stop(terminal.process)
        while terminal.read():
            pass
    assert "/rest/v1.0/me" not in terminal.shown


def test_where_nobody_watches_only_json_is_written_for_a_request(tmp_path: Path) -> None:
    for arguments, lines in (((), 0), (("--log-format", "json"), 1)):
        with running(tmp_path / "log", *arguments) as server, pytest.raises(urllib.error.HTTPError):
            server.get("/rest/v1.0/me")
        assert (tmp_path / "log").read_text().count('"path":"/rest/v1.0/me"') == lines
        assert "ms  /rest" not in (tmp_path / "log").read_text()


def test_the_configuration_is_shown_with_the_origin_of_each_value() -> None:
    rows = [line.split() for line in run("config", "--port", "9001", MOCKCORE_CONTROL_TOKEN="s3cret").stdout.splitlines()]
    assert ["port", "9001", "--port"] in rows
    assert ["control_token", "***", "MOCKCORE_CONTROL_TOKEN"] in rows
    shown = json.loads(run("config", "--json", MOCKCORE_SEED="demo").stdout)
    assert shown["seed"] == {"value": "demo", "source": "environment"}


def test_the_help_shows_choices_and_exit_statuses() -> None:
    text = run("serve", "--help").stdout
    assert "--rate-limit [off|sandbox|production]" in text
    assert "Exit status: 0 done" in text


@pytest.mark.parametrize(
    ("words", "index", "completed"),
    [
        ("mockcore con", "1", "config"),
        ("mockcore serve --rate-l", "2", "--rate-limit"),
        ("mockcore serve --rate-limit prod", "3", "production"),
    ],
)
def test_the_shell_completes_commands_options_and_choices(words: str, index: str, completed: str) -> None:
    shell = {"_MOCKCORE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": index}
    told = subprocess.run(
        [str(Path(sys.executable).with_name("mockcore"))],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment(**shell),
        check=False,
    )
    assert completed in told.stdout.split()
