"""Whether claims about everything hold once most bodies are dropped, and what that takes of memory.

`evidence.py [CALLS]`: so many calls with large bodies (100,000), breaches of the contract among them, each counted here. Then
never, verify, contract, report and coverage over HTTP, against those counts. `evidence.py reads [CALLS]`: memory for reads.
Memory is what the process has more at the end, against the same calls without a journal.
"""

import gc
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson

sys.path.insert(0, str(Path(__file__).parent.parent))

import mockcore
from mockcore.testing.running import Running
from mockcore.web.api import Dispatcher

COMPANY, PROJECT = 4264590, 225100
VENDORS, USERS, RFIS = "/rest/v1.0/vendors", f"/rest/v1.0/companies/{COMPANY}/users", f"/rest/v1.0/projects/{PROJECT}/rfis"
LONG = "x" * 20_000
Asked = tuple[str, str, str, bytes]


def body(value: Any) -> bytes:
    return orjson.dumps(value)


def suite(vendor: int, count: int) -> Iterator[tuple[str, Asked]]:
    """(what it is, the call) of so many calls; the rare ones come first, and are dropped first."""
    rename = body({"company_id": COMPANY, "vendor": {"name": "Acme", "notes": LONG, "colour": "red"}})
    refused = body({"rfi": {"subject": LONG}})
    kinds: dict[str, Asked] = {
        "deprecated": ("GET", "/vapid/me", "", b""),
        "parameter": ("GET", VENDORS, f"company_id={COMPANY}&colour=red", b""),
        "list": ("GET", USERS, "per_page=100", b""),
        "show": ("GET", f"{VENDORS}/{vendor}", f"company_id={COMPANY}", b""),
        "field": ("PATCH", f"{VENDORS}/{vendor}", "", rename),
        "refused": ("POST", RFIS, "", refused),
    }
    order = ["deprecated"] * 3 + ["parameter"] * 5
    mixed = ["list", "show", "list", "refused", "show", "list", "field", "show", "refused", "list"]
    for number in range(count):
        kind = order[number] if number < len(order) else mixed[number % len(mixed)]
        yield kind, kinds[kind]


def megabytes() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def control(server: Running, method: str, path: str, value: Any = None) -> Any:
    return httpx.request(method, f"{server.url}/_mockcore/{path}", json=value, timeout=600).raise_for_status().json()


def started(server: Running) -> tuple[Dispatcher, dict[str, str], int]:
    headers = {"authorization": f"Bearer {server.token()}", "procore-company-id": str(COMPANY), "host": "127.0.0.1"}
    headers |= {"content-type": "application/json", "user-agent": "suite/1.0", "accept": "application/json"}
    vendor = server.get(VENDORS, company_id=COMPANY)[0]["id"]
    server.requests.clear()
    return Dispatcher(server.application.engine), headers, vendor


def claims(server: Running, kinds: Counter[str], answers: Counter[tuple[str, str, int]]) -> int:
    """How many claims are wrong, each told."""
    total, wrong = sum(kinds.values()), 0
    writes = sum(count for (method, _, _), count in answers.items() if method != "GET")
    expectations: list[tuple[dict[str, Any], bool]] = [
        ({"request": {"deprecated": True}, "never": True}, False),
        ({"request": {"deprecated": True}, "count": kinds["deprecated"]}, True),
        ({"request": {"deprecated": True}, "count": kinds["deprecated"] + 1}, False),
        ({"request": {"query": "colour=red"}, "count": kinds["parameter"]}, True),
        ({"request": {"method": "PATCH", "status": 200}, "count": kinds["field"]}, True),
        ({"request": {"method": "POST", "status": 400}, "at_most": kinds["refused"] - 1}, False),
        ({"request": {"path": "/rest/**/users"}, "at_least": kinds["list"]}, True),
        ({"request": {"method": "DELETE"}, "never": True}, True),
        ({"order": [{"deprecated": True}, {"query": "colour=red"}, {"method": "PATCH"}]}, True),
        ({"order": [{"query": "colour=red"}, {"deprecated": True}]}, False),
    ]
    for expectation, holds in expectations:
        outcome = control(server, "POST", "requests/verify", expectation)
        if outcome["verified"] is not holds:
            wrong += 1
            print("wrong:", expectation, outcome["verified"])
    report = control(server, "GET", "contract")
    for code, count in (
        ("deprecated-operation", kinds["deprecated"]), ("unknown-parameter", kinds["parameter"]),
        ("unknown-field", kinds["field"]), ("refused-input", kinds["refused"]),
    ):  # fmt: skip
        if report["counts"].get(code) != count:
            wrong += 1
            print("wrong:", code, report["counts"].get(code), count)
    called = control(server, "GET", "contract/coverage")["called"]
    statuses: Counter[tuple[str, int]] = Counter()
    for usage in called.values():
        for status, count in usage["statuses"].items():
            statuses[usage["asked"].split()[0], int(status)] += count
    truth: Counter[tuple[str, int]] = Counter()
    for (method, _, status), count in answers.items():
        truth[method, status] += count
    if report["requests"] != total or statuses != truth:
        wrong += 1
        print("wrong:", report["requests"], total, statuses, truth)
    try:
        server.contract.check()
        wrong += 1
        print("wrong: contract.check() passes")
    except AssertionError:
        print(f"{len(expectations) + 6} claims about {total} calls, {writes} of them writes: {wrong} wrong")
    print("without bodies:", report["dropped_bodies"])
    return wrong


def run(mode: str, calls: int, journal_bytes: int, results: Any) -> None:
    """One process: makes the calls, then the claims."""
    with mockcore.running(journal_bytes=journal_bytes) as server:
        api, headers, vendor = started(server)
        kinds, answers = Counter[str](), Counter[tuple[str, str, int]]()
        plain = ("GET", f"{VENDORS}/{vendor}", f"company_id={COMPANY}", b"")
        stream = suite(vendor, calls) if mode == "bodies" else (("show", plain) for _ in range(calls))
        before, began = megabytes(), time.perf_counter()
        for kind, (method, path, query, sent) in stream:
            status, _, _ = api.answer(method, path, query, dict(headers), sent, "http")
            server.application.engine.settle()
            kinds[kind] += 1
            answers[method, kind, status] += 1
        grown = megabytes() - before
        print(f"journal of {journal_bytes} bytes: {calls} calls in {time.perf_counter() - began:.0f} s, {grown:.0f} MB more")
        wrong = 0
        if journal_bytes and mode == "bodies":
            wrong = claims(server, kinds, answers)
        elif journal_bytes:
            began = time.perf_counter()
            outcome = control(server, "POST", "requests/verify", {"request": {"deprecated": True}, "never": True})
            print(f"never: {outcome['verified']} after {time.perf_counter() - began:.1f} s")
            print(f"with the claim {megabytes() - before:.0f} MB more")
    results.put((grown, wrong))


def main(mode: str, calls: int) -> None:
    context = multiprocessing.get_context("spawn")
    grown: list[float] = []
    wrong = 0
    for journal_bytes in (0, 16_000_000):
        results = context.Queue()
        process = context.Process(target=run, args=(mode, calls, journal_bytes, results))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)
        more, errors = results.get()
        grown.append(more)
        wrong += errors
    print(f"the journal takes {grown[1] - grown[0]:.0f} MB; {wrong} claims are wrong")


if __name__ == "__main__":
    reads = "reads" in sys.argv
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    main("reads" if reads else "bodies", numbers[0] if numbers else 1_000_000 if reads else 100_000)
