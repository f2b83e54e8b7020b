"""What a request pays for announcements, quota, faults and journal, and how much memory a million of them leave.

usage: python benchmarks/gates.py [REQUESTS]
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.gates import lifecycle, rate_limits
from mockcore.reference.lifecycle import parsed
from mockcore.settings import Settings
from mockcore.store.query import Selection
from mockcore.web.api import Dispatcher

COMPANY, PROJECT = 4264590, 225100
ROUNDS, TIMES = 15, 2_000


def micros(work: Callable[[], object], times: int = TIMES) -> float:
    """The fastest of several rounds, in microseconds each: neighbours only ever add."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(times):
            work()
        rounds.append((time.perf_counter() - began) / times * 1e6)
    return min(rounds)


def gate(engine: Engine, count: int) -> float:
    """The lifecycle gate with so many rows, on an operation that one of them names."""
    known = engine.catalog.nameable
    names = [entry["id"] for entry in known.entries]
    rows = [{"name": f"r{n}", "operations": [names[n % len(names)]], "deprecated": "2020-01-01", "successor": "/rest/v1.0/me"}
            for n in range(count)]  # fmt: skip
    engine.timeline.replace([parsed(row, known) for row in rows])
    operation = engine.catalog.named(names[0])
    values = dict.fromkeys(operation.path_names, "1")

    call = Call(operation.method, operation.path, at=engine.clock.epoch())

    def work() -> None:
        call.reply_headers = ()
        held = engine.timeline.notice(operation, call.path, call.at)
        if held is not None:
            lifecycle.pass_on(call, held, values, engine.settings)

    work()
    return micros(work)


def share(engine: Engine) -> None:
    """Gates, journal and rate headers of a GET of one record, beside the whole of it without the network."""
    engine.timeline.replace([])
    dispatcher = Dispatcher(engine)
    token = engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
    headers = {"authorization": f"Bearer {token}", "procore-company-id": str(COMPANY), "host": "127.0.0.1", "accept": "*/*"}
    number = engine.world.select(Selection("rfis", project_id=PROJECT, limit=1))[0].id
    path = f"/rest/v1.0/projects/{PROJECT}/rfis/{number}"

    def call() -> Call:
        return Call("GET", path, "", headers, b"", "http://127.0.0.1:8080")

    def whole() -> None:
        dispatcher.answered(call(), "GET", time.perf_counter())

    reply = dispatcher.answered(asked := call(), "GET", time.perf_counter())[0]
    assert reply.status == 200, reply.body
    operation = engine.catalog.named(asked.operation)
    parts = {
        "announcements": micros(lambda: engine.timeline.notice(operation, path, engine.clock.epoch())),
        "quota": micros(lambda: engine.limits.take(f"mockcore-dmsa {COMPANY}", asked.at)),
        "quota headers": micros(lambda: asked.quota and rate_limits.header_lines(asked.quota)),
        "faults": micros(lambda: engine.faults.rules or engine.settings.fault_header),
        "journal": micros(lambda: engine.journal.add("GET", asked, reply, time.perf_counter(), "id")),
    }
    total = statistics.median(micros(whole) for _ in range(3))
    told = ", ".join(f"{name} {value:.2f}" for name, value in parts.items())
    print(f"a GET: {total:.1f} µs, of which {told}: {sum(parts.values()) / total:.0%}")


def resident() -> float:
    """Resident memory in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def memory(engine: Engine, count: int) -> None:
    """Resident memory before and after so many journalled requests; nothing is shared between them."""
    dispatcher = Dispatcher(engine)
    token = engine.tokens.issue("mockcore-dmsa", None, seconds=0).token

    def ask(number: int) -> None:
        headers = {"authorization": f"Bearer {token}", "procore-company-id": str(COMPANY), "x-request-id": f"r-{number}"}
        query = f"page=1&per_page=5&search=x{number}"
        call = Call("GET", f"/rest/v1.0/projects/{PROJECT}/rfis", query, headers, b"", f"http://127.0.0.1:{number % 60_000}")
        dispatcher.answered(call, "GET", time.perf_counter())

    told = [resident()]
    for number in range(count):
        ask(number)
        if number + 1 in (count // 100, count // 10, count):
            told.append(resident())
    bound = engine.settings.journal_bytes / 1e6
    print(f"memory with a journal of {bound:.0f} MB: " + " → ".join(f"{value:.0f}" for value in told)
          + f" MB at the start, after 1 %, 10 % and all of {count:,} requests; {len(engine.journal):,} are kept")  # fmt: skip


def main() -> None:
    """The three figures."""
    engine = Engine.open(Settings())
    few, many = gate(engine, 10), gate(engine, 10_000)
    print(f"the lifecycle gate: {few:.2f} µs with 10 rows, {many:.2f} µs with 10,000")
    share(engine)
    memory(engine, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)


if __name__ == "__main__":
    main()
