"""Requests a second beside other mock servers, in one run: Prism (the same document), json-server and moto (the same records).

Needs wrk, node and npm. The servers are installed into the folder that MOCKCORE_BENCH names (default: a cache folder).
The bare ASGI application on the same uvicorn is the most that any answer of one process can reach.
A run with an answer other than 2xx is refused. The medians of the rounds are told, with the smallest and the largest.
`others.py 10000` measures with so many records in every server that keeps any; each is asked for the one in the middle.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from requests import COMPANY, PROJECT, TEXT, call
from servers import bare, free_port, mockcore, running

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 8
RECORDS = int(sys.argv[1]) if len(sys.argv) > 1 else 120
FOLDER = Path(os.environ.get("MOCKCORE_BENCH", Path.home() / ".cache" / "mockcore-bench"))
CREDENTIALS = "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x"


@dataclass
class Request:
    """What wrk sends."""

    url: str
    method: str = "GET"
    headers: dict[str, str] | None = None
    body: str = ""


def installed() -> None:
    """Installs what is measured, once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (FOLDER / "node_modules").is_dir():
        names = ["@stoplight/prism-cli@5", "json-server@0.17.4"]
        subprocess.run(["npm", "install", "--silent", "--prefix", str(FOLDER), *names], check=True)
    if not (FOLDER / "moto").is_dir():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER / "moto")], check=True)
        subprocess.run([str(FOLDER / "moto/bin/pip"), "install", "-q", "moto[server,dynamodb]>=5,<6"], check=True)


def rate(request: Request) -> float:
    """Requests a second. Raises SystemExit for any answer that is not 2xx."""
    quoted = {name: value.replace("\\", "\\\\").replace("'", "\\'") for name, value in (request.headers or {}).items()}
    lines = [f"wrk.method='{request.method}'", *(f"wrk.headers['{name}']='{value}'" for name, value in quoted.items())]
    if request.body:
        lines.append(f"wrk.body=[==[{request.body}]==]")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write("\n".join(lines))
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", script.name, request.url]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if "Non-2xx" in told or found is None or float(found[1]) == 0:
        raise SystemExit(f"{request.method} {request.url}: {told}")
    return float(found[1])


