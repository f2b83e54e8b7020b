"""The quota under pressure: 64 clients, 4 workers on one file, and one worker killed on the way.

usage: python benchmarks/limits.py [LIMIT]
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx
from servers import free_port, mockcore, wait

CLIENTS, WORKERS, COMPANY = 64, 4, 4264590
FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}


async def asked(url: str, headers: dict[str, str], calls: int, workers: list[int]) -> Counter[int]:
    """Statuses of so many calls, sent by all clients at once; a worker is killed after a third. 0: a connection was cut."""
    found: Counter[int] = Counter()
    left = iter(range(calls))

    async def one() -> None:
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:
            for number in left:
                if number == calls // 3:
                    for process in workers[:1]:
                        os.kill(process, signal.SIGKILL)
                try:
                    found[(await client.get("/rest/v1.0/me")).status_code] += 1
                except httpx.TransportError:
                    found[0] += 1

    await asyncio.gather(*(one() for _ in range(CLIENTS)))
    return found


def children(process: int) -> list[int]:
    """The worker processes of a server."""
    told = Path(f"/proc/{process}/task/{process}/children").read_text()
    found = [part for part in map(int, told.split()) if b"spawn_main" in Path(f"/proc/{part}/cmdline").read_bytes()]
    assert len(found) == WORKERS, found
    return found


def measured(limit: int, *, kill: bool) -> None:
    """One round: the calls let through, against the limit."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        command = mockcore(port, "--db", f"{folder}/world.db", "--workers", str(WORKERS))
        process = subprocess.Popen([*command, "--rate-limit-hourly", str(limit), "--rate-limit-spike", str(limit)],
                                   stdout=subprocess.DEVNULL)  # fmt: skip
        try:
            wait(url + "/_mockcore/health", process)
            time.sleep(5)  # for all workers
            token = httpx.post(url + "/oauth/token", data=FORM, timeout=60).json()["access_token"]
            # The clock stands still: no window ends during the measurement, however slow the machine.
            httpx.put(url + "/_mockcore/clock", json={"frozen": True}, timeout=60).raise_for_status()
            headers = {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(COMPANY)}
            began = time.perf_counter()
            found = asyncio.run(asked(url, headers, limit + limit // 2, children(process.pid) if kill else []))
            seconds = time.perf_counter() - began
        finally:
            process.terminate()
            process.wait(30)
    told = f"{found[200]} of {limit} let through, {found[429]} refused, {found[0]} cut, others {set(found) - {0, 200, 429}}"
    print(f"{'one worker killed' if kill else 'all workers well'}: {told}, {seconds:.1f} s")


def main() -> None:
    """With all workers, and with one that is killed."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    for kill in (False, True):
        measured(limit, kill=kill)


if __name__ == "__main__":
    main()
