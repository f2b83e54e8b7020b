"""Every operation of /vapid does what REST v1.0 does: the same calls in two equal worlds bring the same answers."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from mockcore.call import Call, Reply
from mockcore.clock import instant
from mockcore.engine import Engine
from mockcore.reference.document import vapid_path
from mockcore.settings import Settings
from tests.contract.requests import Requests

COMPANY, PROJECT = 4264700, 225701
WHILE_IT_LIVED = "2021-06-01T08:00:00Z"
LIFECYCLE = {"deprecation", "sunset"}
# Reads before writes, deletions last, so that there is something to read.
ORDER = {"GET": 0, "POST": 1, "PUT": 2, "PATCH": 2, "DELETE": 3}


def world() -> Requests:
    return Requests(Engine.open(Settings(seed="demo", now=WHILE_IT_LIVED, frozen=True)), COMPANY, PROJECT)


@pytest.fixture(scope="module")
def demo() -> Iterator[Requests]:
    made = world()
    yield made
    made.engine.close()


def answer(requests: Requests, method: str, target: str, body: Any) -> Reply:
    path, _, query = target.partition("?")
    sent = {"authorization": f"Bearer {requests.token}", "content-type": "application/json"}
    return requests.engine.handle(Call(method, path, query, sent, b"" if body is None else orjson.dumps(body)))


def shown(reply: Reply) -> tuple[int, bytes, Counter[tuple[str, str]]]:
    """Status, body and headers; where links lead, and what says that vapid is going, are not compared."""
    headers = [(name.lower(), value) for name, value in reply.headers]
    kept = [(name, value) for name, value in headers if name not in LIFECYCLE and 'rel="deprecation"' not in value]
    links = [(name, value.replace("/vapid/", "/rest/v1.0/") if name == "link" else value) for name, value in kept]
    return reply.status, reply.body, Counter(links)


def test_every_vapid_operation_agrees_with_rest_v1() -> None:
    old, new = world(), world()
    operations = [part for part in new.operations if part.vapid]
    assert len(operations) == 735
    wrong, answered = list[str](), Counter[int]()
    for operation in sorted(operations, key=lambda part: ORDER[part.method]):
        for full in (True, False):
            targets = [requests.target(operation) for requests in (old, new)]
            bodies = [requests.body(operation, full=full) for requests in (old, new)]
            assert (targets[0], bodies[0]) == (targets[1], bodies[1])
            first = shown(answer(old, operation.method, vapid_path(targets[0]), bodies[0]))
            second = shown(answer(new, operation.method, targets[1], bodies[1]))
            if first != second:
                wrong.append(f"{operation.method} {targets[0]}: {first} or {second}")
            answered[second[0]] += 1
            if operation.body is None or second[0] not in (400, 422):
                break
    assert wrong == []
    assert sum(count for status, count in answered.items() if status < 300) > 600, answered
    for requests in (old, new):
        requests.engine.close()


@pytest.mark.parametrize("now", ["2020-06-01T08:00:00Z", WHILE_IT_LIVED, "2022-02-15T08:02:00Z", "2022-02-28T23:58:00Z"])
def test_every_read_of_vapid_agrees_with_rest_v1_in_every_phase(demo: Requests, now: str) -> None:
    demo.engine.clock.set(instant(now), frozen=True)
    demo.token = demo.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
    wrong, served = list[str](), 0
    for operation in demo.operations:
        if operation.vapid and operation.method == "GET":
            target = demo.target(operation)
            # The first read may make what there is one of.
            answer(demo, "GET", target, None)
            old, new = answer(demo, "GET", vapid_path(target), None), answer(demo, "GET", target, None)
            served += new.status == 200
            if shown(old) != shown(new):
                wrong.append(f"{target}: {shown(old)} or {shown(new)}")
    assert wrong == []
    assert served > 200


@pytest.mark.parametrize(("now", "status"), [("2022-02-28T23:30:00Z", 503), ("2022-03-01T00:00:00Z", 410), ("2026-01-01", 410)])
def test_every_vapid_operation_is_out_in_a_brown_out_and_gone_after_the_sunset(demo: Requests, now: str, status: int) -> None:
    demo.engine.clock.set(instant(now), frozen=True)
    demo.token = demo.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
    operations = [part for part in demo.operations if part.vapid]
    asked = [answer(demo, part.method, vapid_path(demo.target(part, 7)), None) for part in operations]
    assert {reply.status for reply in asked} == {status}
    assert all(reply.header("sunset") == "Tue, 01 Mar 2022 00:00:00 GMT" for reply in asked)
    links = [value for reply in asked for name, value in reply.headers if name == "Link"]
    assert len([value for value in links if 'rel="successor-version"' in value and "/rest/v1.0/" in value]) == 735


@pytest.mark.parametrize("now", ["2020-06-01", "2021-06-01", "2022-02-28T23:30:00Z", "2022-06-01"])
def test_what_rest_has_and_vapid_never_had_is_unknown_in_every_phase(demo: Requests, now: str) -> None:
    demo.engine.clock.set(instant(now), frozen=True)
    known = {re.sub(r"\{\w+\}", "{}", part.path) for part in demo.operations if part.vapid}
    strangers = [
        part
        for part in demo.operations
        if part.path.startswith("/rest/v1.0/") and re.sub(r"\{\w+\}", "{}", part.path) not in known
    ]
    tried = {re.sub(r"\{\w+\}", "7", part.path): part.method for part in strangers if not part.path.endswith(".pdf")}
    found = {path: answer(demo, method, vapid_path(path), None).status for path, method in tried.items()}
    assert len(found) > 500
    # Neither is /vapid/projects/{project_id}/users/bulk_add the user of that name.
    assert {path: status for path, status in found.items() if status != 404} == {}


@pytest.mark.parametrize("now", ["2020-06-01", "2021-06-01", "2022-02-15", "2022-06-01"])
def test_a_vapid_path_that_never_existed_is_unknown_in_every_phase(demo: Requests, now: str) -> None:
    demo.engine.clock.set(instant(now), frozen=True)
    for path in ("/vapid/nothing", f"/vapid/companies/{COMPANY}/work_breakdown_structure/segments", "/vapid/v1.0/projects"):
        assert demo.send("GET", path)[0] == 404
    assert demo.send("PUT", "/vapid/projects")[0] == 405


def test_the_links_of_a_page_stay_in_the_namespace(demo: Requests) -> None:
    demo.engine.clock.set(instant(WHILE_IT_LIVED), frozen=True)
    reply = answer(demo, "GET", f"/vapid/companies/{COMPANY}/users?per_page=2", None)
    links = [value for name, value in reply.headers if name == "Link"]
    assert set(re.findall(r"//[^/]+(/\w+)/", links[0])) == {"/vapid"}
    assert f'/rest/v1.0/companies/{COMPANY}/users?per_page=2>; rel="successor-version"' in links[1]
