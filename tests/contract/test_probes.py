"""Every GET, PATCH, PUT and DELETE with the ids of another company: nothing is shown and nothing changes."""

import re
from collections.abc import Iterator

import orjson
import pytest

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.reference.operation import Operation
from mockcore.settings import Settings
from tests.contract.requests import Requests

VICTIM = (4264590, 225100)
PROBER = (562949953434271, 562949953435001)
METHODS = ("GET", "PATCH", "PUT", "DELETE")


@pytest.fixture(scope="module")
def victim() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    made = Requests(engine, *VICTIM)
    for operation in made.operations:
        if operation.rule == "create":
            made.existing(operation.kind)
    yield made
    engine.close()


def state(victim: Requests) -> tuple[int, int, str]:
    """Changes with every write to a record of the company probed."""
    row = victim.engine.world.storage.connection.execute(
        "SELECT count(*), sum(version), max(updated_at) FROM records WHERE company_id = ?", (VICTIM[0],)
    ).fetchone()
    return tuple(row)


def probes(victim: Requests, operation: Operation) -> list[tuple[str, str, bytes]]:
    """(path, query, body): the other company's ids in the path, with its scope in path, query and body in turn."""
    target = victim.target(operation)
    path, _, query = target.partition("?")
    own = path.replace(f"/companies/{VICTIM[0]}", f"/companies/{PROBER[0]}").replace(
        f"/projects/{VICTIM[1]}", f"/projects/{PROBER[1]}"
    )
    own_query = query.replace(str(VICTIM[0]), str(PROBER[0])).replace(str(VICTIM[1]), str(PROBER[1]))
    named = f"company_id={VICTIM[0]}&project_id={VICTIM[1]}"
    body = b"" if operation.method == "GET" else orjson.dumps({"company_id": VICTIM[0], "project_id": VICTIM[1]})
    given = b"" if operation.method == "GET" else orjson.dumps(victim.body(operation) or {})
    return [(path, query, given), (own, own_query, given), (own, named, given), (own, own_query, body), (own, own_query, b"")]


def test_nothing_of_another_company_is_shown_or_changed(victim: Requests) -> None:
    engine = victim.engine
    token = engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
    headers = {
        "authorization": f"Bearer {token}",
        "procore-company-id": str(PROBER[0]),
        "content-type": "application/json",
    }
    rows = engine.world.storage.connection.execute("SELECT id FROM records WHERE company_id = ?", (VICTIM[0],)).fetchall()
    theirs = {str(row[0]) for row in rows}
    faults, sent = [], 0
    for operation in victim.operations:
        if operation.method not in METHODS or not operation.path_names:
            continue
        for path, query, body in probes(victim, operation):
            before = state(victim)
            reply = engine.handle(Call(operation.method, path, query, headers, body))
            sent += 1
            if state(victim) != before:
                faults.append(f"{operation.method} {path}?{query} changed something")
            # What a write was given it may repeat; a read may not even do that.
            asked = set(re.findall(r"\d+", f"{path}?{query} {body.decode()}"))
            shown = set(re.findall(rb'"id":"?(\d+)', reply.body)) if reply.status < 300 else set()
            leaked = {found.decode() for found in shown} & theirs - (asked if operation.method != "GET" else set())
            if leaked:
                faults.append(f"{operation.method} {path}?{query} shows {sorted(leaked)[:3]}")
    assert sent > 5_000
    assert faults == []
