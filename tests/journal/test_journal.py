import time
import tracemalloc
from pathlib import Path

from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.journal.har import archive
from mockcore.journal.journal import Journal
from mockcore.sandbox_clocks import SandboxClocks
from mockcore.store.opening import open_sidecar
from tests.tiny import catalog


def exchange(journal: Journal, number: int, size: int = 100) -> None:
    headers = {"host": "127.0.0.1", "accept": "*/*", "authorization": f"Bearer {number:0800d}"}
    call = Call("GET", f"/rest/v1.0/projects/{number}/rfis", f"page={number}", headers, b"x" * size)
    journal.add("GET", call, Reply(200, f"{number}".encode() * size), time.perf_counter(), f"id-{number}")


def shared(folder: Path) -> Journal:
    return Journal(SandboxClocks(Clock()), catalog(), 100_000, sidecar=open_sidecar(str(folder / "world.db")))


def test_memory_stays_within_the_bound() -> None:
    journal = Journal(SandboxClocks(Clock()), catalog(), 2_000_000)
    tracemalloc.start()
    for number in range(20_000):
        exchange(journal, number)
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 2_200_000 + 20_000 * 300
    assert 300 < len(journal) - journal.dropped_bodies < 700
    assert len(journal) == 20_000
    assert journal.shown()[-1]["path"].endswith("/19999/rfis")
    assert sum(journal.counts.values()) == sum(journal.durations) == 20_000


def test_one_exchange_that_is_too_large_is_kept_by_its_beginning() -> None:
    journal = Journal(SandboxClocks(Clock()), catalog(), 100_000)
    exchange(journal, 1, 5_000_000)
    assert len(journal) == 1
    assert len(journal.shown()[0]["request"]["body"]) <= 262_144


def test_nothing_is_kept_with_a_bound_of_zero() -> None:
    journal = Journal(SandboxClocks(Clock()), catalog(), 0)
    exchange(journal, 1)
    assert (len(journal), sum(journal.counts.values())) == (0, 1)


def test_the_archive_is_one_of_har() -> None:
    journal = Journal(SandboxClocks(Clock("2026-01-15T12:00:00Z", frozen=True)), catalog(), 100_000)
    exchange(journal, 7)
    entry = archive(journal.shown())["log"]["entries"][0]
    assert entry["request"]["url"] == "http://127.0.0.1:8080/rest/v1.0/projects/7/rfis?page=7"
    assert entry["startedDateTime"] == "2026-01-15T12:00:00Z"
    assert {"name": "authorization", "value": "Bearer ***"} in entry["request"]["headers"]
    assert entry["response"]["status"] == 200


def test_workers_tell_what_all_of_them_have_recorded(tmp_path: Path) -> None:
    one, two = (
        Journal(SandboxClocks(Clock()), catalog(), 100_000, sidecar=open_sidecar(str(tmp_path / "world.db"))) for _ in range(2)
    )
    for number in range(6):
        exchange((one, two)[number % 2], number)
    for journal in (one, two):
        assert [shown["query"] for shown in journal.shown()] == [f"page={number}" for number in range(6)]
        assert [exchange.number for exchange in journal.exchanges(4)] == [5, 6]
        counts, durations, seconds = journal.counted()
        assert (sum(counts.values()), sum(durations), seconds > 0, len(journal)) == (6, 6, True, 6)
    assert (one.last, two.last) == (5, 6)
    one.forget()
    assert (two.shown(), sum(two.counted()[0].values())) == ([], 6)


def test_an_exchange_of_another_worker_is_whole_and_on_disk_nobody_reads_it(tmp_path: Path) -> None:
    one, two = (
        Journal(SandboxClocks(Clock()), catalog(), 100_000, sidecar=open_sidecar(str(tmp_path / "world.db"))) for _ in range(2)
    )
    headers = {"authorization": "Bearer hush", "procore-company-id": "1"}
    call = Call(
        "POST", "/oauth/token", "a=b", headers, b"client_secret=hush", at=7, reply_headers=[("Sunset", "x")], strike=object()
    )
    call.quota, call.findings, call.company_id = (1, 2, 3), [{"code": "c", "detail": "d"}], 9
    one.add("POST", call, Reply(200, b"{}", [("Link", "y")]), time.perf_counter(), "id")
    (made,) = two.exchanges()
    assert (made.method, made.request_id, made.reply) == ("POST", "id", Reply(200, b"{}", [("Link", "y")]))
    assert (made.call.headers, made.call.body, made.call.quota, made.call.findings) == (
        headers,
        call.body,
        (1, 2, 3),
        call.findings,
    )
    assert (made.call.strike is None, made.call.reply_headers, made.call.company_id, made.call.at) == (
        False,
        [("Sunset", "x")],
        9,
        7,
    )
    assert two.shown()[0]["request"]["headers"]["authorization"] == "Bearer ***"
    assert [path.name for path in tmp_path.iterdir() if b"hush" in path.read_bytes()] == []
