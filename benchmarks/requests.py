"""Requests a second, side by side in one run: a bare ASGI application, then GET one, GET a page of 100 and POST.

Needs wrk. Each round measures the ceiling and the three right after each other; the medians of the rounds are told.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from servers import bare, free_port, mockcore, running

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 8
COMPANY, PROJECT = 4264590, 225100
TEXT = "The structural drawings show a beam pocket where the supply duct runs. Please advise how to proceed. "


def call(url: str, token: str | None = None, body: Any = None) -> Any:
    headers = {"Content-Type": "application/json", "Procore-Company-Id": str(COMPANY)}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as answer:
        return json.load(answer)


def rate(url: str, token: str | None = None, script: Path | None = None) -> float:
    """Successful requests a second."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    if token:
        command += ["-H", f"Authorization: Bearer {token}"]
    if script:
        command += ["-s", str(script)]
    told = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"{url}: {told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found is not None
    return float(found[1])


def main() -> None:
    port, other = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "world.db")
        with (
            running(mockcore(port, "--db", database), f"{url}/_mockcore/health"),
            running(bare(other), f"http://127.0.0.1:{other}/"),
        ):
            form = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
            token = call(f"{url}/oauth/token", body=form)["access_token"]
            user = call(f"{url}/rest/v1.0/me", token)["id"]
            rfi = {"subject": "Beam pocket at C-4", "rfi_manager_id": user, "assignee_ids": [user], "question": {"body": TEXT}}
            rfis = f"{url}/rest/v1.0/projects/{PROJECT}/rfis"
            for _ in range(120):
                made = call(rfis, token, {"rfi": rfi})
            script = Path(folder) / "post.lua"
            body = json.dumps({"rfi": rfi}).replace("'", "\\'")
            script.write_text(f"wrk.method='POST'\nwrk.body='{body}'\nwrk.headers['Content-Type']='application/json'\n")
            rounds: dict[str, list[float]] = {}
            for _ in range(ROUNDS):
                ceiling = rate(f"http://127.0.0.1:{other}/")
                rounds.setdefault("bare ASGI", []).append(ceiling)
                rounds.setdefault("GET one", []).append(rate(f"{rfis}/{made['id']}", token))
                rounds.setdefault("GET page of 100", []).append(rate(f"{rfis}?per_page=100", token))
                rounds.setdefault("POST", []).append(rate(rfis, token, script))
    ceiling = statistics.median(rounds["bare ASGI"])
    for name, rates in rounds.items():
        median = statistics.median(rates)
        sys.stdout.write(f"{name:16} {median:9.0f}/s  {median / ceiling:5.2f} of the ceiling\n")


if __name__ == "__main__":
    main()
