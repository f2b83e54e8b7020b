"""Two servers in one process: the second asked what the first was asked, or both toured."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.testing.running import Running
from mockcore.verify.command import Wish, repeat, visit
from mockcore.verify.outcome import Outcome
from mockcore.verify.server import Server
from tests.conftest import command, environment

RFIS = "/rest/v1.0/projects/225100/rfis"


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Running, Running]]:
    with mockcore.running() as here, mockcore.running() as there:
        yield here, there


@pytest.fixture
def here(both: tuple[Running, Running]) -> Running:
    both[0].reset()
    return both[0]


@pytest.fixture
def there(both: tuple[Running, Running]) -> Running:
    both[1].reset()
    return both[1]


def told(outcome: Outcome) -> list[tuple[str, str, str, str, str]]:
    return [(row.path, one.where, one.sort, one.here, one.there) for row in outcome.differing for one in row.differences]


@contextmanager
def altered(server: Running) -> Iterator[str]:
    """The server behind one that spoils what it says of RFIs: no subject, a text for the id, another type."""

    class Spoiling(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            passed = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            answer = httpx.get(server.url + self.path, headers=passed)
            rows = answer.json()
            for row in rows if "/rfis" in self.path and isinstance(rows, list) else ():
                del row["subject"]
                row["id"] = str(row["id"])
            data = json.dumps(rows).encode()
            self.send_response(answer.status_code)
            for name in ("content-type", "total", "per-page"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Spoiling)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_address[1]}"
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def work(server: Running) -> None:
    """What an integration does: lists, one record, a new one, a mistake."""
    server.get("/rest/v1.0/companies")
    server.get("/rest/v1.0/projects", company_id=server.company_id)
    rows = server.get(RFIS)
    server.get(f"{RFIS}/{rows[0]['id']}")
    made = server.create("/rest/v1.0/vendors", {"company_id": server.company_id, "vendor": {"name": "Acme Bolts"}})
    server.get(f"/rest/v1.0/vendors/{made['id']}", company_id=server.company_id)
    with server.client() as client:
        assert client.get(f"{RFIS}/1").status_code == 404


def test_the_same_world_answers_alike(here: Running, there: Running) -> None:
    work(here)
    outcome = repeat(Wish(here.url, there.url))
    assert outcome.differing == []
    assert len(outcome.compared) == 5
    left_out = {row.path.rsplit("/", 1)[0]: row.skipped for row in outcome.rows if row.skipped}
    assert "takes --writes" in left_out["/rest/v1.0"]
    assert "--map" in left_out["/rest/v1.0/vendors"]
    there.requests.never(method="POST", path="/rest/**")


def test_with_writes_new_records_stand_for_new_records(here: Running, there: Running) -> None:
    work(here)
    there.create("/rest/v1.0/vendors", {"company_id": there.company_id, "vendor": {"name": "Here before"}})
    outcome = repeat(Wish(here.url, there.url, writes=True))
    assert told(outcome) == []
    assert [row.skipped for row in outcome.rows if row.skipped] == []
    names = [row["name"] for row in there.get("/rest/v1.0/vendors", company_id=there.company_id)]
    assert {"Acme Bolts", "Here before"} < set(names)


def test_a_server_that_fails_differs_in_status(here: Running, there: Running) -> None:
    work(here)
    there.faults.add({"operation": "listRfis"}, status=503)
    assert told(repeat(Wish(here.url, there.url))) == [(RFIS, "status", "status", "200", "503")]


def test_a_server_with_other_fields_types_and_headers_is_told_apart(here: Running, there: Running) -> None:
    here.get(RFIS)
    with altered(there) as url:
        found = told(repeat(Wish(here.url, url, there.token())))
    assert (RFIS, "body[].id", "type", "number", "string") in found
    assert (RFIS, "body[].subject", "missing", "string", "none") in found
    assert (RFIS, "header x-rate-limit-limit", "header", "sent", "none") in found
    assert len(found) == 5


def test_a_quota_that_is_spent_ends_it(here: Running, there: Running) -> None:
    work(here)
    there.clock.freeze("2026-11-25T12:00:00Z")
    there.rate_limit(hourly=2)
    outcome = repeat(Wish(here.url, there.url))
    assert len(outcome.compared) == 2
    assert {row.skipped for row in outcome.rows if row.skipped} >= {"the other server's quota is spent"}


def test_a_spike_is_waited_for(there: Running) -> None:
    there.clock.freeze("2026-11-25T12:00:00Z")
    there.rate_limit(spike=2)
    paused: list[float] = []

    def pause(seconds: float) -> None:
        paused.append(seconds)
        there.clock.advance(seconds)

    with Server(there.url, pause=pause) as server:
        answers = [server.ask("GET", "/rest/v1.0/companies").status for _ in range(5)]
    assert answers == [200] * 5
    assert len(paused) == 2
    assert max(paused) <= 10


def test_another_world_is_compared_by_the_records_that_are_named(here: Running) -> None:
    rows = here.get(RFIS)
    here.get(f"{RFIS}/{rows[0]['id']}")
    with mockcore.running(seed="demo") as there:
        outcome = repeat(Wish(here.url, there.url, maps=["4264590=4264700", "225100=225701"]))
        assert len(outcome.compared) == 2
        asked = [row["path"] for row in there.requests.find(method="GET") if row["path"].startswith("/rest")]
        assert asked[0] == "/rest/v1.0/projects/225701/rfis"
        assert asked[1].startswith("/rest/v1.0/projects/225701/rfis/")


def test_a_tour_reads_what_both_can_show(here: Running, there: Running) -> None:
    outcome = visit(Wish(here.url, there.url, tool="rfi"))
    assert told(outcome) == []
    assert len(outcome.compared) > 15
    there.faults.add({"operation": "listRfiPotentialAssignees"}, kind="malformed")
    assert [(row[1], row[3], row[4]) for row in told(visit(Wish(here.url, there.url, tool="rfi")))] == [
        ("body", "JSON", "not JSON")
    ]


def test_a_server_with_tls_on_this_machine_is_trusted(here: Running) -> None:
    here.get(RFIS)
    with mockcore.running(tls=True) as there:
        assert told(repeat(Wish(here.url, there.url))) == []


def test_a_tour_ends_at_its_limit(here: Running, there: Running) -> None:
    outcome = visit(Wish(here.url, there.url, tool="rfi", most=3))
    assert len(outcome.compared) == 3
    assert any("--limit" in row.skipped for row in outcome.rows)


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"source": "nowhere.har"}, "Cannot read nowhere.har"),
        ({"maps": ["4264590"]}, "--map 4264590 is not a pair"),
        ({"against": "http://127.0.0.1:9", "token": "x", "source": "asked.har"}, "http://127.0.0.1:9 does not answer"),
        ({"against": "http://127.0.0.1:9", "source": "asked.har"}, "No server answers at http://127.0.0.1:9"),
        ({"source": "README.md"}, "README.md is not an HTTP Archive"),
        ({}, "Nothing could be compared: nothing was recorded"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    here: Running, there: Running, wish: dict[str, object], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text("# Nothing")
    url = f"{here.url}{RFIS}"
    asked = {"method": "GET", "url": url, "headers": []}
    answered = {"status": 200, "headers": [{"name": "Content-Type", "value": "application/json"}], "content": {"text": "[]"}}
    Path("asked.har").write_text(json.dumps({"log": {"entries": [{"request": asked, "response": answered}]}}))
    with pytest.raises(OperatorError, match=sentence):
        repeat(Wish(**{"source": here.url, "against": there.url, **wish}))


def test_the_command_tells_differences_by_its_status(here: Running, there: Running, tmp_path: Path) -> None:
    work(here)
    archive = tmp_path / "recorded.har"
    archive.write_bytes(httpx.get(f"{here.url}/_mockcore/requests.har").content)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        asked = command("verify", "--against", there.url, "--from", str(archive), *arguments)
        return subprocess.run(asked, env=environment(), capture_output=True, text=True, timeout=60, check=False)

    alike = run("--json")
    assert alike.returncode == 0, alike.stderr
    assert json.loads(alike.stdout)["compared"] == 5
    there.faults.add({"operation": "listRfis"}, status=404)
    differing = run()
    assert differing.returncode == 1
    assert "here: 200; there: 404" in differing.stdout
    assert differing.stdout.endswith(f"compared with {there.url}: 5; alike: 4; differences in the others: 1.\n")
    assert run("--tool", "nothing", "--tour").returncode == 2
