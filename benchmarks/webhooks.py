"""Webhooks: events lost or out of order while the receiver fails and the server is killed, and the delay after a commit.

usage: python benchmarks/webhooks.py [CHANGES]
"""

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from mockcore.webhooks.receiver import Receiver

COMPANY = 4264590
FAILING = 0.3
FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}


class Unsteady(Receiver):
    """Fails some deliveries, chosen by a fixed seed."""

    def __init__(self) -> None:
        super().__init__()
        self.chance = random.Random(7)  # noqa: S311 - the same failures in every run

    def take(self, payload: dict[str, object], headers: dict[str, str]) -> int:
        """500 for three in ten."""
        if self.chance.random() < FAILING:
            self.fail(1)
        return super().take(payload, headers)


def serve(database: Path, *options: str) -> tuple[subprocess.Popen[str], httpx.Client]:
    """A server and a client that has signed in."""
    command = [sys.executable, "-m", "mockcore", "serve", "--port", "9321", "--db", str(database), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, text=True)
    client = httpx.Client(base_url="http://127.0.0.1:9321", timeout=30)
    for _ in range(600):
        try:
            client.get("/_mockcore/health")
            break
        except httpx.TransportError:
            time.sleep(0.05)
    sign_in(client)
    return process, client


def sign_in(client: httpx.Client) -> None:
    """A token; on a fast clock it does not last long."""
    token = client.post("/oauth/token", data=FORM).json()["access_token"]
    client.headers.update({"Authorization": f"Bearer {token}", "Procore-Company-Id": str(COMPANY)})


def subscribe(client: httpx.Client, url: str) -> None:
    """A hook for new vendors."""
    hook = {"api_version": "v2", "namespace": "bench", "destination_url": url}
    made = client.post("/rest/v1.0/webhooks/hooks", json={"company_id": COMPANY, "hook": hook}).json()
    trigger = {"resource_name": "Company Vendors", "event_type": "create"}
    body = {"company_id": COMPANY, "api_version": "v2", "trigger": trigger}
    client.post(f"/rest/v1.0/webhooks/hooks/{made['id']}/triggers", json=body).raise_for_status()


def vendor(client: httpx.Client, number: int) -> int:
    """One change."""
    body = {"company_id": COMPANY, "vendor": {"name": f"Vendor {number}"}}
    made = client.post("/rest/v1.0/vendors", json=body)
    if made.status_code == 401:
        sign_in(client)
        made = client.post("/rest/v1.0/vendors", json=body)
    return int(made.json()["id"])


def delay(folder: Path, count: int = 300) -> None:
    """From the answer to the change to the arrival of its event, on an idle server."""
    receiver = Receiver()
    process, client = serve(folder / "delay.db")
    subscribe(client, receiver.url)
    delays = []
    for number in range(count):
        vendor(client, number)
        began = time.perf_counter()
        while len(receiver.received) <= number:
            time.sleep(0.0002)
        delays.append((time.perf_counter() - began) * 1000)
        time.sleep(0.005)
    process.send_signal(signal.SIGTERM)
    process.wait(10)
    receiver.close()
    quantiles = statistics.quantiles(delays, n=100)
    print(f"delay after the answer: median {statistics.median(delays):.1f} ms, p99 {quantiles[98]:.1f} ms")


def losses(folder: Path, changes: int) -> None:
    """Lost, doubled and misplaced events. The clock runs fast, so that pauses of a second take milliseconds."""
    receiver = Unsteady()
    process, client = serve(folder / "losses.db", "--clock-speed", "2000")
    subscribe(client, receiver.url)
    made, began = [], time.monotonic()
    for number in range(changes):
        if number == changes // 2:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            process, client = serve(folder / "losses.db", "--clock-speed", "2000")
        made.append(vendor(client, number))
    while time.monotonic() - began < 2400 and len({part["resource_id"] for part in receiver.received}) < changes:
        time.sleep(0.2)
    came = [part["resource_id"] for part in receiver.received]
    first = list(dict.fromkeys(came))
    process.send_signal(signal.SIGTERM)
    process.wait(10)
    receiver.close()
    seconds = time.monotonic() - began
    lost, doubled = len(set(made) - set(came)), len(came) - len(first)
    print(f"{changes} changes in {seconds:.0f} s: lost {lost}, doubled {doubled}, in order: {first == made}")


def main() -> None:
    """Both figures."""
    with tempfile.TemporaryDirectory() as folder:
        delay(Path(folder))
        losses(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


if __name__ == "__main__":
    main()
