import time
import tracemalloc

from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.journal.har import archive
from mockcore.journal.keeper import Journal


def exchange(journal: Journal, number: int, size: int = 100) -> None:
    headers = {"host": "127.0.0.1", "accept": "*/*", "authorization": f"Bearer {number:0800d}"}
    call = Call("GET", f"/rest/v1.0/projects/{number}/rfis", f"page={number}", headers, b"x" * size)
    journal.add("GET", call, Reply(200, f"{number}".encode() * size), time.perf_counter(), f"id-{number}")


def test_memory_stays_within_the_bound() -> None:
    journal = Journal(Clock(), 2_000_000)
    tracemalloc.start()
    for number in range(20_000):
        exchange(journal, number)
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 2_200_000
    assert 300 < len(journal) < 700
    assert journal.shown()[-1]["path"].endswith("/19999/rfis")
    assert sum(journal.counts.values()) == sum(journal.durations) == 20_000


def test_one_exchange_that_is_too_large_is_kept_by_its_beginning() -> None:
    journal = Journal(Clock(), 100_000)
    exchange(journal, 1, 5_000_000)
    assert len(journal) == 1
    assert len(journal.shown()[0]["request"]["body"]) <= 262_144


def test_nothing_is_kept_with_a_bound_of_zero() -> None:
    journal = Journal(Clock(), 0)
    exchange(journal, 1)
    assert (len(journal), sum(journal.counts.values())) == (0, 1)


def test_the_archive_is_one_of_har() -> None:
    journal = Journal(Clock("2026-01-15T12:00:00Z", frozen=True), 100_000)
    exchange(journal, 7)
    entry = archive(journal.shown())["log"]["entries"][0]
    assert entry["request"]["url"] == "http://127.0.0.1:8080/rest/v1.0/projects/7/rfis?page=7"
    assert entry["startedDateTime"] == "2026-01-15T12:00:00Z"
    assert {"name": "authorization", "value": "Bearer ***"} in entry["request"]["headers"]
    assert entry["response"]["status"] == 200
