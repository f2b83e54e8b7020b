"""Requests as people write them: each wrong one is found by its code, no right one is reported."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from mockcore.settings import load
from mockcore.testing.running import Running

HERE = Path(__file__).parent
RIGHT = yaml.safe_load((HERE / "right.yaml").read_text(encoding="utf-8"))
WRONG = yaml.safe_load((HERE / "wrong.yaml").read_text(encoding="utf-8"))
COMPANY = "4264590"


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    server = Running(load(port=0, frozen=True, now="2026-01-15T15:00:00Z"))
    yield server
    server.stop()


class Caller:
    """Sends the steps of one case and remembers what they keep."""

    def __init__(self, server: Running, http: httpx.Client) -> None:
        server.reset()
        self.server = server
        self.http = http
        self.headers = {"Authorization": f"Bearer {server.token()}", "Procore-Company-Id": COMPANY}
        self.kept: dict[str, Any] = {}
        server.requests.clear()

    def send(self, step: dict[str, Any]) -> None:
        method, _, target = self.filled(step["ask"]).partition(" ")
        given = {**self.headers, **self.filled(step.get("headers", {}))}
        headers = {name: value for name, value in given.items() if value is not None}
        options = self.encoded(step.get("as", "json"), self.filled(step["body"]), step) if "body" in step else {}
        if "raw" in step:
            options = {"content": step["raw"]}
        for _ in range(step.get("times", 1)):
            answer = self.http.request(
                method, httpx.URL(self.server.url).join(target), params=step.get("query"), headers=headers, **options
            )
        self.keep(step.get("keep", {}), answer)

    def encoded(self, media: str, body: Any, step: dict[str, Any]) -> dict[str, Any]:
        if media == "json":
            return {"json": body}
        pairs = [(name, part) for name, value in body.items() for part in (value if isinstance(value, list) else [value])]
        if media == "form":
            return {"data": {name: value if isinstance(value, list) else str(value) for name, value in body.items()}}
        own = self.kept[step["fields"]] if "fields" in step else {}
        files = [(name, (part["file"], b"bytes")) for name, part in pairs if isinstance(part, dict)]
        texts = [(name, (None, str(part))) for name, part in (*own.items(), *pairs) if not isinstance(part, dict)]
        return {"files": [*texts, *files]}

    def filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self.filled(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.filled(part) for part in value]
        if not isinstance(value, str):
            return value
        for name, part in self.kept.items():
            value = value.replace(f"{{{name}}}", str(part))
        return value

    def keep(self, wanted: dict[str, str], answer: httpx.Response) -> None:
        for path, name in wanted.items():
            value = answer.json()
            for key in path.split("."):
                value = value[int(key) if key.isdigit() else key]
            self.kept[name] = value

    def codes(self) -> list[str]:
        return [part["code"] for part in self.server.contract.findings]


def asked(server: Running, http: httpx.Client, case: dict[str, Any]) -> Caller:
    caller = Caller(server, http)
    for step in case.get("steps", [case]):
        caller.send(step)
    return caller


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case["say"])
def test_a_right_request_is_not_reported(running: Running, http: httpx.Client, case: dict[str, Any]) -> None:
    caller = asked(running, http, case)
    assert running.contract.findings == []
    assert len(running.requests) >= 1, json.dumps(caller.kept)


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["say"])
def test_a_wrong_request_is_found_by_its_code(running: Running, http: httpx.Client, case: dict[str, Any]) -> None:
    assert asked(running, http, case).codes() == case["codes"]


def test_there_are_enough_of_both() -> None:
    assert len(RIGHT) >= 60
    assert len(WRONG) >= 60