@contextmanager
def own(folder: Path) -> Iterator[tuple[dict[str, Request], list[Any], str]]:
    """mockcore on a WAL file, with the records that the others get too: what is asked of it, the records, a new one."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running(mockcore(port, "--db", str(folder / "world.db")), f"{url}/_mockcore/health"):
        form = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
        token = call(f"{url}/oauth/token", body=form)["access_token"]
        user = call(f"{url}/rest/v1.0/me", token)["id"]
        rfi = {"subject": "Beam pocket at C-4", "rfi_manager_id": user, "assignee_ids": [user], "question": {"body": TEXT}}
        rfis = f"{url}/rest/v1.0/projects/{PROJECT}/rfis"
        for _ in range(RECORDS):
            call(rfis, token, {"rfi": rfi})
        records = list(chain(*(call(f"{rfis}?page={page + 1}&per_page=100", token) for page in range(RECORDS // 100 + 2))))
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        requests = {
            "GET one": Request(f"{rfis}/{middle(records)}", headers=headers),
            "GET page of 100": Request(f"{rfis}?per_page=100", headers=headers),
            "POST": Request(rfis, "POST", headers, json.dumps({"rfi": rfi})),
        }
        yield requests, records, json.dumps({"rfi": rfi})


def middle(records: list[Any]) -> int:
    """The id of the record in the middle."""
    return int(records[len(records) // 2]["id"])


@contextmanager
def prism(folder: Path, body: str) -> Iterator[dict[str, Request]]:
    """Prism: answers with examples of the document."""
    document = folder / "openapi.json"
    with document.open("wb") as file:
        subprocess.run([sys.executable, "-m", "mockcore", "openapi", "bundle"], stdout=file, check=True)
    port = free_port()
    command = [str(FOLDER / "node_modules/.bin/prism"), "mock", str(document), "-p", str(port), "-h", "127.0.0.1"]
    rfis = f"http://127.0.0.1:{port}/rest/v1.0/projects/{PROJECT}/rfis"
    headers = {"Authorization": "Bearer x", "Content-Type": "application/json", "Procore-Company-Id": str(COMPANY)}
    with running([*command, "-v", "error"], rfis):
        yield {
            "GET one": Request(f"{rfis}/1", headers=headers),
            "GET page of 100": Request(f"{rfis}?per_page=100", headers=headers),
            "POST": Request(rfis, "POST", headers, body),
        }


@contextmanager
def json_server(folder: Path, records: list[Any], body: str) -> Iterator[dict[str, Request]]:
    """json-server: the same records, no authorisation, no validation; every POST rewrites its file."""
    database = folder / "db.json"
    database.write_text(json.dumps({"rfis": records}))
    port = free_port()
    command = [str(FOLDER / "node_modules/.bin/json-server"), "--quiet", "--port", str(port), str(database)]
    rfis = f"http://127.0.0.1:{port}/rfis"
    headers = {"Content-Type": "application/json"}
    with running(command, rfis):
        yield {
            "GET one": Request(f"{rfis}/{middle(records)}", headers=headers),
            "GET page of 100": Request(f"{rfis}?_page=1&_limit=100", headers=headers),
            "POST": Request(rfis, "POST", headers, json.dumps(json.loads(body)["rfi"])),
        }


def dynamo(url: str, action: str, body: Any) -> Request:
    headers = {
        "X-Amz-Target": f"DynamoDB_20120810.{action}",
        "Content-Type": "application/x-amz-json-1.0",
        "Authorization": CREDENTIALS,
    }
    return Request(url, "POST", headers, json.dumps(body))


@contextmanager
def moto(records: list[Any], body: str) -> Iterator[dict[str, Request]]:
    """moto's server: the same records as items of a DynamoDB table, in memory."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    # It writes a line for every request: not onto the terminal.
    command = ["sh", "-c", f"exec {FOLDER}/moto/bin/moto_server -p {port} 2>/dev/null"]
    with running(command, f"{url}moto-api/"):
        key = {"AttributeName": "id", "KeyType": "HASH"}
        table = {"TableName": "rfis", "BillingMode": "PAY_PER_REQUEST", "KeySchema": [key]}
        send(dynamo(url, "CreateTable", {**table, "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "N"}]}))
        for record in records:
            send(dynamo(url, "PutItem", item(record["id"], json.dumps(record))))
        yield {
            "GET one": dynamo(url, "GetItem", {"TableName": "rfis", "Key": {"id": {"N": str(middle(records))}}}),
            "GET page of 100": dynamo(url, "Scan", {"TableName": "rfis", "Limit": 100}),
            "POST": dynamo(url, "PutItem", item(1, body)),
        }


@contextmanager
def ceiling() -> Iterator[dict[str, Request]]:
    """An application that answers everything with the same bytes, on the uvicorn that mockcore runs on."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with running(bare(port), url):
        yield {"GET one": Request(url)}


def item(number: int, text: str) -> dict[str, Any]:
    return {"TableName": "rfis", "Item": {"id": {"N": str(number)}, "body": {"S": text}}}


def send(request: Request) -> None:
    asked = urllib.request.Request(request.url, request.body.encode(), request.headers or {}, method=request.method)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        answer.read()


def main() -> None:
    installed()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        ours, records, body = stack.enter_context(own(folder))
        servers = {
            "mockcore": ours,
            "bare ASGI": stack.enter_context(ceiling()),
            "Prism": stack.enter_context(prism(folder, body)),
            "json-server": stack.enter_context(json_server(folder, records, body)),
            "moto": stack.enter_context(moto(records, body)),
        }
        rates: dict[tuple[str, str], list[float]] = {}
        for _ in range(ROUNDS):
            for what in ours:
                for server, requests in servers.items():
                    if what not in requests:
                        continue
                    rates.setdefault((what, server), []).append(rate(requests[what]))
    for (what, server), found in rates.items():
        median = statistics.median(found)
        times = statistics.median(rates[what, "mockcore"]) / median
        spread = f"{min(found):.0f} to {max(found):.0f}"
        sys.stdout.write(f"{what:16} {server:12} {median:9.1f}/s  ({spread:>16})  mockcore is {times:6.1f} x\n")


if __name__ == "__main__":
    main()
