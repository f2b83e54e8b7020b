"""What a request costs as operations and records grow: in-process, medians of rounds, one table.

Operations: tests/tiny.yaml (6) against the whole document. Records: 1,000 against 250,000 of one resource in one project.
"""

import statistics
import sys
import time
from pathlib import Path

import orjson

sys.path.insert(0, str(Path(__file__).parent.parent))

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.settings import Settings
from mockcore.store.records import Stored
from tests.tiny import PROJECT, Tiny

ROUNDS, CALLS = 9, 400
AT = "2026-01-15T15:00:00Z"


def micros(engine: Engine, call: Call) -> float:
    """Microseconds a call takes, of the median round."""
    told = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(CALLS):
            reply = engine.handle(call)
        told.append((time.perf_counter() - began) / CALLS * 1e6)
        assert reply.status < 300, reply.body
    return statistics.median(told)


def measured(engine: Engine, token: str, base: str, body: dict[str, object]) -> list[float]:
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    post = Call("POST", base, "", headers, orjson.dumps(body))
    made = orjson.loads(engine.handle(post).body)["id"]
    one, page = Call("GET", f"{base}/{made}", "", headers), Call("GET", base, "per_page=5", headers)
    return [micros(engine, call) for call in (one, page, post)]


def fill(engine: Engine, kind: str, company: int, project: int, count: int) -> None:
    records = engine.world
    with records.storage.transaction(write=True):
        records.bulk_insert(
            Stored(
                records.next_id(), 1, "", kind, company, project, None, None, AT, AT, None, {"name": f"n{n}", "subject": "s"}
            )
            for n in range(count)
        )


def main() -> None:
    tiny = Tiny()
    whole = Engine.open(Settings())
    token = whole.tokens.issue("mockcore-dmsa", None, seconds=0).token
    rfis = "/rest/v1.0/projects/225100/rfis"
    user = whole.world.storage.connection.execute(
        "SELECT id FROM records WHERE kind = 'users' AND company_id = 4264590"
    ).fetchone()[0]
    rfi = {"rfi": {"subject": "s", "rfi_manager_id": user, "question": {"body": "b"}}}
    rows = {
        "6 operations (tiny)": measured(
            tiny.engine, tiny.token, f"/rest/v1.0/projects/{PROJECT}/widgets", {"widget": {"name": "n"}}
        ),
    }
    vendors = "/rest/v1.0/projects/225100/locations"
    rows["2,649 operations"] = measured(whole, token, vendors, {"location": {"name": "n"}})
    fill(whole, "rfis", 4264590, 225100, 1_000)
    rows["1,000 records"] = measured(whole, token, rfis, rfi)
    fill(whole, "rfis", 4264590, 225100, 249_000)
    rows["250,000 records"] = measured(whole, token, rfis, rfi)
    sys.stdout.write(f"{'':22}{'GET one':>10}{'GET page':>10}{'POST':>10}  (microseconds)\n")
    for name, told in rows.items():
        sys.stdout.write(f"{name:22}" + "".join(f"{value:10.1f}" for value in told) + "\n")


if __name__ == "__main__":
    main()
