"""Several workers when the disk is full, and when one of them or the process that started them is killed."""

import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import RunningServer, running

COMPANY = 4264590
FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
VENDORS = f"/rest/v1.0/vendors?company_id={COMPANY}"
AT_ONCE = 8

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what another process writes")


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    database = tmp_path_factory.mktemp("workers") / "world.db"
    with running(database.with_name("log"), "--workers", "2", "--db", str(database)) as started:
        yield started


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def statuses(server: RunningServer, name: str) -> dict[str, set[int]]:
    """Of the same requests over several connections, so that both workers are met."""
    found: dict[str, set[int]] = {}
    for _ in range(AT_ONCE):
        with httpx.Client(base_url=server.url, timeout=30) as http:
            signed = http.post("/oauth/token", data=FORM)
            http.headers["Authorization"] = f"Bearer {signed.json()['access_token']}"
            made = http.post(VENDORS, json={"vendor": {"name": name}})
            assert made.json().get("name", "") in (name, "")
            for key, reply in (("token", signed), ("write", made), ("read", http.get(VENDORS))):
                found.setdefault(key, set()).add(reply.status_code)
            found.setdefault("health", set()).add(http.get("/_mockcore/health").status_code)
            found.setdefault("control", set()).add(http.get("/_mockcore/metrics").status_code)
    return found


def test_on_a_full_disk_reads_and_tokens_go_on_and_writes_are_refused(workers: RunningServer) -> None:
    good = {"token": {200}, "read": {200}, "health": {200}, "control": {200}}
    assert statuses(workers, "Before") == {**good, "write": {201}}
    processes = children(workers.process.pid)

    def limit(size: int) -> None:
        for pid in processes:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    limit(1)
    assert statuses(workers, "Full") == {**good, "write": {500}}
    limit(resource.RLIM_INFINITY)
    assert statuses(workers, "After") == {**good, "write": {201}}
    with httpx.Client(base_url=workers.url, timeout=30) as http:
        token = http.post("/oauth/token", data=FORM).json()["access_token"]
        names = [part["name"] for part in http.get(VENDORS, headers={"Authorization": f"Bearer {token}"}).json()]
        assert [names.count(name) for name in ("Before", "Full", "After")] == [AT_ONCE, 0, AT_ONCE]
    # What could not be counted then is counted now, by each worker with the next that it answers.
    deadline = time.monotonic() + 60
    while (number := failures_counted(workers)) != AT_ONCE:
        assert number < AT_ONCE
        assert time.monotonic() < deadline, number
        statuses(workers, "Counted")


def failures_counted(server: RunningServer) -> int:
    lines = httpx.get(f"{server.url}/_mockcore/metrics", timeout=30).text.splitlines()
    return sum(int(line.split()[-1]) for line in lines if 'method="POST",status="500"' in line)


def test_a_worker_that_is_killed_is_replaced(workers: RunningServer) -> None:
    assert statuses(workers, "Begun")["read"] == {200}
    before = children(workers.process.pid)
    # The other children are multiprocessing's own.
    worker = next(pid for pid in before if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(worker, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while len(set(children(workers.process.pid)) - {worker}) < len(before):
        assert time.monotonic() < deadline, "the worker is not replaced"
        time.sleep(0.05)
    assert statuses(workers, "Replaced")["write"] == {201}


def test_a_parent_that_is_killed_takes_its_workers_along(workers: RunningServer) -> None:
    processes = children(workers.process.pid)
    assert len(processes) >= 2
    workers.process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in processes):
        assert time.monotonic() < deadline, "a worker goes on without its parent"
        time.sleep(0.05)
    with pytest.raises(httpx.ConnectError):
        httpx.get(workers.url + "/_mockcore/health", timeout=5)
